//! A database for one test: a new SQLite file, and a new schema on PostgreSQL.

use super::TestApp;
use meta_server::store::{Options, Store};
use sea_orm::{ConnectionTrait, Database};
use std::sync::atomic::{AtomicU32, Ordering};

/// Runs a test on SQLite and, when `TEST_POSTGRES_URL` is set, on PostgreSQL.
pub async fn for_each_database(test: impl AsyncFn(TestApp)) {
    let folder = tempfile::tempdir().unwrap();
    let url = sqlite_url(folder.path());
    let store = Store::connect(&Options::new(url)).await.unwrap();
    test(TestApp::new(store.clone()).await).await;
    store.close().await.unwrap();

    if let Some(schema) = Schema::create().await {
        let store = Store::connect(&Options::new(&schema.url)).await.unwrap();
        test(TestApp::new(store.clone()).await).await;
        store.close().await.unwrap();
        schema.drop().await;
    }
}

/// A new SQLite file in a folder.
pub fn sqlite_url(folder: &std::path::Path) -> String {
    format!("sqlite://{}?mode=rwc", folder.join("meta.sqlite").display())
}

/// A schema of a test's own.
pub struct Schema {
    admin: String,
    name: String,
    /// The server with this schema as the only one it sees.
    pub url: String,
}

impl Schema {
    /// `None` without a PostgreSQL server to test on.
    pub async fn create() -> Option<Self> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let admin = std::env::var("TEST_POSTGRES_URL").ok()?;
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        let name = format!("test_{}_{number}", std::process::id());
        run(&admin, &format!("CREATE SCHEMA {name}")).await;
        let gap = if admin.contains('?') { '&' } else { '?' };
        let url = format!("{admin}{gap}options[search_path]={name}");
        Some(Self { admin, name, url })
    }

    pub async fn drop(self) {
        run(&self.admin, &format!("DROP SCHEMA {} CASCADE", self.name)).await;
    }
}

async fn run(url: &str, statement: &str) {
    let connection = Database::connect(url).await.unwrap();
    connection.execute_unprepared(statement).await.unwrap();
    connection.close().await.unwrap();
}
