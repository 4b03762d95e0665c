//! Developer accounts.

use sea_orm::entity::prelude::*;

/// A developer account and the hash of the one key that opens it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "developers")]
pub struct Model {
    /// Internal: it never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose account it is, for the operator.
    pub name: String,
    /// SHA-256 of the key in lower-case hexadecimal. The key itself is nowhere.
    #[sea_orm(unique)]
    pub key_sha256: String,
    /// When the account was made.
    pub created: i64,
    /// When the key stopped working; `None` while it works.
    pub revoked: Option<i64>,
    /// How many applications the account has. Kept beside them in the same transaction, so that
    /// no list has to count.
    pub applications_total: i64,
    /// How many of them are active.
    pub applications_active: i64,
}

/// None is used: every query names its columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
