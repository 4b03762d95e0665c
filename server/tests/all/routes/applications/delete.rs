use crate::support::{for_each_database, path_of, text};
use serde_json::json;

#[tokio::test]
async fn a_deleted_application_is_gone() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await;
        let answer = app.delete(&path).await;
        assert_eq!(answer.status, 204);
        assert!(answer.bytes.is_empty());
        assert!(answer.headers.get("content-type").is_none());
        app.get(&path).await.assert_error(404, "not_found");
        app.delete(&path).await.assert_error(404, "not_found");
        assert_eq!(app.get("/v0/applications").await.json["total"], 0);
        // It does not count as inactive either.
        let inactive = app.get("/v0/applications?active=False").await.json;
        assert_eq!(inactive["total"], 0);
    })
    .await;
}

#[tokio::test]
async fn its_keys_and_webhooks_go_with_it_and_no_others() {
    for_each_database(async |app| {
        use meta_server::store::entity::{api_key, webhook};
        use sea_orm::{EntityTrait, PaginatorTrait};
        let kept = app.application_path("Kept").await;
        let deleted = app.application_path("Deleted").await;
        for path in [&kept, &deleted] {
            let hook = json!({"url": "https://example.com/hook"});
            assert_eq!(
                app.post(&format!("{path}/webhooks"), hook).await.status,
                201
            );
        }
        app.delete(&deleted).await;
        let database = app.app.store.connection();
        assert_eq!(api_key::Entity::find().count(database).await.unwrap(), 1);
        assert_eq!(webhook::Entity::find().count(database).await.unwrap(), 1);
        assert_eq!(app.get(&format!("{kept}/apikeys")).await.json["total"], 1);
        assert_eq!(app.get(&format!("{kept}/webhooks")).await.json["total"], 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_ones_own_is_not_found_and_stays() {
    for_each_database(async |app| {
        let path = app.strangers_application_path().await;
        app.delete(&path).await.assert_error(404, "not_found");
        let answer = app.request(&app.stranger, "GET", &path, "").await;
        assert_eq!(answer.status, 200);
        let id = text(&answer.json, "id");
        assert_eq!(path_of(&answer.json), path);
        assert_eq!(path.rsplit('/').next().unwrap(), id);
    })
    .await;
}

#[tokio::test]
async fn a_webhooks_id_is_never_used_twice() {
    for_each_database(async |app| {
        let hook = json!({"url": "https://example.com/hook"});
        let path = app.application_path("First").await;
        let first = app.post(&format!("{path}/webhooks"), hook.clone()).await;
        app.delete(&path).await;
        let path = app.application_path("Second").await;
        let second = app.post(&format!("{path}/webhooks"), hook).await;
        assert_ne!(first.json["id"], second.json["id"]);
    })
    .await;
}
