use crate::support::for_each_database;

#[tokio::test]
async fn a_running_server_is_alive_and_ready() {
    for_each_database(async |app| {
        for path in ["/healthz", "/readyz", "/readyz/"] {
            let answer = app.get(path).await;
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(answer.json, serde_json::json!({ "status": "ok" }));
        }
    })
    .await;
}

#[tokio::test]
async fn without_its_database_a_server_is_alive_but_not_ready() {
    for_each_database(async |app| {
        app.app.store.clone().close().await.unwrap();
        assert_eq!(app.get("/healthz").await.status, 200);
        let answer = app.get("/readyz").await;
        answer.assert_error(503, "service_not_available");
        assert_eq!(answer.header("retry-after"), "2");
        let answer = app.get("/v0/applications").await;
        answer.assert_error(503, "service_not_available");
    })
    .await;
}
