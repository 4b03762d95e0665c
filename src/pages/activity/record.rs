//! Reading a record of the journal: what it is about, what it changed, whether a filter fits.

use crate::client::journal::{Kind, Record};
use crate::routes::activity::Show;
use crate::routes::{self, Route};
use meta_api::{ApplicationId, Method, WebHookId};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A field that is different after a change; `None` where it was not there.
#[derive(Debug, PartialEq)]
pub struct Change {
    pub field: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Whether this kind of record is asked for.
pub fn fits(record: &Record, show: Show) -> bool {
    let method = record.request.as_ref().map(|request| request.method);
    match show {
        Show::All => true,
        Show::Reads => method == Some(Method::Get),
        Show::Writes => method.is_some_and(|method| method != Method::Get),
        Show::Failures => record.kind == Kind::Failure || record.error.is_some(),
        Show::Notices => method.is_none(),
    }
}

/// All texts of a record that a person looks for, in one.
pub fn searched(record: &Record) -> String {
    let status = record.status.map(|status| status.to_string());
    let request = record.request.as_ref();
    let parts = [
        Some(record.what.as_str()),
        Some(record.object.as_str()),
        request.map(|request| request.method.as_str()),
        request.map(|request| request.url.as_str()),
        request.and_then(|request| request.body.as_deref()),
        record.before.as_deref(),
        record.after.as_deref(),
        status.as_deref(),
        record.error.as_deref(),
        record.request_id.as_deref(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What the record is about, as a person calls it: its name if that is known, else its id.
pub fn name(record: &Record) -> String {
    let known = [&record.after, &record.before];
    let named = known.into_iter().flatten().find_map(|json| {
        let name = text(object(json)?.get("name")?)?;
        Some(name.trim().to_owned()).filter(|name| !name.is_empty())
    });
    named.unwrap_or_else(|| record.object.clone())
}

/// The screen of what the record is about, `None` when there is none any more.
pub fn screen(record: &Record) -> Option<Route> {
    let request = record.request.as_ref()?;
    let (path, _) = request.url.split_once('?').unwrap_or((&request.url, ""));
    let (_, path) = path.split_once("/applications")?;
    let decode = |part: &str| percent_decode_str(part).decode_utf8_lossy().into_owned();
    let parts: Vec<String> = path.split('/').skip(1).map(decode).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let gone = request.method == Method::Delete && record.error.is_none();
    let created = || text(object(record.after.as_ref()?)?.get("id")?);
    let first = routes::first_page();
    match parts.as_slice() {
        [] if request.method == Method::Get => Some(routes::all_applications()),
        [] => Some(Route::Application(ApplicationId::new(created()?))),
        [_] if gone => None,
        [app] => Some(Route::Application(ApplicationId::new(*app))),
        [app, "apikeys", ..] => Some(Route::ApiKeys(ApplicationId::new(*app), first)),
        [app, "webhooks", rest @ ..] => {
            let app = ApplicationId::new(*app);
            let id = match rest {
                [_] if gone => None,
                [id] => Some((*id).to_owned()),
                _ => created(),
            };
            Some(match id {
                Some(id) => Route::WebHook(app, WebHookId::new(id)),
                None => Route::WebHooks(app, first),
            })
        }
        _ => None,
    }
}

/// What changed, field by field, when both sides are known.
pub fn changes(record: &Record) -> Option<Vec<Change>> {
    let before = object(record.before.as_ref()?)?;
    let after = object(record.after.as_ref()?)?;
    let fields: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let change = |field: &String| Change {
        field: field.clone(),
        before: before.get(field).cloned(),
        after: after.get(field).cloned(),
    };
    let changes = fields.into_iter().map(change);
    Some(changes.filter(|it| it.before != it.after).collect())
}

fn object(json: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(json).ok()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use meta_api::sample::{AUTHORIZATION, Request};
    use serde_json::json;

    /// A finished request.
    pub fn request(method: Method, path: &str) -> Record {
        Record {
            id: 7,
            kind: Kind::Request,
            started: 1_416_744_000_123,
            what: "Do something".to_owned(),
            object: "a1".to_owned(),
            request: Some(Request {
                method,
                url: ["https://api.example.com/v0", path].concat(),
                headers: vec![("Authorization".to_owned(), AUTHORIZATION.to_owned())],
                body: None,
            }),
            before: None,
            after: None,
            status: Some(200),
            error: None,
            duration: Some(231),
            request_id: Some("r-77".to_owned()),
            masked: None,
        }
    }

    pub fn notice(kind: Kind, what: &str) -> Record {
        Record {
            kind,
            what: what.to_owned(),
            request: None,
            status: None,
            duration: Some(0),
            request_id: None,
            ..request(Method::Get, "")
        }
    }

    #[test]
    fn a_filter_takes_its_kind_of_records() {
        let failed = Record {
            error: Some("No answer".to_owned()),
            ..request(Method::Delete, "/applications/a1")
        };
        let records = [
            request(Method::Get, "/applications"),
            request(Method::Patch, "/applications/a1"),
            failed,
            notice(Kind::Success, "Saved"),
            notice(Kind::Failure, "Not saved"),
        ];
        let shown = |show| records.each_ref().map(|record| fits(record, show));
        assert_eq!(shown(Show::All), [true; 5]);
        assert_eq!(shown(Show::Reads), [true, false, false, false, false]);
        assert_eq!(shown(Show::Writes), [false, true, true, false, false]);
        assert_eq!(shown(Show::Failures), [false, false, true, false, true]);
        assert_eq!(shown(Show::Notices), [false, false, false, true, true]);
    }

    #[test]
    fn a_record_leads_to_what_it_is_about() {
        let href = |record: &Record| screen(record).map(|route| route.href());
        let at = |method, path| href(&request(method, path));
        for (path, to) in [
            ("/applications?page=2", "applications"),
            ("/applications/a1", "applications/a1"),
            ("/applications/a%2Fb", "applications/a%2Fb"),
            ("/applications/a1/apikeys?page=1", "applications/a1/keys"),
            ("/applications/a1/webhooks", "applications/a1/webhooks"),
            ("/applications/a1/webhooks/9", "applications/a1/webhooks/9"),
        ] {
            assert_eq!(at(Method::Get, path).as_deref(), Some(to));
        }
        let created = |path, after: &str| {
            href(&Record {
                after: Some(after.to_owned()),
                ..request(Method::Post, path)
            })
        };
        assert_eq!(
            created("/applications", r#"{"id":"n1"}"#).as_deref(),
            Some("applications/n1")
        );
        assert_eq!(
            created("/applications/a1/webhooks", r#"{"id":9}"#).as_deref(),
            Some("applications/a1/webhooks/9")
        );
        assert_eq!(screen(&notice(Kind::Success, "Saved")), None);
    }

    #[test]
    fn what_was_deleted_has_no_screen_any_more() {
        let at = |path| screen(&request(Method::Delete, path)).map(|route| route.href());
        assert_eq!(at("/applications/a1"), None);
        assert_eq!(
            at("/applications/a1/webhooks/9").as_deref(),
            Some("applications/a1/webhooks")
        );
        assert_eq!(
            at("/applications/a1/apikeys/80Od…pbF4").as_deref(),
            Some("applications/a1/keys")
        );
        let failed = Record {
            error: Some("No answer".to_owned()),
            ..request(Method::Delete, "/applications/a1")
        };
        assert_eq!(screen(&failed).unwrap().href(), "applications/a1");
    }

    #[test]
    fn a_change_is_told_field_by_field() {
        let mut record = request(Method::Patch, "/applications/a1");
        assert_eq!(changes(&record), None);
        record.before = Some(r#"{"id":"a1","name":"Old","active":true,"x":1}"#.to_owned());
        record.after = Some(r#"{"id":"a1","name":"New","active":true,"y":null}"#.to_owned());
        let change = |field: &str, before, after| Change {
            field: field.to_owned(),
            before,
            after,
        };
        assert_eq!(
            changes(&record).unwrap(),
            [
                change("name", Some(json!("Old")), Some(json!("New"))),
                change("x", Some(json!(1)), None),
                change("y", None, Some(Value::Null)),
            ]
        );
        assert_eq!(name(&record), "New");
        record.after = None;
        assert_eq!(name(&record), "Old");
        record.before = Some("cut {".to_owned());
        assert_eq!((name(&record).as_str(), changes(&record)), ("a1", None));
    }
}
