//! What a server's OpenAPI document offers beyond the table of endpoints.

use super::draft::ROOT;
use super::operation::{Operation, Parameter, Takes};
use meta_api::Method;
use serde_json::Value;

/// The operations of an OpenAPI document (3.x, as JSON) that are not in the table, each with a
/// path below the API's base URL or from the server's root. `base` is the path of the base URL:
/// `/v0`. Methods that the console does not send are left out. `None` for what is no such
/// document.
pub fn extensions(document: &[u8], base: &str) -> Option<Vec<Operation>> {
    let document: Value = serde_json::from_slice(document).ok()?;
    document.get("openapi")?.as_str()?;
    let known = Operation::all();
    let server = document
        .pointer("/servers/0/url")
        .and_then(Value::as_str)
        .map_or("", path_of);
    let mut found = Vec::new();
    for (path, item) in document.get("paths")?.as_object()? {
        let whole = [server.trim_end_matches('/'), path].concat();
        let path = match whole.strip_prefix(base.trim_end_matches('/')) {
            Some(below) if below.starts_with('/') => below.to_owned(),
            _ => [&ROOT.to_string(), whole.as_str()].concat(),
        };
        for (name, method) in METHODS {
            let Some(operation) = item.get(name) else {
                continue;
            };
            let same = |it: &Operation| it.method == method && shape(&it.path) == shape(&path);
            if !known.iter().any(same) {
                found.push(read(&document, method, &path, item, operation));
            }
        }
    }
    Some(found)
}

const METHODS: [(&str, Method); 4] = [
    ("get", Method::Get),
    ("post", Method::Post),
    ("patch", Method::Patch),
    ("delete", Method::Delete),
];

fn read(
    document: &Value,
    method: Method,
    path: &str,
    item: &Value,
    operation: &Value,
) -> Operation {
    let text = |name: &str| operation.get(name).and_then(Value::as_str).map(str::trim);
    let title = text("summary")
        .or_else(|| text("operationId"))
        .filter(|it| !it.is_empty())
        .map_or_else(|| path.to_owned(), |it| it.trim_end_matches('.').to_owned());
    let lists = [item.get("parameters"), operation.get("parameters")];
    let parameters = lists.into_iter().flatten().filter_map(Value::as_array);
    let query = parameters
        .flatten()
        .map(|it| resolved(document, it))
        .filter(|it| it.get("in").and_then(Value::as_str) == Some("query"))
        .filter_map(|it| parameter(document, it))
        .collect();
    Operation {
        title,
        description: text("description").unwrap_or_default().to_owned(),
        method,
        path: path.to_owned(),
        query,
        endpoint: None,
        has_body: operation.get("requestBody").is_some(),
    }
}

fn parameter(document: &Value, parameter: &Value) -> Option<Parameter> {
    let schema = resolved(document, parameter.get("schema").unwrap_or(&Value::Null));
    let kind = schema.get("type").and_then(Value::as_str);
    let number = |name: &str| schema.get(name).and_then(Value::as_u64);
    let takes = match (kind, number("default")) {
        (Some("integer"), Some(default)) => Takes::Number {
            min: number("minimum").unwrap_or_default(),
            max: number("maximum").unwrap_or(u64::MAX),
            default,
        },
        _ => Takes::Text,
    };
    let description = parameter.get("description").and_then(Value::as_str);
    Some(Parameter {
        name: parameter.get("name")?.as_str()?.to_owned(),
        description: description.unwrap_or_default().to_owned(),
        takes,
    })
}

/// What a `$ref` in the same document leads to; one step, as generators write them.
fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let target = value.get("$ref").and_then(Value::as_str);
    target
        .and_then(|it| document.pointer(it.strip_prefix('#')?))
        .unwrap_or(value)
}

/// The path of a URL, or the text itself if it is one.
fn path_of(url: &str) -> &str {
    match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => url,
    }
}

/// A path without the names of its parameters, which servers choose.
fn shape(path: &str) -> String {
    let mut shape = String::new();
    for part in path.trim_end_matches('/').split('/').skip(1) {
        shape.push('/');
        shape.push_str(if part.starts_with('{') { "{}" } else { part });
    }
    if path.starts_with(ROOT) {
        shape.insert(0, ROOT);
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(document: &Value) -> Vec<Operation> {
        extensions(document.to_string().as_bytes(), "/v0").unwrap()
    }

    #[test]
    fn only_what_the_table_does_not_know_is_an_extension() {
        let found = read(&json!({"openapi": "3.1.0", "paths": {
            "/v0/applications/{app}": {"get": {"summary": "Known."}, "patch": {}, "put": {}},
            "/v0/applications/{app}/owner": {
                "parameters": [{"$ref": "#/components/parameters/deep"}],
                "get": {"summary": "Who owns it.", "description": "More.", "parameters": [
                    {"name": "app", "in": "path"},
                    {"name": "limit", "in": "query", "description": "How many.",
                     "schema": {"type": "integer", "minimum": 1, "maximum": 50, "default": 5}}]},
                "post": {"operationId": "setOwner", "requestBody": {}}},
            "/healthz": {"get": {}}},
            "components": {"parameters": {"deep": {"name": "deep", "in": "query"}}}}));
        let told: Vec<_> = found
            .iter()
            .map(|it| (it.method.as_str(), &*it.path, &*it.title, it.has_body))
            .collect();
        assert_eq!(
            told,
            [
                ("GET", "~/healthz", "~/healthz", false),
                ("GET", "/applications/{app}/owner", "Who owns it", false),
                ("POST", "/applications/{app}/owner", "setOwner", true),
            ]
        );
        assert_eq!(found[1].path_parameters(), ["app"]);
        let query: Vec<_> = found[1].query.iter().map(|it| &*it.name).collect();
        assert_eq!(query, ["deep", "limit"]);
        assert_eq!(
            found[1].query[1].takes,
            Takes::Number {
                min: 1,
                max: 50,
                default: 5
            }
        );
    }

    #[test]
    fn the_address_of_the_server_stands_before_its_paths() {
        let found = read(&json!({"openapi": "3.0.3",
            "servers": [{"url": "https://api.example.com/v0/"}],
            "paths": {"/applications": {"get": {}}, "/teams": {"get": {}}}}));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path, "/teams");
    }

    #[test]
    fn what_is_no_openapi_document_offers_nothing() {
        for text in [
            "",
            "<html>",
            "{}",
            r#"{"openapi": 3}"#,
            r#"{"swagger": "2.0"}"#,
        ] {
            assert_eq!(extensions(text.as_bytes(), "/v0"), None, "{text}");
        }
    }
}
