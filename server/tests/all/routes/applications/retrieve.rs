use crate::support::{for_each_database, path_of};

#[tokio::test]
async fn an_application_is_what_creating_it_answered() {
    for_each_database(async |app| {
        let created = app.application("Test App").await;
        let answer = app.get(&path_of(&created)).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.json, created);
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("x-request-id").len(), 36);
    })
    .await;
}

#[tokio::test]
async fn head_answers_the_same_without_a_body() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await;
        let answer = app.request(&app.key, "HEAD", &path, "").await;
        assert_eq!(answer.status, 200);
        assert!(answer.bytes.is_empty());
        assert_eq!(answer.header("content-type"), "application/json");
    })
    .await;
}

#[tokio::test]
async fn an_id_that_names_nothing_is_not_found() {
    for_each_database(async |app| {
        for id in ["nosuchapplication0000", "%00", "%FF", "%2F", "..", "'--"] {
            let answer = app.get(&format!("/v0/applications/{id}")).await;
            answer.assert_error(404, "not_found");
        }
    })
    .await;
}

#[tokio::test]
async fn another_developers_application_is_not_found() {
    for_each_database(async |app| {
        let path = app.strangers_application_path().await;
        app.get(&path).await.assert_error(404, "not_found");
    })
    .await;
}
