use crate::support::{each, for_each_database};

#[tokio::test]
async fn even_the_last_key_can_be_deleted() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await + "/apikeys";
        let page = app.get(&path).await.json;
        let key = format!("{path}/{}", each(&page, "key")[0]);
        let answer = app.delete(&key).await;
        assert_eq!(answer.status, 204);
        assert!(answer.bytes.is_empty());
        assert_eq!(app.get(&path).await.json["total"], 0);
        app.delete(&key).await.assert_error(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_key_of_another_application_is_not_found() {
    for_each_database(async |app| {
        let first = app.application_path("First").await + "/apikeys";
        let second = app.application_path("Second").await + "/apikeys";
        let page = app.get(&first).await.json;
        let key = each(&page, "key")[0];
        let answer = app.delete(&format!("{second}/{key}")).await;
        answer.assert_error(404, "not_found");
        assert_eq!(app.get(&first).await.json["total"], 1);
    })
    .await;
}

#[tokio::test]
async fn a_key_of_another_developer_is_not_found() {
    for_each_database(async |app| {
        let path = app.strangers_application_path().await + "/apikeys";
        let page = app.request(&app.stranger, "GET", &path, "").await.json;
        let answer = app
            .delete(&format!("{path}/{}", each(&page, "key")[0]))
            .await;
        answer.assert_error(404, "not_found");
        let page = app.request(&app.stranger, "GET", &path, "").await.json;
        assert_eq!(page["total"], 1);
    })
    .await;
}

#[tokio::test]
async fn a_refusal_does_not_repeat_the_key() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await;
        let answer = app
            .delete(&format!("{path}/apikeys/80OdF5hXzkNqEs9D"))
            .await;
        answer.assert_error(404, "not_found");
        assert!(!String::from_utf8(answer.bytes).unwrap().contains("80OdF5"));
    })
    .await;
}
