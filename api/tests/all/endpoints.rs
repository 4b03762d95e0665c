//! The table of endpoints against the reference and against the types that do the work.

use crate::reference;
use meta_api::endpoint::{Answer, BodyField, FieldKind, QueryKind, Resource};
use meta_api::error::BodyError;
use meta_api::{
    ApplicationId, ApplicationsQuery, CreateApplication, CreateWebHook, ENDPOINTS, Endpoint,
    FieldErrors, HttpUrl, LogoUrl, Method, Paging, UpdateApplication, endpoint,
};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

#[test]
fn the_endpoints_are_those_of_the_reference() {
    use Resource::{ApiKey, Application, WebHook};
    let expected = [
        ("GET", "/applications", Answer::Page(Application)),
        ("POST", "/applications", Answer::Created(Application)),
        (
            "GET",
            "/applications/{application_id}",
            Answer::Object(Application),
        ),
        (
            "PATCH",
            "/applications/{application_id}",
            Answer::Object(Application),
        ),
        ("DELETE", "/applications/{application_id}", Answer::Nothing),
        (
            "GET",
            "/applications/{application_id}/apikeys",
            Answer::Page(ApiKey),
        ),
        (
            "POST",
            "/applications/{application_id}/apikeys",
            Answer::Created(ApiKey),
        ),
        (
            "DELETE",
            "/applications/{application_id}/apikeys/{apikey_key}",
            Answer::Nothing,
        ),
        (
            "GET",
            "/applications/{application_id}/webhooks",
            Answer::Page(WebHook),
        ),
        (
            "POST",
            "/applications/{application_id}/webhooks",
            Answer::Created(WebHook),
        ),
        (
            "GET",
            "/applications/{application_id}/webhooks/{id}",
            Answer::Object(WebHook),
        ),
        (
            "DELETE",
            "/applications/{application_id}/webhooks/{id}",
            Answer::Nothing,
        ),
    ];
    let table: Vec<_> = ENDPOINTS
        .iter()
        .map(|endpoint| (endpoint.method.as_str(), endpoint.path, endpoint.answer))
        .collect();
    assert_eq!(table, expected);
}

#[test]
fn answers_have_the_statuses_of_the_reference() {
    assert_eq!(Answer::Object(Resource::Application).status(), 200);
    assert_eq!(Answer::Page(Resource::ApiKey).status(), 200);
    assert_eq!(Answer::Created(Resource::WebHook).status(), 201);
    assert_eq!(Answer::Nothing.status(), 204);
}

#[test]
fn every_endpoint_has_a_title_of_its_own_and_a_description() {
    let titles: BTreeSet<_> = ENDPOINTS.iter().map(|endpoint| endpoint.title).collect();
    assert_eq!(titles.len(), ENDPOINTS.len());
    for endpoint in ENDPOINTS {
        let texts = endpoint.query.iter().map(|parameter| parameter.description);
        let texts = texts.chain(endpoint.body.iter().map(|field| field.description));
        for text in texts.chain([endpoint.description]) {
            assert!(text.ends_with('.'), "{}: {text:?}", endpoint.title);
        }
    }
}

#[test]
fn the_examples_are_those_of_the_reference_and_no_others() {
    let table: BTreeSet<_> = ENDPOINTS.iter().flat_map(|it| it.curl).copied().collect();
    let reference: BTreeSet<_> = reference::CURLS.iter().copied().collect();
    assert_eq!(table, reference);
    assert!(ENDPOINTS.iter().all(|endpoint| !endpoint.curl.is_empty()));
}

#[test]
fn examples_stand_with_the_endpoint_that_they_call() {
    for endpoint in ENDPOINTS {
        for example in endpoint.curl {
            if example.contains("[RESOURCE]") {
                assert_eq!(endpoint.method, Method::Get, "{example}");
                continue;
            }
            let method = match example.split_once("-X") {
                Some((_, method)) => method.split_whitespace().next().unwrap(),
                None if example.contains("-d ") => "POST",
                None => "GET",
            };
            assert_eq!(method, endpoint.method.as_str(), "{example}");

            let url = example
                .split_whitespace()
                .last()
                .unwrap()
                .trim_matches('\'');
            let path = url.strip_prefix("https://api.kloudless.com").unwrap();
            let path = path
                .strip_prefix("/v0")
                .unwrap_or(path)
                .trim_end_matches('/');
            let ids: Vec<_> = path.split('/').skip(2).step_by(2).collect();
            assert_eq!(endpoint.path(&ids), path, "{example}");
        }
    }
}

