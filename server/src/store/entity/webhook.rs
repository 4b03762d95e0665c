//! Webhooks of applications.

use sea_orm::entity::prelude::*;

/// A webhook.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhooks")]
pub struct Model {
    /// Unique across all applications and never used twice; the API prints it as text.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose it is.
    pub application_id: String,
    /// Where events are sent.
    pub url: String,
    /// When it was created.
    pub created: i64,
    /// When it was last changed.
    pub modified: i64,
}

/// None is used: every query names its columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
