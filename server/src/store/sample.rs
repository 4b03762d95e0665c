//! Filling an empty account with many rows at once.

use super::developers::count_applications;
use super::entity::{api_key, application, developer, webhook};
use super::{DeveloperId, Store, StoreError};
use crate::sample::SampleApplication;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait,
    IntoActiveModel, QuerySelect,
};

/// Applications per statement. With 11 columns each, and up to 3 webhooks of 4 columns, every
/// statement stays below the number of values that one may carry (32,766 in SQLite).
const BATCH: usize = 1_000;

impl Store {
    /// Fills an account with applications, unless it has some already. Answers how many it had.
    ///
    /// # Errors
    /// The database failed; nothing was added.
    pub async fn fill(
        &self,
        developer: DeveloperId,
        applications: impl Iterator<Item = SampleApplication> + Send,
    ) -> Result<i64, StoreError> {
        let writing = self.write().await?;
        let transaction = &writing.transaction;
        let row = developer::Entity::find_by_id(developer.0)
            .lock_exclusive()
            .one(transaction)
            .await?;
        let present = row.map_or(0, |row| row.applications_total);
        if present > 0 {
            return Ok(present);
        }
        if transaction.get_database_backend() == DbBackend::Sqlite {
            // Ids and keys are random, so rows land all over their indexes. With SQLite's usual
            // 2 MB of cache, each page would be written to the disk many times over.
            transaction
                .execute_unprepared("PRAGMA cache_size = -262144")
                .await?;
        }
        let (mut total, mut active) = (0, 0);
        let mut batch = Batch::default();
        for sample in applications {
            total += 1;
            active += i64::from(sample.active);
            batch.push(developer, sample);
            if batch.applications.len() == BATCH {
                std::mem::take(&mut batch).insert(transaction).await?;
            }
        }
        batch.insert(transaction).await?;
        count_applications(transaction, developer, total, active).await?;
        writing.commit().await?;
        Ok(0)
    }
}

#[derive(Default)]
struct Batch {
    applications: Vec<application::ActiveModel>,
    keys: Vec<api_key::ActiveModel>,
    webhooks: Vec<webhook::ActiveModel>,
}

impl Batch {
    fn push(&mut self, developer: DeveloperId, sample: SampleApplication) {
        let id = sample.id.as_str();
        self.keys.extend(sample.keys.iter().map(|(key, at)| {
            let row = api_key::Model {
                key: api_key::Key(key.expose().to_owned()),
                application_id: id.to_owned(),
                created: at.0,
                modified: at.0,
            };
            row.into_active_model()
        }));
        let webhooks = sample.webhooks.into_iter();
        self.webhooks
            .extend(webhooks.map(|(url, at)| webhook::ActiveModel {
                id: NotSet,
                application_id: Set(id.to_owned()),
                url: Set(url),
                created: Set(at.0),
                modified: Set(at.0),
            }));
        let row = application::Model {
            id: id.to_owned(),
            developer_id: developer.0,
            name: sample.name,
            description: sample.description,
            logo_url: sample.logo_url,
            active: sample.active,
            implicit_grant_enabled: sample.implicit_grant_enabled,
            recent_enabled: sample.recent_enabled,
            events_enabled: sample.events_enabled,
            created: sample.created.0,
            modified: sample.modified.0,
        };
        self.applications.push(row.into_active_model());
    }

    async fn insert(self, transaction: &DatabaseTransaction) -> Result<(), StoreError> {
        insert(transaction, self.applications).await?;
        insert(transaction, self.keys).await?;
        insert(transaction, self.webhooks).await
    }
}

async fn insert<A: ActiveModelTrait + Send>(
    transaction: &DatabaseTransaction,
    rows: Vec<A>,
) -> Result<(), StoreError> {
    if !rows.is_empty() {
        A::Entity::insert_many(rows)
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}
