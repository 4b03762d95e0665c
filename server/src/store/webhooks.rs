//! Webhooks of an application.

use super::entity::webhook::{ActiveModel, Column, Entity, Model};
use super::{DeveloperId, Store, StoreError, applications, is_missing_parent, pages, stored};
use crate::clock::Micros;
use meta_api::{ApplicationId, CreateWebHook, Page, Paging, WebHook, WebHookId};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

impl Store {
    /// One page of an application's webhooks.
    ///
    /// # Errors
    /// The database failed.
    pub async fn webhooks(
        &self,
        developer: DeveloperId,
        application: &ApplicationId,
        paging: Paging,
    ) -> Result<Option<Page<WebHook>>, StoreError> {
        let transaction = self.read().await?;
        if !applications::exists(&transaction, developer, application).await? {
            return Ok(None);
        }
        let list = Entity::find().filter(Column::ApplicationId.eq(application.as_str()));
        let total = list.clone().count(&transaction).await?;
        let order = (Column::Created, Column::Id);
        let rows = pages::rows::<Entity, i64>(&transaction, list, order, paging, total).await?;
        transaction.commit().await?;
        Ok(Some(Page {
            total,
            count: rows.len() as u64,
            page: paging.page.get(),
            objects: rows.into_iter().map(WebHook::from).collect(),
        }))
    }

    /// One webhook.
    ///
    /// # Errors
    /// The database failed.
    pub async fn webhook(
        &self,
        developer: DeveloperId,
        application: &ApplicationId,
        id: &WebHookId,
    ) -> Result<Option<WebHook>, StoreError> {
        let Some(id) = number(id) else {
            return Ok(None);
        };
        let transaction = self.read().await?;
        if !applications::exists(&transaction, developer, application).await? {
            return Ok(None);
        }
        let row = Entity::find_by_id(id)
            .filter(Column::ApplicationId.eq(application.as_str()))
            .one(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(row.map(WebHook::from))
    }

    /// Creates a webhook. The same URL may be added twice.
    ///
    /// # Errors
    /// The database failed.
    pub async fn create_webhook(
        &self,
        developer: DeveloperId,
        application: &ApplicationId,
        new: CreateWebHook,
        now: Micros,
    ) -> Result<Option<WebHook>, StoreError> {
        let writing = self.write().await?;
        if !applications::exists(&writing.transaction, developer, application).await? {
            return Ok(None);
        }
        let row = ActiveModel {
            id: NotSet,
            application_id: Set(application.as_str().to_owned()),
            url: Set(new.url.as_str().to_owned()),
            created: Set(now.0),
            modified: Set(now.0),
        };
        let inserted = match Entity::insert(row).exec(&writing.transaction).await {
            Err(error) if is_missing_parent(&error) => return Ok(None),
            inserted => inserted?,
        };
        writing.commit().await?;
        Ok(Some(WebHook {
            id: WebHookId::new(inserted.last_insert_id.to_string()),
            url: new.url,
            created: now.timestamp(),
            modified: now.timestamp(),
        }))
    }

    /// Deletes a webhook; answers whether it was there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_webhook(
        &self,
        developer: DeveloperId,
        application: &ApplicationId,
        id: &WebHookId,
    ) -> Result<bool, StoreError> {
        let Some(id) = number(id) else {
            return Ok(false);
        };
        let writing = self.write().await?;
        if !applications::exists(&writing.transaction, developer, application).await? {
            return Ok(false);
        }
        let deleted = Entity::delete_many()
            .filter(Column::Id.eq(id))
            .filter(Column::ApplicationId.eq(application.as_str()))
            .exec(&writing.transaction)
            .await?;
        writing.commit().await?;
        Ok(deleted.rows_affected > 0)
    }
}

/// The number that a webhook's id prints. Other spellings of it (`+100`, `0100`) are no id.
fn number(id: &WebHookId) -> Option<i64> {
    let number: i64 = id.as_str().parse().ok()?;
    (number.to_string() == id.as_str()).then_some(number)
}

impl From<Model> for WebHook {
    fn from(row: Model) -> Self {
        Self {
            id: WebHookId::new(row.id.to_string()),
            url: stored(row.url),
            created: Micros(row.created).timestamp(),
            modified: Micros(row.modified).timestamp(),
        }
    }
}
