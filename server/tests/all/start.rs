//! Opening a database: several processes at once, again, and in one order.

use crate::support::{Schema, TestApp, path_of, sqlite_url};
use meta_server::store::{Options, Store};
use sea_orm::{ConnectionTrait, Statement};

#[tokio::test]
async fn several_servers_may_start_on_a_new_database_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let schema = Schema::create().await;
    let urls = [
        Some(sqlite_url(folder.path())),
        schema.as_ref().map(|schema| schema.url.clone()),
    ];
    for url in urls.into_iter().flatten() {
        let starts: Vec<_> = (0..6)
            .map(|_| {
                let options = Options::new(&url);
                tokio::spawn(async move { Store::connect(&options).await })
            })
            .collect();
        for start in starts {
            let store = start.await.unwrap().unwrap();
            assert!(store.developers().await.unwrap().is_empty());
            store.close().await.unwrap();
        }
    }
    if let Some(schema) = schema {
        schema.drop().await;
    }
}

#[tokio::test]
async fn sqlite_is_set_up_for_a_server() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options::new(sqlite_url(folder.path()));
    let store = Store::connect(&options).await.unwrap();
    let database = store.connection();
    for (pragma, expected) in [
        ("journal_mode", "wal"),
        ("foreign_keys", "1"),
        ("synchronous", "1"),
    ] {
        let statement = format!("SELECT CAST({pragma} AS TEXT) FROM pragma_{pragma}");
        let statement = Statement::from_string(database.get_database_backend(), statement);
        let row = database.query_one_raw(statement).await.unwrap().unwrap();
        let value: String = row.try_get_by_index(0).unwrap();
        assert_eq!(value, expected, "{pragma}");
    }
    store.close().await.unwrap();
}

#[tokio::test]
async fn what_was_stored_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options::new(sqlite_url(folder.path()));
    let store = Store::connect(&options).await.unwrap();
    let app = TestApp::new(store.clone()).await;
    let created = app.application("Lasting").await;
    store.close().await.unwrap();
    let store = Store::connect(&options).await.unwrap();
    let restarted = meta_server::App {
        store: store.clone(),
        ..app.app.clone()
    };
    let app = app.serving(restarted);
    let path = path_of(&created);
    assert_eq!(app.get(&path).await.json, created);
    store.close().await.unwrap();
}
