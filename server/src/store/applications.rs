//! Applications.

use super::developers::count_applications;
use super::entity::application::{ActiveModel, Column, Entity, Model};
use super::entity::{api_key, developer};
use super::{DeveloperId, Store, StoreError, pages, stored};
use crate::clock::Micros;
use meta_api::{
    ApiKeyValue, Application, ApplicationId, ApplicationsQuery, CreateApplication, Page,
    UpdateApplication,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect, Select,
};

/// A new application, with what the caller drew for it.
#[derive(Clone, Debug)]
pub struct NewApplication {
    /// What the request says.
    pub request: CreateApplication,
    /// Its id.
    pub id: ApplicationId,
    /// The one API key that it has from the start.
    pub key: ApiKeyValue,
}

impl Store {
    /// One page of a developer's applications.
    ///
    /// # Errors
    /// The database failed.
    pub async fn applications(
        &self,
        developer: DeveloperId,
        query: ApplicationsQuery,
    ) -> Result<Page<Application>, StoreError> {
        let transaction = self.read().await?;
        let counters: Option<(i64, i64)> = developer::Entity::find_by_id(developer.0)
            .select_only()
            .columns([
                developer::Column::ApplicationsTotal,
                developer::Column::ApplicationsActive,
            ])
            .into_tuple()
            .one(&transaction)
            .await?;
        let (all, active) = counters.unwrap_or_default();
        let total = match query.active {
            None => all,
            Some(true) => active,
            Some(false) => all - active,
        };
        let total = u64::try_from(total).unwrap_or_default();
        let mut list = Entity::find().filter(Column::DeveloperId.eq(developer.0));
        if let Some(active) = query.active {
            list = list.filter(Column::Active.eq(active));
        }
        let order = (Column::Created, Column::Id);
        let rows =
            pages::rows::<Entity, String>(&transaction, list, order, query.paging, total).await?;
        transaction.commit().await?;
        Ok(Page {
            total,
            count: rows.len() as u64,
            page: query.paging.page.get(),
            objects: rows.into_iter().map(Application::from).collect(),
        })
    }

    /// One application.
    ///
    /// # Errors
    /// The database failed.
    pub async fn application(
        &self,
        developer: DeveloperId,
        id: &ApplicationId,
    ) -> Result<Option<Application>, StoreError> {
        let row = find(developer, id).one(&self.connection).await?;
        Ok(row.map(Application::from))
    }

    /// Creates an application with one API key. `None`: the developer has no application with
    /// the id of the template.
    ///
    /// Fields that the request gives win over the template's: whoever sends both wants the
    /// template with that difference, and the reference does not say otherwise. The template's
    /// `active` is not copied: it is no parameter of creation, and a new application is active.
    ///
    /// # Errors
    /// The database failed.
    pub async fn create_application(
        &self,
        developer: DeveloperId,
        new: NewApplication,
        now: Micros,
    ) -> Result<Option<Application>, StoreError> {
        let writing = self.write().await?;
        let template = match &new.request.source {
            None => None,
            Some(source) => match find(developer, source).one(&writing.transaction).await? {
                None => return Ok(None),
                template => template,
            },
        };
        let row = row(developer, &new, template.as_ref(), now);
        Entity::insert(row.clone().into_active_model())
            .exec_without_returning(&writing.transaction)
            .await?;
        let key = api_key::Model {
            key: api_key::Key(new.key.expose().to_owned()),
            application_id: row.id.clone(),
            created: now.0,
            modified: now.0,
        };
        api_key::Entity::insert(key.into_active_model())
            .exec_without_returning(&writing.transaction)
            .await?;
        count_applications(&writing.transaction, developer, 1, 1).await?;
        writing.commit().await?;
        Ok(Some(row.into()))
    }

