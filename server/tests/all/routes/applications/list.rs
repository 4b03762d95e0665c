use crate::support::{TestApp, each, for_each_database, path_of};
use serde_json::json;

#[tokio::test]
async fn an_empty_account_has_an_empty_page() {
    for_each_database(async |app| {
        let answer = app.get("/v0/applications").await;
        assert_eq!(answer.status, 200);
        let empty = json!({"total": 0, "count": 0, "page": 1, "objects": []});
        assert_eq!(answer.json, empty);
    })
    .await;
}

#[tokio::test]
async fn a_page_has_ten_of_the_oldest_first() {
    for_each_database(async |app| {
        let names = fill(&app, 12).await;
        let page = app.get("/v0/applications").await.json;
        assert_eq!(page["total"], 12);
        assert_eq!(page["count"], 10);
        assert_eq!(page["page"], 1);
        assert_eq!(each(&page, "name"), names[..10]);
        let page = app.get("/v0/applications?page=2").await.json;
        assert_eq!(page["count"], 2);
        assert_eq!(page["page"], 2);
        assert_eq!(each(&page, "name"), names[10..]);
    })
    .await;
}

#[tokio::test]
async fn pages_of_any_size_cover_the_list_once_and_in_order() {
    for_each_database(async |app| {
        let names = fill(&app, 23).await;
        for size in [1, 2, 3, 7, 22, 23, 24, 1_000] {
            let mut seen = Vec::new();
            for page in 1.. {
                let path = format!("/v0/applications?page_size={size}&page={page}");
                let page = app.get(&path).await.json;
                assert_eq!(page["total"], 23);
                if page["count"] == 0 {
                    break;
                }
                seen.extend(each(&page, "name").into_iter().map(str::to_owned));
            }
            assert_eq!(seen, names, "page_size={size}");
        }
    })
    .await;
}

#[tokio::test]
async fn applications_of_the_same_moment_stand_in_the_order_of_their_ids() {
    for_each_database(async |app| {
        for number in 0..9 {
            app.application(&format!("App {number}")).await;
        }
        let whole = app.get("/v0/applications").await.json;
        let ids = each(&whole, "id");
        let mut pages = Vec::new();
        for page in 1..=9 {
            let path = format!("/v0/applications?page_size=1&page={page}");
            let page = app.get(&path).await.json;
            pages.push(each(&page, "id")[0].to_owned());
        }
        assert_eq!(ids, pages);
        let again = app.get("/v0/applications").await.json;
        assert_eq!(ids, each(&again, "id"));
    })
    .await;
}

#[tokio::test]
async fn the_filter_takes_both_spellings() {
    for_each_database(async |app| {
        fill(&app, 4).await;
        let sleeping = app.application("Sleeping").await;
        app.patch(&path_of(&sleeping), json!({"active": false}))
            .await;
        for (filter, total) in [
            ("", 5),
            ("?active=True", 4),
            ("?active=true", 4),
            ("?active=False", 1),
            ("?active=false", 1),
        ] {
            let page = app.get(&format!("/v0/applications{filter}")).await.json;
            assert_eq!(page["total"], total, "{filter}");
            assert_eq!(page["count"], total, "{filter}");
        }
        let inactive = app.get("/v0/applications?active=False").await.json;
        assert_eq!(each(&inactive, "name"), ["Sleeping"]);
        // Awake again, and the counts follow.
        app.patch(&path_of(&sleeping), json!({"active": true}))
            .await;
        let page = app.get("/v0/applications?active=False").await.json;
        assert_eq!(page["total"], 0);
        let page = app.get("/v0/applications?active=True").await.json;
        assert_eq!(page["total"], 5);
    })
    .await;
}

#[tokio::test]
async fn a_filtered_list_has_pages_too() {
    for_each_database(async |app| {
        for number in 0..10 {
            let path = app.application_path(&format!("App {number}")).await;
            app.later();
            let active = number % 2 == 0;
            app.patch(&path, json!({ "active": active })).await;
        }
        for (page, names) in [
            (1, &["App 1", "App 3"][..]),
            (2, &["App 5", "App 7"]),
            (3, &["App 9"]),
        ] {
            let path = format!("/v0/applications?active=False&page_size=2&page={page}");
            assert_eq!(each(&app.get(&path).await.json, "name"), names);
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_past_the_end_is_empty() {
    for_each_database(async |app| {
        fill(&app, 3).await;
        for page in ["2", "1000000", "9007199254740991"] {
            let answer = app.get(&format!("/v0/applications?page={page}")).await;
            assert_eq!(answer.status, 200);
            assert_eq!(answer.json["total"], 3);
            assert_eq!(answer.json["count"], 0);
            assert_eq!(answer.json["page"].to_string(), page);
            assert_eq!(answer.json["objects"], json!([]));
        }
    })
    .await;
}

#[tokio::test]
async fn parameters_out_of_bounds_are_refused_by_name() {
    for_each_database(async |app| {
        for (query, field) in [
            ("page=0", "page"),
            ("page=-1", "page"),
            ("page=x", "page"),
            ("page=1.5", "page"),
            ("page=99999999999999999999", "page"),
            ("page_size=0", "page_size"),
            ("page_size=1001", "page_size"),
            ("page_size=", "page_size"),
            ("active=TRUE", "active"),
            ("active=1", "active"),
        ] {
            let answer = app.get(&format!("/v0/applications?{query}")).await;
            answer.assert_refuses(&[field]);
        }
        let answer = app
            .get("/v0/applications?page=0&page_size=0&active=maybe")
            .await;
        answer.assert_refuses(&["active", "page", "page_size"]);
    })
    .await;
}

#[tokio::test]
async fn each_developer_sees_their_own() {
    for_each_database(async |app| {
        app.strangers_application_path().await;
        app.application("Mine").await;
        let page = app.get("/v0/applications").await.json;
        assert_eq!(page["total"], 1);
        assert_eq!(each(&page, "name"), ["Mine"]);
    })
    .await;
}

/// Creates applications a second apart; answers their names.
async fn fill(app: &TestApp, count: usize) -> Vec<String> {
    let names: Vec<String> = (1..=count).map(|number| format!("App {number}")).collect();
    for name in &names {
        app.application(name).await;
        app.later();
    }
    names
}
