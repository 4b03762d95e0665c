//! Developer accounts and their keys.

use super::entity::developer::{ActiveModel, Column, Entity, Model};
use super::{Store, StoreError};
use crate::clock::Micros;
use meta_api::DeveloperKey;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Which developer account. It is only ever read from the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeveloperId(pub(super) i64);

/// What a database knows about a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// It opens this account.
    Valid(DeveloperId),
    /// It opened an account once.
    Revoked,
    /// It was never registered here.
    Unknown,
}

/// One line of the list of developers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeveloperSummary {
    /// The number by which the operator names the account.
    pub id: i64,
    /// Whose account it is.
    pub name: String,
    /// When it was made.
    pub created: Micros,
    /// When its key was revoked.
    pub revoked: Option<Micros>,
    /// How many applications it has.
    pub applications: i64,
}

impl Store {
    /// The account that a key opens.
    ///
    /// # Errors
    /// The database failed.
    pub async fn authenticate(&self, key: &str) -> Result<Option<DeveloperId>, StoreError> {
        let id: Option<i64> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::KeySha256.eq(hash(key)))
            .filter(Column::Revoked.is_null())
            .into_tuple()
            .one(&self.connection)
            .await?;
        Ok(id.map(DeveloperId))
    }

    /// What is known about a key.
    ///
    /// # Errors
    /// The database failed.
    pub async fn key_state(&self, key: &DeveloperKey) -> Result<KeyState, StoreError> {
        let developer = Entity::find()
            .filter(Column::KeySha256.eq(hash(key.expose())))
            .one(&self.connection)
            .await?;
        Ok(match developer {
            None => KeyState::Unknown,
            Some(Model {
                revoked: None, id, ..
            }) => KeyState::Valid(DeveloperId(id)),
            Some(_) => KeyState::Revoked,
        })
    }

    /// Makes a developer account. Only the key's hash is stored.
    ///
    /// # Errors
    /// The database failed, or the key opens an account already.
    pub async fn add_developer(
        &self,
        name: &str,
        key: &DeveloperKey,
        now: Micros,
    ) -> Result<DeveloperId, StoreError> {
        let developer = ActiveModel {
            id: NotSet,
            name: Set(name.to_owned()),
            key_sha256: Set(hash(key.expose())),
            created: Set(now.0),
            revoked: Set(None),
            applications_total: Set(0),
            applications_active: Set(0),
        };
        let writing = self.write().await?;
        let inserted = Entity::insert(developer).exec(&writing.transaction).await?;
        writing.commit().await?;
        Ok(DeveloperId(inserted.last_insert_id))
    }

    /// All developer accounts, oldest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn developers(&self) -> Result<Vec<DeveloperSummary>, StoreError> {
        let developers = Entity::find()
            .order_by_asc(Column::Id)
            .all(&self.connection)
            .await?;
        let summaries = developers.into_iter().map(|developer| DeveloperSummary {
            id: developer.id,
            name: developer.name,
            created: Micros(developer.created),
            revoked: developer.revoked.map(Micros),
            applications: developer.applications_total,
        });
        Ok(summaries.collect())
    }

    /// Ends a developer's key; the account's data stays. Answers whether there was a key to end.
    ///
    /// # Errors
    /// The database failed.
    pub async fn revoke_developer(&self, id: i64, now: Micros) -> Result<bool, StoreError> {
        let writing = self.write().await?;
        let result = Entity::update_many()
            .col_expr(Column::Revoked, Expr::value(now.0))
            .filter(Column::Id.eq(id))
            .filter(Column::Revoked.is_null())
            .exec(&writing.transaction)
            .await?;
        writing.commit().await?;
        Ok(result.rows_affected > 0)
    }
}

/// Adds to an account's counters in the database itself, so that no concurrent change is lost.
pub(super) async fn count_applications(
    transaction: &sea_orm::DatabaseTransaction,
    developer: DeveloperId,
    total: i64,
    active: i64,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(
            Column::ApplicationsTotal,
            Expr::col(Column::ApplicationsTotal).add(total),
        )
        .col_expr(
            Column::ApplicationsActive,
            Expr::col(Column::ApplicationsActive).add(active),
        )
        .filter(Column::Id.eq(developer.0))
        .exec(transaction)
        .await?;
    Ok(())
}

/// A developer key has 130 random bits, so a plain hash is enough: there is nothing to guess
/// that a slow hash would protect.
fn hash(key: &str) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(key) {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
