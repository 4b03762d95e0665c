//! API keys of an application.

use super::entity::api_key::{Column, Entity, Key, Model};
use super::{DeveloperId, Store, StoreError, applications, is_missing_parent, pages};
use crate::clock::Micros;
use meta_api::{ApiKey, ApiKeyValue, ApplicationId, Page, Paging};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};

impl Store {
    /// One page of an application's API keys.
    ///
    /// # Errors
    /// The database failed.
    pub async fn api_keys(
        &self,
        developer: DeveloperId,
        application: &ApplicationId,
        paging: Paging,
    ) -> Result<Option<Page<ApiKey>>, StoreError> {
        let transaction = self.read().await?;
        if !applications::exists(&transaction, developer, application).await? {
            return Ok(None);
        }
        let list = Entity::find().filter(Column::ApplicationId.eq(application.as_str()));
        let total = list.clone().count(&transaction).await?;
        let order = (Column::Created, Column::Key);
        let rows = pages::rows::<Entity, String>(&transaction, list, order, paging, total).await?;
        transaction.commit().await?;
        Ok(Some(Page {
            total,
            count: rows.len() as u64,
            page: paging.page.get(),
            objects: rows.into_iter().map(ApiKey::from).collect(),
        }))
    }

    /// Creates an API key.
    ///
    /// # Errors
    /// The database failed.
    pub async fn create_api_key(
        &self,
        developer: DeveloperId,
        application: &ApplicationId,
        key: &ApiKeyValue,
        now: Micros,
    ) -> Result<Option<ApiKey>, StoreError> {
        let writing = self.write().await?;
        if !applications::exists(&writing.transaction, developer, application).await? {
            return Ok(None);
        }
        let row = Model {
            key: Key(key.expose().to_owned()),
            application_id: application.as_str().to_owned(),
            created: now.0,
            modified: now.0,
        };
        let inserted = Entity::insert(row.clone().into_active_model())
            .exec_without_returning(&writing.transaction)
            .await;
        match inserted {
            Err(error) if is_missing_parent(&error) => return Ok(None),
            inserted => inserted?,
        };
        writing.commit().await?;
        Ok(Some(row.into()))
    }

    /// Deletes an API key; answers whether it was there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_api_key(
        &self,
        developer: DeveloperId,
        application: &ApplicationId,
        key: &ApiKeyValue,
    ) -> Result<bool, StoreError> {
        let writing = self.write().await?;
        if !applications::exists(&writing.transaction, developer, application).await? {
            return Ok(false);
        }
        let deleted = Entity::delete_many()
            .filter(Column::Key.eq(key.expose()))
            .filter(Column::ApplicationId.eq(application.as_str()))
            .exec(&writing.transaction)
            .await?;
        writing.commit().await?;
        Ok(deleted.rows_affected > 0)
    }
}

impl From<Model> for ApiKey {
    fn from(row: Model) -> Self {
        Self {
            key: ApiKeyValue::new(row.key.0),
            created: Micros(row.created).timestamp(),
            modified: Micros(row.modified).timestamp(),
        }
    }
}
