//! Applications.

use sea_orm::entity::prelude::*;

/// An application of a developer account.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the API has these four switches"
)]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "applications")]
pub struct Model {
    /// As the API prints it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Whose it is.
    pub developer_id: i64,
    /// See [`meta_api::Application::name`].
    pub name: String,
    /// See [`meta_api::Application::description`].
    pub description: String,
    /// See [`meta_api::Application::logo_url`].
    pub logo_url: String,
    /// See [`meta_api::Application::active`].
    pub active: bool,
    /// See [`meta_api::Application::implicit_grant_enabled`].
    pub implicit_grant_enabled: bool,
    /// See [`meta_api::Application::recent_enabled`].
    pub recent_enabled: bool,
    /// See [`meta_api::Application::events_enabled`].
    pub events_enabled: bool,
    /// When it was created.
    pub created: i64,
    /// When it was last changed.
    pub modified: i64,
}

/// None is used: every query names its columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
