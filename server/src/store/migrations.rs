//! The history of the database's tables, and how a database catches up with it. A migration
//! that was released is never changed; a new one is added below it.
//!
//! The runner is our own: SeaORM's migration crate turns on every optional feature of SeaORM
//! (a fifth of the whole build), and it neither locks nor keeps SQLite's steps in a transaction.

use sea_orm::sea_query::{
    ColumnDef, Expr, ExprTrait, ForeignKey, ForeignKeyAction, ForeignKeyCreateStatement, Index,
    IndexCreateStatement, Query, Table, TableCreateStatement,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

/// One step: a name that is remembered, the tables it creates, and their indexes.
struct Migration {
    name: &'static str,
    tables: fn() -> Vec<TableCreateStatement>,
    indexes: fn() -> Vec<IndexCreateStatement>,
}

const MIGRATIONS: &[Migration] = &[Migration {
    name: "0001_create_tables",
    tables: || vec![developers(), applications(), api_keys(), webhooks()],
    // Each list is read in the order of such an index: oldest first, ties by id.
    indexes: || {
        vec![
            index("applications", &["developer_id", "created", "id"]),
            index("applications", &["developer_id", "active", "created", "id"]),
            index("api_keys", &["application_id", "created", "key"]),
            index("webhooks", &["application_id", "created", "id"]),
        ]
    },
}];

/// Applies what is missing. The caller holds a lock that keeps other processes out.
pub(super) async fn apply(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    let history = Table::create()
        .table("migrations")
        .if_not_exists()
        .col(text("name").primary_key())
        .take();
    transaction.execute(&history).await?;
    for migration in MIGRATIONS {
        let applied = Query::select()
            .column("name")
            .from("migrations")
            .and_where(Expr::col("name").eq(migration.name))
            .take();
        if transaction.query_one(&applied).await?.is_some() {
            continue;
        }
        for table in (migration.tables)() {
            transaction.execute(&table).await?;
        }
        for index in (migration.indexes)() {
            transaction.execute(&index).await?;
        }
        let remember = Query::insert()
            .into_table("migrations")
            .columns(["name"])
            .values_panic([migration.name.into()])
            .take();
        transaction.execute(&remember).await?;
    }
    Ok(())
}

fn developers() -> TableCreateStatement {
    Table::create()
        .table("developers")
        .col(counted_id())
        .col(text("name"))
        .col(text("key_sha256").unique_key())
        .col(number("created"))
        .col(ColumnDef::new("revoked").big_integer().null())
        .col(number("applications_total"))
        .col(number("applications_active"))
        .take()
}

fn applications() -> TableCreateStatement {
    Table::create()
        .table("applications")
        .col(text("id").primary_key())
        .col(number("developer_id"))
        .col(text("name"))
        .col(text("description"))
        .col(text("logo_url"))
        .col(switch("active"))
        .col(switch("implicit_grant_enabled"))
        .col(switch("recent_enabled"))
        .col(switch("events_enabled"))
        .col(number("created"))
        .col(number("modified"))
        .foreign_key(&mut belongs_to(
            "applications",
            "developer_id",
            "developers",
        ))
        .take()
}

fn api_keys() -> TableCreateStatement {
    Table::create()
        .table("api_keys")
        .col(text("key").primary_key())
        .col(text("application_id"))
        .col(number("created"))
        .col(number("modified"))
        .foreign_key(&mut belongs_to(
            "api_keys",
            "application_id",
            "applications",
        ))
        .take()
}

fn webhooks() -> TableCreateStatement {
    Table::create()
        .table("webhooks")
        .col(counted_id())
        .col(text("application_id"))
        .col(text("url"))
        .col(number("created"))
        .col(number("modified"))
        .foreign_key(&mut belongs_to(
            "webhooks",
            "application_id",
            "applications",
        ))
        .take()
}

fn counted_id() -> ColumnDef {
    number("id").auto_increment().primary_key().take()
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

fn switch(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().take()
}

/// What belongs to a deleted row is deleted with it, in the same statement.
fn belongs_to(
    table: &'static str,
    column: &'static str,
    parent: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{table}_{column}"))
        .from(table, column)
        .to(parent, "id")
        .on_delete(ForeignKeyAction::Cascade)
        .take()
}

fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index
        .name(format!("ix_{table}_{}", columns.join("_")))
        .table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