    /// Changes an application and answers the new state; `modified` moves only when something
    /// is different afterwards.
    ///
    /// # Errors
    /// The database failed.
    pub async fn update_application(
        &self,
        developer: DeveloperId,
        id: &ApplicationId,
        update: UpdateApplication,
        now: Micros,
    ) -> Result<Option<Application>, StoreError> {
        let writing = self.write().await?;
        let found = find(developer, id)
            .lock_exclusive()
            .one(&writing.transaction)
            .await?;
        let Some(before) = found else {
            return Ok(None);
        };
        let mut after = updated(before.clone(), update);
        if after == before {
            return Ok(Some(before.into()));
        }
        after.modified = now.0;
        let row: ActiveModel = after.clone().into();
        row.reset_all()
            .update_without_returning(&writing.transaction)
            .await?;
        let active = i64::from(after.active) - i64::from(before.active);
        if active != 0 {
            count_applications(&writing.transaction, developer, 0, active).await?;
        }
        writing.commit().await?;
        Ok(Some(after.into()))
    }

    /// Deletes an application with its API keys and webhooks; answers whether it was there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_application(
        &self,
        developer: DeveloperId,
        id: &ApplicationId,
    ) -> Result<bool, StoreError> {
        let writing = self.write().await?;
        let found = find(developer, id)
            .lock_exclusive()
            .one(&writing.transaction)
            .await?;
        let Some(row) = found else {
            return Ok(false);
        };
        Entity::delete_by_id(row.id)
            .exec(&writing.transaction)
            .await?;
        let active = -i64::from(row.active);
        count_applications(&writing.transaction, developer, -1, active).await?;
        writing.commit().await?;
        Ok(true)
    }
}

/// Whether the application is there and the developer's own.
pub(super) async fn exists<C: ConnectionTrait>(
    connection: &C,
    developer: DeveloperId,
    id: &ApplicationId,
) -> Result<bool, StoreError> {
    let id: Option<String> = find(developer, id)
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(id.is_some())
}

fn find(developer: DeveloperId, id: &ApplicationId) -> Select<Entity> {
    // PostgreSQL takes no NUL in text. No id has one, and none has what is put in its place.
    let id = id.as_str().replace('\0', "\u{fffd}");
    Entity::find_by_id(id).filter(Column::DeveloperId.eq(developer.0))
}

fn row(
    developer: DeveloperId,
    new: &NewApplication,
    template: Option<&Model>,
    now: Micros,
) -> Model {
    let request = new.request.clone();
    let logo_url = request.logo_url.map(|url| url.as_str().to_owned());
    let switch = |asked: Option<bool>, of: fn(&Model) -> bool| {
        asked.or(template.map(of)).unwrap_or_default()
    };
    Model {
        id: new.id.as_str().to_owned(),
        developer_id: developer.0,
        name: request.name,
        description: request
            .description
            .or_else(|| template.map(|template| template.description.clone()))
            .unwrap_or_default(),
        logo_url: logo_url
            .or_else(|| template.map(|template| template.logo_url.clone()))
            .unwrap_or_default(),
        active: true,
        implicit_grant_enabled: switch(request.implicit_grant_enabled, |of| {
            of.implicit_grant_enabled
        }),
        recent_enabled: switch(request.recent_enabled, |of| of.recent_enabled),
        events_enabled: switch(request.events_enabled, |of| of.events_enabled),
        created: now.0,
        modified: now.0,
    }
}

fn updated(mut row: Model, update: UpdateApplication) -> Model {
    let logo_url = update.logo_url.map(|url| url.as_str().to_owned());
    row.name = update.name.unwrap_or(row.name);
    row.description = update.description.unwrap_or(row.description);
    row.logo_url = logo_url.unwrap_or(row.logo_url);
    row.active = update.active.unwrap_or(row.active);
    row.implicit_grant_enabled = update
        .implicit_grant_enabled
        .unwrap_or(row.implicit_grant_enabled);
    row.recent_enabled = update.recent_enabled.unwrap_or(row.recent_enabled);
    row.events_enabled = update.events_enabled.unwrap_or(row.events_enabled);
    row
}

impl From<Model> for Application {
    fn from(row: Model) -> Self {
        Self {
            id: ApplicationId::new(row.id),
            name: row.name,
            description: row.description,
            logo_url: stored(row.logo_url),
            active: row.active,
            implicit_grant_enabled: row.implicit_grant_enabled,
            recent_enabled: row.recent_enabled,
            events_enabled: row.events_enabled,
            created: Micros(row.created).timestamp(),
            modified: Micros(row.modified).timestamp(),
        }
    }
}