#[test]
fn the_bodies_of_the_examples_have_only_listed_fields() {
    for (endpoint, body) in [
        (
            endpoint::CREATE_APPLICATION,
            reference::CREATE_APPLICATION_BODY,
        ),
        (
            endpoint::UPDATE_APPLICATION,
            reference::UPDATE_APPLICATION_BODY,
        ),
        (endpoint::CREATE_WEBHOOK, reference::CREATE_WEBHOOK_BODY),
    ] {
        let body: Map<String, Value> = serde_json::from_str(body).unwrap();
        for key in body.keys() {
            assert!(endpoint.body.iter().any(|field| field.name == key), "{key}");
        }
    }
}

/// Reads a query as the endpoint does.
fn read_query(endpoint: &Endpoint, query: &str) -> Result<Paging, FieldErrors> {
    match endpoint.answer {
        Answer::Page(Resource::Application) => {
            ApplicationsQuery::from_query(query).map(|query| query.paging)
        }
        _ => Paging::from_query(query),
    }
}

#[test]
fn only_lists_take_a_query_and_only_that_of_applications_a_filter() {
    for endpoint in ENDPOINTS {
        let names: Vec<_> = endpoint
            .query
            .iter()
            .map(|parameter| parameter.name)
            .collect();
        let expected: &[&str] = match endpoint.answer {
            Answer::Page(Resource::Application) => &["active", "page_size", "page"],
            Answer::Page(_) => &["page_size", "page"],
            _ => &[],
        };
        assert_eq!(names, expected, "{}", endpoint.title);
    }
}

#[test]
fn the_bounds_of_parameters_are_those_that_are_checked() {
    for endpoint in ENDPOINTS {
        for parameter in endpoint.query {
            let QueryKind::Number { min, max, default } = parameter.kind else {
                continue;
            };
            let name = parameter.name;
            let value = |paging: Paging| match name {
                "page" => paging.page.get(),
                "page_size" => paging.page_size.get(),
                other => panic!("{other} is in the table but not in Paging"),
            };
            for number in [min, max] {
                let paging = read_query(endpoint, &format!("{name}={number}")).unwrap();
                assert_eq!(value(paging), number, "{name}");
            }
            for number in [min - 1, max + 1] {
                let refused = read_query(endpoint, &format!("{name}={number}")).unwrap_err();
                let (field, sentence) = refused.iter().next().unwrap();
                assert_eq!(field, name);
                let bounds = format!("{name} must be between {min} and {max}.");
                assert_eq!(sentence, bounds);
            }
            assert_eq!(value(read_query(endpoint, "").unwrap()), default, "{name}");
        }
    }
}

/// Reads a body as the endpoint does.
fn read_body(endpoint: &Endpoint, body: &Value) -> Result<(), BodyError> {
    let body = body.to_string();
    let body = body.as_bytes();
    match (endpoint.method, endpoint.answer) {
        (Method::Post, Answer::Created(Resource::Application)) => {
            CreateApplication::from_json(body).map(drop)
        }
        (Method::Patch, Answer::Object(Resource::Application)) => {
            UpdateApplication::from_json(body).map(drop)
        }
        (Method::Post, Answer::Created(Resource::WebHook)) => {
            CreateWebHook::from_json(body).map(drop)
        }
        _ => panic!("{} has a body that no type reads", endpoint.title),
    }
}

fn is_refused(endpoint: &Endpoint, field: &str, body: &Value) -> bool {
    match read_body(endpoint, body) {
        Ok(()) => false,
        Err(BodyError::Fields(fields)) => {
            let names: Vec<_> = fields.iter().map(|(name, _)| name).collect();
            assert_eq!(names, [field], "{body}");
            true
        }
        Err(other) => panic!("{body}: {other}"),
    }
}

