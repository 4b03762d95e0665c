use crate::support::{each, for_each_database, text};

#[tokio::test]
async fn the_oldest_keys_come_first() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await + "/apikeys";
        let mut keys = Vec::new();
        for _ in 0..4 {
            app.later();
            let answer = app.request(&app.key, "POST", &path, "").await;
            keys.push(text(&answer.json, "key").to_owned());
        }
        let page = app.get(&path).await.json;
        assert_eq!(page["total"], 5);
        assert_eq!(page["count"], 5);
        assert_eq!(each(&page, "key")[1..], keys);
        let page = app.get(&format!("{path}?page_size=2&page=3")).await.json;
        assert_eq!(page["total"], 5);
        assert_eq!(each(&page, "key"), keys[3..]);
        let page = app.get(&format!("{path}?page_size=2&page=4")).await.json;
        assert_eq!(page["count"], 0);
    })
    .await;
}

#[tokio::test]
async fn parameters_out_of_bounds_are_refused_by_name() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await + "/apikeys";
        let answer = app.get(&format!("{path}?page=0&page_size=1001")).await;
        answer.assert_refuses(&["page", "page_size"]);
    })
    .await;
}

#[tokio::test]
async fn an_application_that_is_not_ones_own_is_not_found() {
    for_each_database(async |app| {
        let foreign = app.strangers_application_path().await;
        for application in ["/v0/applications/nosuchapplication0000", &foreign] {
            let answer = app.get(&format!("{application}/apikeys")).await;
            answer.assert_error(404, "not_found");
        }
    })
    .await;
}
