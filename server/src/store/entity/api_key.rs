//! API keys of applications.

use sea_orm::TryFromU64;
use sea_orm::entity::prelude::*;
use std::fmt;

/// An API key. It is stored as it is, because the API prints it in lists.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_keys")]
pub struct Model {
    /// The key itself, unique across all applications.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: Key,
    /// Whose it is.
    pub application_id: String,
    /// When it was created.
    pub created: i64,
    /// When it was last changed.
    pub modified: i64,
}

/// The text of an API key. SeaORM asks every row to be printable; this part prints as `•••`.
#[derive(Clone, PartialEq, Eq, Hash, DeriveValueType)]
pub struct Key(pub String);

impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(meta_api::secret::MASK)
    }
}

impl TryFromU64 for Key {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("an API key"))
    }
}

/// None is used: every query names its columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[cfg(test)]
mod tests {
    use super::{Key, Model};
    use sea_orm::IntoActiveModel;

    #[test]
    fn a_row_does_not_print_its_key() {
        let row = Model {
            key: Key("80OdF5hXzkNqEs9DHRkiA1EXz1pbF4".to_owned()),
            application_id: "wSPk9y5D7p5o87k0ACGKxR".to_owned(),
            created: 0,
            modified: 0,
        };
        let printed = format!("{row:?} {:?}", row.clone().into_active_model());
        assert!(printed.contains("wSPk9y5D7p5o87k0ACGKxR"));
        assert!(
            !printed.contains("80OdF5hXzkNqEs9DHRkiA1EXz1pbF4"),
            "{printed}"
        );
    }
}
