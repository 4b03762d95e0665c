//! The description of the API, held against the table of endpoints that the console reads.

use crate::support::for_each_database;
use meta_api::endpoint::{Answer, FieldKind, QueryKind};
use meta_api::{ENDPOINTS, Endpoint};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn document() -> Value {
    serde_json::to_value(meta_server::http::openapi::description()).unwrap()
}

fn operation<'a>(document: &'a Value, endpoint: &Endpoint) -> &'a Value {
    let path = format!("/v0{}", endpoint.path);
    let method = endpoint.method.as_str().to_lowercase();
    let operation = &document["paths"][&path][&method];
    assert!(operation.is_object(), "{method} {path} is not described");
    operation
}

/// What a `$ref` stands for.
fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(reference) => document.pointer(&reference[1..]).unwrap(),
        None => schema,
    }
}

#[tokio::test]
async fn the_server_answers_with_its_description() {
    for_each_database(async |app| {
        let answer = app.get("/openapi.json").await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.json, document());
    })
    .await;
}

#[test]
fn it_describes_the_endpoints_and_nothing_else_of_the_api() {
    let described: BTreeSet<String> = document()["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().keys();
            methods.map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .filter(|operation| operation.contains(" /v0"))
        .collect();
    let endpoints = ENDPOINTS
        .iter()
        .map(|endpoint| format!("{} /v0{}", endpoint.method.as_str(), endpoint.path))
        .collect();
    assert_eq!(described, endpoints);
}

#[test]
fn parameters_have_the_names_and_bounds_of_the_table() {
    let document = document();
    for endpoint in ENDPOINTS {
        let operation = operation(&document, endpoint);
        let none = Vec::new();
        let parameters = operation["parameters"].as_array().unwrap_or(&none);
        let names = |place: &str| -> BTreeSet<&str> {
            let inside = parameters
                .iter()
                .filter(|parameter| parameter["in"] == place);
            inside
                .map(|parameter| parameter["name"].as_str().unwrap())
                .collect()
        };
        assert_eq!(names("path"), endpoint.path_parameters().collect());
        let in_table: BTreeSet<&str> = endpoint.query.iter().map(|query| query.name).collect();
        assert_eq!(names("query"), in_table);
        for query in endpoint.query {
            let described = parameters.iter().find(|p| p["name"] == query.name);
            let described = described.unwrap();
            assert_ne!(described["required"], true);
            let schema = &described["schema"];
            match query.kind {
                QueryKind::Number { min, max, default } => {
                    assert_eq!(schema["minimum"], min, "{}", query.name);
                    assert_eq!(schema["maximum"], max, "{}", query.name);
                    assert_eq!(schema["default"], default, "{}", query.name);
                }
                QueryKind::Boolean => {
                    let pattern = schema["pattern"].as_str().unwrap();
                    assert!(pattern.contains("True|False"), "{pattern}");
                }
            }
        }
    }
}

#[test]
fn bodies_have_the_fields_and_bounds_of_the_table() {
    let document = document();
    for endpoint in ENDPOINTS {
        let body = &operation(&document, endpoint)["requestBody"];
        if endpoint.body.is_empty() {
            assert!(body.is_null(), "{}", endpoint.title);
            continue;
        }
        let schema = &body["content"]["application/json"]["schema"];
        let schema = resolve(&document, schema);
        let properties = schema["properties"].as_object().unwrap();
        let described: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
        let in_table: BTreeSet<&str> = endpoint.body.iter().map(|field| field.name).collect();
        assert_eq!(described, in_table, "{}", endpoint.title);
        for field in endpoint.body {
            let property = &properties[field.name];
            let required = schema["required"]
                .as_array()
                .is_some_and(|required| required.contains(&json!(field.name)));
            assert_eq!(required, field.required, "{}", field.name);
            match field.kind {
                FieldKind::Text { min, max } => {
                    assert_eq!(property["minLength"].as_u64().unwrap_or(0), min as u64);
                    assert_eq!(property["maxLength"], max);
                }
                FieldKind::Url { .. } => {
                    assert_eq!(property["maxLength"], meta_api::url::URL_MAX);
                }
                FieldKind::Boolean => assert_eq!(property["type"], "boolean"),
                FieldKind::ApplicationId => {
                    assert!(property["type"].to_string().contains("string"));
                }
            }
        }
    }
}

#[test]
fn answers_and_refusals_are_described() {
    let document = document();
    for endpoint in ENDPOINTS {
        let operation = operation(&document, endpoint);
        let responses = operation["responses"].as_object().unwrap();
        let success = &responses[&endpoint.answer.status().to_string()];
        assert_eq!(
            success["content"]["application/json"].is_object(),
            endpoint.answer != Answer::Nothing,
            "{}",
            endpoint.title
        );
        let mut refusals = vec!["401"];
        if endpoint.path.contains('{') {
            refusals.push("404");
        }
        if !endpoint.body.is_empty() || !endpoint.query.is_empty() {
            refusals.push("400");
        }
        if matches!(
            endpoint.method,
            meta_api::Method::Post | meta_api::Method::Patch
        ) {
            refusals.push("413");
        }
        for status in refusals {
            let schema = &responses[status]["content"]["application/json"]["schema"];
            let error = resolve(&document, schema);
            for field in ["status_code", "message", "error_code", "id", "fields"] {
                assert!(error["properties"][field].is_object(), "{status} {field}");
            }
        }
        assert_eq!(operation["security"], json!([{"developer_key": []}]));
    }
    let scheme = &document["components"]["securitySchemes"]["developer_key"];
    assert_eq!(scheme["in"], "header");
    assert_eq!(scheme["name"], "Authorization");
}

#[test]
fn every_reference_inside_it_leads_somewhere() {
    fn check(document: &Value, value: &Value) {
        match value {
            Value::Object(object) => {
                if let Some(Value::String(reference)) = object.get("$ref") {
                    assert!(document.pointer(&reference[1..]).is_some(), "{reference}");
                }
                object.values().for_each(|value| check(document, value));
            }
            Value::Array(list) => list.iter().for_each(|value| check(document, value)),
            _ => {}
        }
    }
    let document = document();
    check(&document, &document);
}
