//! Activity as files: the console's own JSON, and HAR 1.2
//! (<http://www.softwareishard.com/blog/har-12-spec/>). Neither holds a secret: the developer key
//! is not in the records, and of an API key not even the ends get out.

use crate::client::journal::{Kind, Record};
use meta_api::sample::Request;
use meta_api::secret::MASK;
use serde_json::{Value, json};

/// The records as JSON. `instant` prints milliseconds since 1970 as ISO 8601.
pub fn json(records: &[Record], instant: &dyn Fn(u64) -> String) -> String {
    let entry = |record: &Record| {
        json!({
            "kind": match record.kind {
                Kind::Request => "request",
                Kind::Success => "success",
                Kind::Failure => "failure",
            },
            "started": instant(record.started),
            "what": said(record),
            "object": record.object,
            "request": record.request.as_ref().map(|request| json!({
                "method": request.method.as_str(),
                "url": request.url,
                "headers": headers(request),
                "body": request.body.as_deref().map(parsed),
            })),
            "before": record.before.as_deref().map(parsed),
            "after": record.after.as_deref().map(parsed),
            "status": record.status,
            "error": record.error,
            "duration_ms": record.duration,
            "request_id": record.request_id,
        })
    };
    let entries: Vec<Value> = records.iter().map(entry).collect();
    written(records, &json!({ "activity": entries }))
}

/// What a record says; a notice names an API key by its end, which stays here.
fn said(record: &Record) -> String {
    match (record.kind, record.what.split_once(" key ending in ")) {
        (Kind::Success | Kind::Failure, Some((before, after))) => {
            let rest = after.trim_start_matches(|it: char| !it.is_whitespace());
            [before, " key ending in ", MASK, rest].concat()
        }
        _ => record.what.clone(),
    }
}

/// The requests among the records as HAR.
pub fn har(records: &[Record], instant: &dyn Fn(u64) -> String) -> String {
    let entry = |record: &Record| {
        let request = record.request.as_ref()?;
        let comment = record.error.as_ref().unwrap_or(&record.what);
        let time = record.duration.unwrap_or_default();
        Some(json!({
            "startedDateTime": instant(record.started),
            "time": time,
            "request": har_request(request),
            "response": har_response(record),
            "cache": {},
            // A page learns no more of it than the sum.
            "timings": { "send": 0, "wait": time, "receive": 0 },
            "comment": comment,
        }))
    };
    // The screen shows the newest first, a HAR begins with the oldest.
    let entries: Vec<Value> = records.iter().rev().filter_map(entry).collect();
    let log = json!({
        "version": "1.2",
        "creator": { "name": "Meta Console", "version": env!("CARGO_PKG_VERSION") },
        "entries": entries,
    });
    written(records, &json!({ "log": log }))
}

fn har_request(request: &Request) -> Value {
    let (_, query) = request.url.split_once('?').unwrap_or_default();
    let query: Vec<Value> = form_urlencoded::parse(query.as_bytes())
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    let mut har = json!({
        "method": request.method.as_str(),
        "url": request.url,
        "httpVersion": "unknown",
        "cookies": [],
        "headers": headers(request),
        "queryString": query,
        "headersSize": -1,
        "bodySize": request.body.as_ref().map_or(0, String::len),
    });
    if let Some(body) = &request.body {
        har["postData"] = json!({ "mimeType": "application/json", "text": body });
    }
    har
}

fn har_response(record: &Record) -> Value {
    let id = record.request_id.as_ref();
    let headers: Vec<Value> = id
        .map(|id| json!({ "name": "X-Request-Id", "value": id }))
        .into_iter()
        .collect();
    let mut content = json!({ "size": 0, "mimeType": "x-unknown" });
    if let Some(after) = &record.after {
        content = json!({ "size": after.len(), "mimeType": "application/json", "text": after });
    }
    json!({
        // No answer came: 0, as browsers write it.
        "status": record.status.unwrap_or_default(),
        "statusText": "",
        "httpVersion": "unknown",
        "cookies": [],
        "headers": headers,
        "content": content,
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": -1,
    })
}

fn headers(request: &Request) -> Vec<Value> {
    let header = |(name, value): &(String, String)| json!({ "name": name, "value": value });
    request.headers.iter().map(header).collect()
}

/// JSON as what it says, other text as text.
fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

/// The document, in which no record's API key has its ends.
fn written(records: &[Record], document: &Value) -> String {
    let text = serde_json::to_string_pretty(document).unwrap_or_default();
    let new_key = |record: &Record| match parsed(record.after.as_deref()?).get("key")? {
        Value::String(key) => Some(key.clone()),
        _ => None,
    };
    let keys = records.iter().filter_map(|record| record.masked.clone());
    let keys = keys.chain(records.iter().filter_map(new_key));
    keys.filter(|key| !key.is_empty())
        .fold(text, |text, key| text.replace(&key, MASK))
}

#[cfg(test)]
mod tests {
    use super::super::record::tests::{notice, request};
    use super::*;
    use meta_api::Method;

