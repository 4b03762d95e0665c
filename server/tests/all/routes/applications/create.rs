use crate::support::{for_each_database, path_of, text};
use serde_json::json;

#[tokio::test]
async fn a_name_is_enough() {
    for_each_database(async |app| {
        let answer = app
            .post("/v0/applications", json!({"name": "Test App 1"}))
            .await;
        assert_eq!(answer.status, 201);
        let id = text(&answer.json, "id");
        assert_eq!(id.len(), 22);
        let expected = json!({
            "id": id,
            "name": "Test App 1",
            "description": "",
            "logo_url": "",
            "active": true,
            "implicit_grant_enabled": false,
            "recent_enabled": false,
            "events_enabled": false,
            "created": "2015-06-01T03:57:16.770685Z",
            "modified": "2015-06-01T03:57:16.770685Z",
        });
        assert_eq!(answer.json, expected);
        assert_eq!(app.get(&path_of(&answer.json)).await.json, expected);
    })
    .await;
}

#[tokio::test]
async fn every_optional_field_is_taken() {
    for_each_database(async |app| {
        let body = json!({
            "name": "  Everything  ",
            "description": "Two\nlines.",
            "logo_url": "https://example.com/logo.png",
            "implicit_grant_enabled": true,
            "recent_enabled": true,
            "events_enabled": true,
            "something_unknown": {"is": "ignored"},
        });
        let created = app.post("/v0/applications", body).await.json;
        assert_eq!(created["name"], "Everything");
        assert_eq!(created["description"], "Two\nlines.");
        assert_eq!(created["logo_url"], "https://example.com/logo.png");
        for switch in ["implicit_grant_enabled", "recent_enabled", "events_enabled"] {
            assert_eq!(created[switch], true, "{switch}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_references_name_for_events_is_taken_too() {
    for_each_database(async |app| {
        let body = json!({"name": "Events", "events_grant_enabled": true});
        let created = app.post("/v0/applications", body).await.json;
        assert_eq!(created["events_enabled"], true);
        let body = json!({
            "name": "Both", "events_grant_enabled": true, "events_enabled": false,
        });
        let created = app.post("/v0/applications", body).await.json;
        assert_eq!(created["events_enabled"], false);
    })
    .await;
}

#[tokio::test]
async fn a_new_application_has_one_api_key() {
    for_each_database(async |app| {
        let path = app.application_path("With a key").await;
        let keys = app.get(&format!("{path}/apikeys")).await.json;
        assert_eq!(keys["total"], 1);
        assert_eq!(keys["objects"][0]["created"], "2015-06-01T03:57:16.770685Z");
    })
    .await;
}

#[tokio::test]
async fn a_template_fills_what_the_body_leaves_out() {
    for_each_database(async |app| {
        let template = json!({
            "name": "Template",
            "description": "From the template.",
            "logo_url": "https://example.com/logo.png",
            "implicit_grant_enabled": true,
            "events_enabled": true,
        });
        let template = app.post("/v0/applications", template).await.json;
        let body = json!({
            "name": "Copy",
            "source": template["id"],
            "description": "",
            "events_enabled": false,
        });
        let answer = app.post("/v0/applications", body).await;
        assert_eq!(answer.status, 201);
        let copy = answer.json;
        assert_ne!(copy["id"], template["id"]);
        assert_eq!(copy["name"], "Copy");
        assert_eq!(copy["logo_url"], "https://example.com/logo.png");
        assert_eq!(copy["implicit_grant_enabled"], true);
        assert_eq!(copy["recent_enabled"], false);
        // What the body gives wins, also the empty text and `false`.
        assert_eq!(copy["description"], "");
        assert_eq!(copy["events_enabled"], false);
    })
    .await;
}

#[tokio::test]
async fn a_copy_is_active_and_has_a_key_of_its_own() {
    for_each_database(async |app| {
        let template = app.application("Template").await;
        let path = path_of(&template);
        app.patch(&path, json!({"active": false})).await;
        let body = json!({"name": "Copy", "source": template["id"]});
        let copy = app.post("/v0/applications", body).await.json;
        assert_eq!(copy["active"], true);
        let key = |page: serde_json::Value| text(&page["objects"][0], "key").to_owned();
        let of_template = key(app.get(&format!("{path}/apikeys")).await.json);
        let of_copy = key(app.get(&format!("{}/apikeys", path_of(&copy))).await.json);
        assert_ne!(of_template, of_copy);
    })
    .await;
}

#[tokio::test]
async fn an_unknown_or_foreign_template_is_refused_under_its_field() {
    for_each_database(async |app| {
        let foreign = app.strangers_application_path().await;
        let foreign = foreign.rsplit('/').next().unwrap();
        for source in ["nosuchapplication0000", foreign, "\u{0}"] {
            let body = json!({"name": "Copy", "source": source});
            let answer = app.post("/v0/applications", body).await;
            answer.assert_refuses(&["source"]);
        }
        assert_eq!(app.get("/v0/applications").await.json["total"], 0);
    })
    .await;
}

#[tokio::test]
async fn each_refused_field_is_named() {
    for_each_database(async |app| {
        let body = json!({
            "name": "x".repeat(201),
            "description": "x".repeat(4_001),
            "logo_url": "ftp://example.com",
            "recent_enabled": "yes",
        });
        let answer = app.post("/v0/applications", body).await;
        answer.assert_refuses(&["description", "logo_url", "name", "recent_enabled"]);
        for (body, field) in [
            (json!({}), "name"),
            (json!({"name": null}), "name"),
            (json!({"name": "  "}), "name"),
            (json!({"name": 7}), "name"),
            (json!({"name": "a\u{0}b"}), "name"),
            (
                json!({"name": "ok", "description": "a\u{0}b"}),
                "description",
            ),
        ] {
            let answer = app.post("/v0/applications", body).await;
            answer.assert_refuses(&[field]);
        }
    })
    .await;
}