/// The endpoint's required fields with good values, and `field` with this one.
fn body_with(endpoint: &Endpoint, field: &BodyField, value: Value) -> Value {
    let mut body: Map<String, Value> = required(endpoint).collect();
    body.insert(field.name.to_owned(), value);
    Value::Object(body)
}

fn required(endpoint: &Endpoint) -> impl Iterator<Item = (String, Value)> {
    let fields = endpoint.body.iter().filter(|field| field.required);
    fields.map(|field| {
        let value = match field.kind {
            FieldKind::Url { .. } => json!("https://example.com"),
            FieldKind::Boolean => json!(true),
            FieldKind::Text { .. } | FieldKind::ApplicationId => json!("text"),
        };
        (field.name.to_owned(), value)
    })
}

#[test]
fn each_listed_field_is_read_and_a_wrong_type_refused_by_its_name() {
    for endpoint in ENDPOINTS {
        for field in endpoint.body {
            for wrong in [json!(7), json!([]), json!({})] {
                let body = body_with(endpoint, field, wrong);
                assert!(is_refused(endpoint, field.name, &body), "{body}");
            }
        }
    }
}

#[test]
fn listed_kinds_and_bounds_are_those_that_are_checked() {
    for endpoint in ENDPOINTS {
        for field in endpoint.body {
            let refused =
                |value| is_refused(endpoint, field.name, &body_with(endpoint, field, value));
            match field.kind {
                FieldKind::Text { min, max } => {
                    assert!(!refused(json!("x".repeat(min))));
                    assert!(!refused(json!("x".repeat(max))));
                    assert!(refused(json!("x".repeat(max + 1))));
                    assert!(min == 0 || refused(json!("x".repeat(min - 1))));
                }
                FieldKind::Url { optional } => {
                    assert!(!refused(json!("https://example.com")));
                    assert!(refused(json!("example.com")));
                    assert_eq!(refused(json!("")), !optional);
                }
                FieldKind::Boolean => {
                    assert!(!refused(json!(true)));
                    assert!(refused(json!("true")));
                }
                FieldKind::ApplicationId => {
                    assert!(!refused(json!("wSPk9y5D7p5o87k0ACGKxR")));
                    assert!(refused(json!(true)));
                }
            }
        }
    }
}

#[test]
fn required_fields_are_those_without_which_a_body_is_refused() {
    for endpoint in ENDPOINTS
        .iter()
        .filter(|endpoint| !endpoint.body.is_empty())
    {
        let complete: Map<String, Value> = required(endpoint).collect();
        read_body(endpoint, &Value::Object(complete.clone())).unwrap();
        for name in complete.keys() {
            let mut body = complete.clone();
            body.remove(name);
            assert!(is_refused(endpoint, name, &Value::Object(body)), "{name}");
        }
    }
}

#[test]
fn what_the_body_types_send_is_what_the_table_lists() {
    fn sent(body: &impl Serialize) -> BTreeSet<String> {
        let body = serde_json::to_value(body).unwrap();
        body.as_object().unwrap().keys().cloned().collect()
    }
    fn listed(endpoint: &Endpoint) -> BTreeSet<String> {
        endpoint
            .body
            .iter()
            .map(|field| field.name.to_owned())
            .collect()
    }
    let create = CreateApplication {
        name: "n".to_owned(),
        description: Some(String::new()),
        logo_url: Some(LogoUrl::default()),
        implicit_grant_enabled: Some(true),
        recent_enabled: Some(true),
        events_enabled: Some(true),
        source: Some(ApplicationId::new("a")),
    };
    assert_eq!(sent(&create), listed(&endpoint::CREATE_APPLICATION));
    let update = UpdateApplication {
        name: Some("n".to_owned()),
        description: Some(String::new()),
        logo_url: Some(LogoUrl::default()),
        active: Some(true),
        implicit_grant_enabled: Some(true),
        recent_enabled: Some(true),
        events_enabled: Some(true),
    };
    assert_eq!(sent(&update), listed(&endpoint::UPDATE_APPLICATION));
    let webhook = CreateWebHook {
        url: HttpUrl::parse("https://example.com").unwrap(),
    };
    assert_eq!(sent(&webhook), listed(&endpoint::CREATE_WEBHOOK));
}
