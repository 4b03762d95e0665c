use crate::support::{each, for_each_database};
use serde_json::json;

#[tokio::test]
async fn the_oldest_webhooks_come_first_also_those_of_the_same_moment() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await + "/webhooks";
        let mut urls = Vec::new();
        for number in 1..=12 {
            let url = format!("https://example.com/{number}");
            app.post(&path, json!({ "url": url })).await;
            urls.push(url);
        }
        let page = app.get(&path).await.json;
        assert_eq!(page["total"], 12);
        assert_eq!(page["count"], 10);
        assert_eq!(each(&page, "url"), urls[..10]);
        for page in 1..=12 {
            let path = format!("{path}?page_size=1&page={page}");
            assert_eq!(
                each(&app.get(&path).await.json, "url"),
                urls[page - 1..page]
            );
        }
    })
    .await;
}

#[tokio::test]
async fn parameters_out_of_bounds_are_refused_by_name() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await + "/webhooks";
        app.get(&format!("{path}?page=0"))
            .await
            .assert_refuses(&["page"]);
    })
    .await;
}

#[tokio::test]
async fn an_application_that_is_not_ones_own_is_not_found() {
    for_each_database(async |app| {
        let foreign = app.strangers_application_path().await;
        for application in ["/v0/applications/nosuchapplication0000", &foreign] {
            let answer = app.get(&format!("{application}/webhooks")).await;
            answer.assert_error(404, "not_found");
        }
    })
    .await;
}
