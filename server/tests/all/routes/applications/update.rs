use crate::support::{for_each_database, path_of};
use serde_json::json;

#[tokio::test]
async fn only_the_fields_in_the_body_change() {
    for_each_database(async |app| {
        let before = app.application("Test App 1").await;
        let path = path_of(&before);
        app.later();
        let answer = app
            .patch(&path, json!({"description": "A better test application."}))
            .await;
        assert_eq!(answer.status, 200);
        let mut expected = before;
        expected["description"] = json!("A better test application.");
        expected["modified"] = json!("2015-06-01T03:57:17.770685Z");
        assert_eq!(answer.json, expected);
        assert_eq!(app.get(&path).await.json, expected);
    })
    .await;
}

#[tokio::test]
async fn every_field_can_be_set_and_emptied() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await;
        let full = json!({
            "name": "Renamed",
            "description": "Text",
            "logo_url": "http://localhost/logo.png",
            "active": false,
            "implicit_grant_enabled": true,
            "recent_enabled": true,
            "events_enabled": true,
        });
        let answer = app.patch(&path, full.clone()).await;
        for (field, value) in full.as_object().unwrap() {
            assert_eq!(&answer.json[field], value, "{field}");
        }
        let answer = app
            .patch(&path, json!({"description": "", "logo_url": null}))
            .await;
        assert_eq!(answer.json["description"], "");
        assert_eq!(answer.json["logo_url"], "");
        assert_eq!(answer.json["name"], "Renamed");
    })
    .await;
}

#[tokio::test]
async fn modified_stays_when_nothing_is_different() {
    for_each_database(async |app| {
        let before = app.application("Test App").await;
        let path = path_of(&before);
        app.later();
        for body in [
            json!({}),
            json!({"unknown": 1}),
            json!({"name": "Test App", "active": true, "description": null}),
        ] {
            let answer = app.patch(&path, body).await;
            assert_eq!(answer.status, 200);
            assert_eq!(answer.json, before);
        }
        let without_body = app.request(&app.key, "PATCH", &path, "").await;
        assert_eq!(without_body.status, 200);
        assert_eq!(without_body.json, before);
    })
    .await;
}

#[tokio::test]
async fn the_source_and_wrong_types_are_refused_under_their_field() {
    for_each_database(async |app| {
        let before = app.application("Test App").await;
        let path = path_of(&before);
        for (body, field) in [
            (json!({"source": before["id"]}), "source"),
            (json!({"source": null, "name": "x"}), "source"),
            (json!({"name": ""}), "name"),
            (json!({"name": ["x"]}), "name"),
            (json!({"active": "True"}), "active"),
            (json!({"active": null}), "active"),
            (json!({"logo_url": "javascript:alert(1)"}), "logo_url"),
        ] {
            let answer = app.patch(&path, body).await;
            answer.assert_refuses(&[field]);
        }
        assert_eq!(app.get(&path).await.json, before);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_there_or_not_ones_own_is_not_found() {
    for_each_database(async |app| {
        let foreign = app.strangers_application_path().await;
        for path in ["/v0/applications/nosuchapplication0000", &foreign] {
            let answer = app.patch(path, json!({"name": "Mine now"})).await;
            answer.assert_error(404, "not_found");
        }
        let answer = app.request(&app.stranger, "GET", &foreign, "").await;
        assert_eq!(answer.json["name"], "Not yours");
    })
    .await;
}
