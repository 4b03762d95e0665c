//! Kloudless' SDK: which requests it covers, and the dictionaries that it is given. (The SDK itself
//! runs in tests/samples.)

use super::run::run;
use super::{hostile, patch};
use meta_api::sample::{AUTHORIZATION, Language, NOT_COVERED, Request};
use meta_api::{ENDPOINTS, Method};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Value, json};

fn request(method: Method, url: &str, body: Option<&str>) -> Request {
    Request {
        method,
        url: url.to_owned(),
        body: body.map(str::to_owned),
        headers: patch("").headers,
    }
}

fn covers(request: &Request) -> bool {
    let covers = Language::Kloudless.covers(request);
    let code = request.sample(Language::Kloudless);
    assert_eq!(covers, code != format!("# {NOT_COVERED}\n"), "{code}");
    covers
}

#[test]
fn a_change_with_the_sdk() {
    let code = patch(r#"{"name":"Jane's app","active":true}"#).sample(Language::Kloudless);
    assert_eq!(
        code,
        r#"# pip install kloudless==1.1.2 six
import os

import kloudless

kloudless.configure(
    base_url="https://api.example",
    api_version="0",
    dev_key=os.environ["META_DEVELOPER_KEY"],
    headers={
        "Accept": "application/json",
    },
)
application = kloudless.Application("koiR71rFLPTdld9N-YUR")
application.populate({})  # from here on, changes are noted
application.update({
    "name": "Jane's app",
    "active": True,
})
application.save()
print(application)
"#
    );
}

#[test]
fn every_endpoint_is_covered() {
    for endpoint in ENDPOINTS {
        let path = endpoint.path(&["a-_1", "80Od…pbF4"]);
        let path = path.replace("80Od%E2%80%A6pbF4", "80Od…pbF4");
        let body = match endpoint.body {
            [] => None,
            _ => Some(r#"{"name":"x"}"#),
        };
        let webhook = endpoint.path.ends_with("/{id}");
        let path = if webhook {
            path.replace("80Od…pbF4", "17")
        } else {
            path
        };
        let url = ["https://api.example/below/v0", &path].concat();
        assert!(covers(&request(endpoint.method, &url, body)), "{url}");
    }
}

#[test]
fn pages_and_filters_are_arguments() {
    let url = "https://api.example/v0/applications?active=True&page_size=10&page=2";
    let code = request(Method::Get, url, None).sample(Language::Kloudless);
    let call = r#"kloudless.Application.all(active="True", page_size="10", page="2")"#;
    assert!(code.contains(call), "{code}");
}

#[test]
fn what_the_sdk_cannot_send_as_it_is_is_not_covered() {
    let get = |url: &str| request(Method::Get, url, None);
    for url in [
        // The SDK puts "/v" and the version between base and path.
        "https://api.example/applications",
        "https://api.example/v0/1/applications",
        "https://api.example/v0/applications/",
        "https://api.example/v0/applications/a/",
        "https://api.example/v0/applications/a/oauth",
        "https://api.example/v0/applications/a/apikeys/b",
        "https://api.example/v0/applications/a/webhooks/b/c",
        "https://api.example/v0/applicationsa",
        "https://api.example/v0/accounts",
        "https://api.example/v0/applications/a…b",
        // Each of these means something to the SDK.
        "https://api.example/v0/applications?headers=x",
        "https://api.example/v0/applications?page=1&page=2",
    ] {
        assert!(!covers(&get(url)), "{url}");
    }
    let application = "https://api.example/v0/applications/a";
    for body in [
        "{}",
        "[]",
        "1",
        "no JSON",
        r#"{"id":"b"}"#,
        r#"{"created":1}"#,
        r#"{"name":"a","name":"b"}"#,
        r#"{"name":{"a":1,"a":2}}"#,
        r#"{"name":123456789012345678901234567890}"#,
        r#"{"name":0.1}"#,
    ] {
        let request = request(Method::Patch, application, Some(body));
        assert!(!covers(&request), "{body}");
    }
    let body = Some(r#"{"name":"x"}"#);
    assert!(!covers(&request(Method::Get, application, body)));
    assert!(!covers(&request(Method::Delete, application, body)));
    assert!(!covers(&request(Method::Patch, application, None)));
    let with_query = [application, "?page=1"].concat();
    assert!(!covers(&request(Method::Patch, &with_query, body)));
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut text = request(Method::Patch, application, body);
    text.headers = vec![
        header("Authorization", AUTHORIZATION),
        header("Content-Type", "text/plain"),
    ];
    assert!(!covers(&text));
    text.headers[1] = header("content-type", "application/json");
    assert!(covers(&text));
    text.headers.remove(0);
    assert!(!covers(&text));
}

/// Any JSON value that the SDK sends as it is.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// What Python reads in the dictionaries of these changes.
fn dictionaries(objects: &[Value]) -> Vec<Value> {
    const PYTHON: &str = "import ast, json, sys\n\
        print(json.dumps([ast.literal_eval(it) for it in json.load(sys.stdin.buffer)]))";
    let dictionary = |object: &Value| {
        let code = patch(&object.to_string()).sample(Language::Kloudless);
        let (_, code) = code.split_once("\napplication.update(").unwrap();
        let (code, _) = code.split_once(")\napplication.save()\n").unwrap();
        code.to_owned()
    };
    let codes: Vec<_> = objects.iter().map(dictionary).collect();
    let input = serde_json::to_string(&codes).unwrap();
    serde_json::from_slice(&run("python3", &["-c", PYTHON], &input)).unwrap()
}

#[test]
fn a_dictionary_holds_every_hostile_text_as_it_is() {
    let texts = hostile().into_iter().map(|request| request.body.unwrap());
    let objects: Vec<_> = texts.map(|text| json!({ text.clone(): [text] })).collect();
    assert_eq!(dictionaries(&objects), objects);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn a_dictionary_is_the_body(values in vec(value(), 60)) {
        let objects: Vec<_> = values.into_iter().map(|value| json!({ "name": value })).collect();
        prop_assert_eq!(dictionaries(&objects), objects);
    }
}