    /// A field and what its value must be.
    type Field = (&'static str, fn(&Value) -> bool);

    fn instant(milliseconds: u64) -> String {
        format!("at {milliseconds}")
    }

    fn records() -> Vec<Record> {
        let mut update = request(Method::Patch, "/applications/a1");
        update.before = Some(r#"{"name":"Old"}"#.to_owned());
        update.after = Some(r#"{"name":"New"}"#.to_owned());
        if let Some(request) = &mut update.request {
            request.body = Some(r#"{"name":"New"}"#.to_owned());
        }
        let lost = Record {
            status: None,
            error: Some("No answer came.".to_owned()),
            ..request(Method::Get, "/applications?page=2&active=True")
        };
        let delete_key = Record {
            object: "80Od…pbF4".to_owned(),
            masked: Some("80Od…pbF4".to_owned()),
            ..request(Method::Delete, "/applications/a1/apikeys/80Od…pbF4")
        };
        let create_key = Record {
            after: Some(r#"{"key":"Zz12…9xYw","application":"a1"}"#.to_owned()),
            ..request(Method::Post, "/applications/a1/apikeys")
        };
        let said = notice(Kind::Success, "Saved New");
        vec![update, lost, delete_key, create_key, said]
    }

    #[test]
    fn the_json_tells_everything_that_the_screen_does() {
        let json: Value = serde_json::from_str(&json(&records(), &instant)).unwrap();
        let entries = json["activity"].as_array().unwrap();
        assert_eq!(entries.len(), 5);
        let first = &entries[0];
        assert_eq!(first["request"]["method"], "PATCH");
        assert_eq!(first["request"]["body"]["name"], "New");
        assert_eq!(first["before"]["name"], "Old");
        assert_eq!(first["after"]["name"], "New");
        assert_eq!(first["started"], "at 1416744000123");
        assert_eq!(
            (first["status"].as_u64(), first["duration_ms"].as_u64()),
            (Some(200), Some(231))
        );
        assert_eq!(first["request_id"], "r-77");
        assert_eq!(entries[1]["error"], "No answer came.");
        assert_eq!(
            (&entries[4]["kind"], &entries[4]["what"]),
            (&json!("success"), &json!("Saved New"))
        );
    }

    #[test]
    fn the_har_has_every_field_that_the_specification_requires() {
        let har: Value = serde_json::from_str(&har(&records(), &instant)).unwrap();
        let has = |value: &Value, fields: &[Field]| {
            for (field, is_right) in fields {
                let found = value.get(field);
                assert!(found.is_some_and(is_right), "{field} of {value:#}");
            }
        };
        let log = &har["log"];
        has(
            log,
            &[
                ("version", |it| it == "1.2"),
                ("creator", Value::is_object),
                ("entries", Value::is_array),
            ],
        );
        has(
            &log["creator"],
            &[("name", Value::is_string), ("version", Value::is_string)],
        );
        let entries = log["entries"].as_array().unwrap();
        assert_eq!(entries.len(), 4, "a notice is no request");
        for entry in entries {
            has(
                entry,
                &[
                    ("startedDateTime", Value::is_string),
                    ("time", Value::is_number),
                    ("request", Value::is_object),
                    ("response", Value::is_object),
                    ("cache", Value::is_object),
                    ("timings", Value::is_object),
                ],
            );
            has(
                &entry["request"],
                &[
                    ("method", Value::is_string),
                    ("url", Value::is_string),
                    ("httpVersion", Value::is_string),
                    ("cookies", Value::is_array),
                    ("headers", Value::is_array),
                    ("queryString", Value::is_array),
                    ("headersSize", Value::is_i64),
                    ("bodySize", Value::is_i64),
                ],
            );
            has(
                &entry["response"],
                &[
                    ("status", Value::is_u64),
                    ("statusText", Value::is_string),
                    ("httpVersion", Value::is_string),
                    ("cookies", Value::is_array),
                    ("headers", Value::is_array),
                    ("content", Value::is_object),
                    ("redirectURL", Value::is_string),
                    ("headersSize", Value::is_i64),
                    ("bodySize", Value::is_i64),
                ],
            );
            has(
                &entry["response"]["content"],
                &[("size", Value::is_u64), ("mimeType", Value::is_string)],
            );
            let timings =
                ["send", "wait", "receive"].map(|it| entry["timings"][it].as_u64().unwrap());
            assert_eq!(entry["time"].as_u64().unwrap(), timings.iter().sum::<u64>());
            let sides = [&entry["request"], &entry["response"]];
            let named = sides
                .iter()
                .flat_map(|side| side["headers"].as_array().unwrap());
            for pair in named.chain(entry["request"]["queryString"].as_array().unwrap()) {
                has(
                    pair,
                    &[("name", Value::is_string), ("value", Value::is_string)],
                );
            }
        }
        let posted = &entries[3]["request"];
        has(
            &posted["postData"],
            &[
                ("mimeType", Value::is_string),
                ("text", |it| it == r#"{"name":"New"}"#),
            ],
        );
        assert_eq!(posted["bodySize"], 14);
        assert_eq!(entries[2]["response"]["status"], 0);
        assert_eq!(
            entries[2]["request"]["queryString"][1],
            json!({ "name": "active", "value": "True" })
        );
        assert_eq!(entries[3]["response"]["headers"][0]["value"], "r-77");
    }

    #[test]
    fn an_export_holds_nothing_of_a_key() {
        let mut records = records();
        let deleted = "Deleted the key ending in pbF4";
        records.push(notice(Kind::Success, deleted));
        for text in [json(&records, &instant), har(&records, &instant)] {
            for part in ["80Od", "pbF4", "Zz12", "9xYw"] {
                assert!(!text.contains(part), "{part} in {text}");
            }
            assert!(text.contains("/apikeys/•••"), "{text}");
            assert!(text.contains("DeveloperKey $META_DEVELOPER_KEY"));
        }
    }
}
