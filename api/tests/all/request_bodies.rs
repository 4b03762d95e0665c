//! What a body of a request may hold, and how each refusal names what is wrong.

use meta_api::error::BodyError;
use meta_api::{CreateApplication, CreateWebHook, FieldErrors, UpdateApplication};
use serde_json::{Value, json};

fn create(body: &Value) -> Result<CreateApplication, BodyError> {
    CreateApplication::from_json(body.to_string().as_bytes())
}

fn update(body: &Value) -> Result<UpdateApplication, BodyError> {
    UpdateApplication::from_json(body.to_string().as_bytes())
}

fn webhook(body: &Value) -> Result<CreateWebHook, BodyError> {
    CreateWebHook::from_json(body.to_string().as_bytes())
}

fn fields<T: std::fmt::Debug>(result: Result<T, BodyError>) -> FieldErrors {
    match result {
        Err(BodyError::Fields(fields)) => fields,
        other => panic!("no field was refused: {other:?}"),
    }
}

/// The names of the refused fields, sorted.
fn names<T: std::fmt::Debug>(result: Result<T, BodyError>) -> Vec<String> {
    let fields = fields(result);
    let mut names: Vec<_> = fields.iter().map(|(name, _)| name.to_owned()).collect();
    names.sort();
    names
}

/// A URL of exactly so many characters.
fn url_of(length: usize) -> String {
    let start = "https://example.com/";
    format!("{start}{}", "ü".repeat(length - start.len()))
}

#[test]
fn a_name_has_1_to_200_characters() {
    for name in [
        "n".to_owned(),
        "n".repeat(200),
        "ü".repeat(200),
        "🦀".repeat(200),
    ] {
        assert_eq!(create(&json!({"name": name})).unwrap().name, name);
        assert_eq!(update(&json!({"name": name})).unwrap().name, Some(name));
    }
    for name in ["n".repeat(201), "🦀".repeat(201)] {
        let expected = "Use at most 200 characters; this has 201.";
        let refused = fields(create(&json!({"name": name})));
        assert_eq!(refused.get("name"), Some(expected));
        let refused = fields(update(&json!({"name": name})));
        assert_eq!(refused.get("name"), Some(expected));
    }
}

#[test]
fn a_name_is_trimmed_before_it_is_measured() {
    let padded = format!(" \t\u{a0}{}\n ", "n".repeat(200));
    assert_eq!(
        create(&json!({"name": padded})).unwrap().name,
        "n".repeat(200)
    );
    for name in ["", " ", "\t\n\u{2003}"] {
        assert_eq!(names(create(&json!({"name": name}))), ["name"], "{name:?}");
        assert_eq!(names(update(&json!({"name": name}))), ["name"], "{name:?}");
    }
}

#[test]
fn a_name_stays_on_one_line() {
    for name in ["two\nlines", "a\ttab", "nul\0"] {
        assert_eq!(names(create(&json!({"name": name}))), ["name"], "{name:?}");
    }
}

#[test]
fn a_name_is_required_to_create_but_not_to_update() {
    let refused = fields(create(&json!({"description": "d"})));
    assert_eq!(refused.get("name"), Some("This field is required."));
    assert!(update(&json!({"description": "d"})).is_ok());
}

#[test]
fn a_description_has_up_to_4000_characters_and_keeps_its_spaces() {
    for text in [
        String::new(),
        " a\n b ".to_owned(),
        "d".repeat(4_000),
        "ü".repeat(4_000),
    ] {
        let body = json!({"name": "n", "description": text});
        assert_eq!(create(&body).unwrap().description, Some(text.clone()));
        assert_eq!(update(&body).unwrap().description, Some(text));
    }
    for text in ["d".repeat(4_001), "ü".repeat(4_001), "nul\0".to_owned()] {
        let body = json!({"name": "n", "description": text});
        assert_eq!(names(create(&body)), ["description"]);
        assert_eq!(names(update(&body)), ["description"]);
    }
}

#[test]
fn a_logo_url_is_empty_or_an_absolute_url_of_up_to_2000_characters() {
    for (sent, kept) in [
        (String::new(), String::new()),
        ("  ".to_owned(), String::new()),
        (
            " https://example.com/l.png ".to_owned(),
            "https://example.com/l.png".to_owned(),
        ),
        (url_of(2_000), url_of(2_000)),
    ] {
        let body = json!({"name": "n", "logo_url": sent});
        assert_eq!(create(&body).unwrap().logo_url.unwrap().as_str(), kept);
        assert_eq!(update(&body).unwrap().logo_url.unwrap().as_str(), kept);
    }
    for refused in [
        url_of(2_001),
        "/logo.png".to_owned(),
        "ftp://example.com".to_owned(),
    ] {
        let body = json!({"name": "n", "logo_url": refused});
        assert_eq!(names(create(&body)), ["logo_url"], "{refused}");
        assert_eq!(names(update(&body)), ["logo_url"], "{refused}");
    }
}

#[test]
fn a_webhook_url_is_an_absolute_url_of_up_to_2000_characters() {
    for (sent, kept) in [
        (
            "http://localhost:5000".to_owned(),
            "http://localhost:5000".to_owned(),
        ),
        (
            " https://example.com/hook\n".to_owned(),
            "https://example.com/hook".to_owned(),
        ),
        (url_of(2_000), url_of(2_000)),
    ] {
        assert_eq!(webhook(&json!({"url": sent})).unwrap().url.as_str(), kept);
    }
    for refused in [
        url_of(2_001),
        String::new(),
        "  ".to_owned(),
        "example.com".to_owned(),
    ] {
        assert_eq!(
            names(webhook(&json!({"url": refused}))),
            ["url"],
            "{refused}"
        );
    }
    let missing = fields(webhook(&json!({})));
    assert_eq!(missing.get("url"), Some("This field is required."));
}

#[test]
fn all_wrong_fields_are_named_at_once() {
    let body = json!({
        "name": " ", "description": "d".repeat(4_001), "logo_url": "logo.png", "active": "yes",
        "implicit_grant_enabled": 1, "recent_enabled": "true", "events_enabled": [],
        "events_grant_enabled": {}, "source": 7,
    });
    assert_eq!(
        names(create(&body)),
        [
            "description",
            "events_enabled",
            "events_grant_enabled",
            "implicit_grant_enabled",
            "logo_url",
            "name",
            "recent_enabled",
            "source",
        ]
    );
    assert_eq!(
        names(update(&body)),
        [
            "active",
            "description",
            "events_enabled",
            "implicit_grant_enabled",
            "logo_url",
            "name",
            "recent_enabled",
            "source",
        ]
    );
}

#[test]
fn a_wrong_type_is_refused_once_with_what_was_sent_and_what_to_send() {
    for (value, kind) in [
        (json!(1), "a number"),
        (json!(true), "true or false"),
        (json!(["n"]), "a list"),
        (json!({"n": 1}), "an object"),
    ] {
        let expected = format!("Send text, not {kind}.");
        let refused = fields(create(&json!({"name": value})));
        assert_eq!(
            refused.iter().collect::<Vec<_>>(),
            [("name", expected.as_str())]
        );
        let refused = fields(webhook(&json!({"url": value})));
        assert_eq!(
            refused.iter().collect::<Vec<_>>(),
            [("url", expected.as_str())]
        );
    }
    for (value, kind) in [
        (json!(1), "a number"),
        (json!("true"), "text"),
        (json!(null), "null"),
    ] {
        let expected = format!("Send true or false, not {kind}.");
        let refused = fields(update(&json!({"active": value})));
        assert_eq!(
            refused.iter().collect::<Vec<_>>(),
            [("active", expected.as_str())]
        );
    }
}

#[test]
fn unknown_keys_are_ignored() {
    let body = json!({"name": "n", "url": "http://localhost", "plan": {"seats": 3}, "id": 4});
    assert_eq!(create(&body).unwrap().name, "n");
    assert_eq!(update(&body).unwrap().name.as_deref(), Some("n"));
    assert_eq!(webhook(&body).unwrap().url.as_str(), "http://localhost");
    assert!(update(&json!({"plan": 1})).unwrap().is_empty());
}

#[test]
fn null_is_the_empty_text_and_no_source() {
    let body = json!({"name": "n", "description": null, "logo_url": null, "source": null});
    let created = create(&body).unwrap();
    assert_eq!(created.description.as_deref(), Some(""));
    assert_eq!(created.logo_url.unwrap().as_str(), "");
    assert_eq!(created.source, None);
    assert_eq!(
        create(&json!({"name": "n", "source": ""})).unwrap().source,
        None
    );

    assert_eq!(
        fields(create(&json!({"name": null}))).get("name"),
        Some("Enter a name.")
    );
    assert_eq!(
        fields(update(&json!({"name": null}))).get("name"),
        Some("Enter a name.")
    );
    assert_eq!(
        fields(webhook(&json!({"url": null}))).get("url"),
        Some("Enter a URL.")
    );
}

#[test]
fn null_is_no_switch() {
    for field in ["implicit_grant_enabled", "recent_enabled", "events_enabled"] {
        assert_eq!(names(create(&json!({"name": "n", field: null}))), [field]);
        assert_eq!(names(update(&json!({field: null}))), [field]);
    }
    assert_eq!(names(update(&json!({"active": null}))), ["active"]);
}

#[test]
fn both_names_of_the_events_switch_create_and_the_later_one_wins() {
    let events = |body| create(&body).unwrap().events_enabled;
    assert_eq!(events(json!({"name": "n"})), None);
    assert_eq!(
        events(json!({"name": "n", "events_grant_enabled": true})),
        Some(true)
    );
    assert_eq!(
        events(json!({"name": "n", "events_enabled": true})),
        Some(true)
    );
    assert_eq!(
        events(json!({"name": "n", "events_grant_enabled": true, "events_enabled": false})),
        Some(false)
    );
}

#[test]
fn a_source_is_refused_in_an_update_whatever_it_is() {
    for source in [
        json!("wSPk9y5D7p5o87k0ACGKxR"),
        json!(""),
        json!(null),
        json!(1),
    ] {
        let refused = names(update(&json!({"name": "n", "source": source})));
        assert_eq!(refused, ["source"], "{source}");
    }
}

#[test]
fn an_update_tells_left_alone_from_set_to_empty() {
    let alone = update(&json!({"active": true})).unwrap();
    assert_eq!((alone.description, alone.logo_url), (None, None));

    let emptied = update(&json!({"description": "", "logo_url": ""})).unwrap();
    assert_eq!(emptied.description.as_deref(), Some(""));
    assert_eq!(emptied.logo_url.as_ref().unwrap().as_str(), "");
    assert!(!emptied.is_empty());
    assert_eq!(emptied.name, None);
    assert_eq!(
        serde_json::to_value(&emptied).unwrap(),
        json!({"description": "", "logo_url": ""})
    );
}

#[test]
fn an_update_of_nothing_is_empty() {
    let nothing = update(&json!({})).unwrap();
    assert!(nothing.is_empty());
    assert_eq!(serde_json::to_value(&nothing).unwrap(), json!({}));
    assert!(!update(&json!({"active": false})).unwrap().is_empty());
}

#[test]
fn what_is_not_json_says_where_reading_stopped() {
    for (body, line, column) in [
        (&b""[..], 1, 1),
        (b"name=Test", 1, 2),
        (b"{\"name\": \"n\",\n  \"active\": maybe}", 2, 13),
        (b"{\"name\": \"n\"}}", 1, 14),
        (b"{\n", 2, 1),
        (b"{\"name\": \"\xff\"}", 1, 11),
    ] {
        let expected = BodyError::NotJson { line, column };
        assert_eq!(CreateApplication::from_json(body).unwrap_err(), expected);
        assert_eq!(UpdateApplication::from_json(body).unwrap_err(), expected);
        assert_eq!(CreateWebHook::from_json(body).unwrap_err(), expected);
    }
    let error = CreateApplication::from_json(b"[1,").unwrap_err();
    assert_eq!(
        error.to_string(),
        "The body is not JSON (line 1, column 3)."
    );
}

#[test]
fn a_body_nested_without_end_is_refused() {
    let deep = "[".repeat(60_000);
    assert!(matches!(
        CreateApplication::from_json(deep.as_bytes()),
        Err(BodyError::NotJson { line: 1, .. })
    ));
}

#[test]
fn json_that_is_no_object_is_refused() {
    for body in ["[]", "null", "true", "7", "\"name\"", "[{\"name\": \"n\"}]"] {
        let body = body.as_bytes();
        assert_eq!(
            CreateApplication::from_json(body),
            Err(BodyError::NotAnObject)
        );
        assert_eq!(
            UpdateApplication::from_json(body),
            Err(BodyError::NotAnObject)
        );
        assert_eq!(CreateWebHook::from_json(body), Err(BodyError::NotAnObject));
    }
    assert_eq!(
        BodyError::NotAnObject.to_string(),
        "The body must be a JSON object."
    );
}

#[test]
fn refusals_are_written_under_their_fields() {
    let refused = fields(create(&json!({"name": "", "source": 1})));
    assert_eq!(
        serde_json::to_value(&refused).unwrap(),
        json!({"name": "Enter a name.", "source": "Send text, not a number."})
    );
    assert_eq!(
        BodyError::Fields(refused).to_string(),
        "name: Enter a name. source: Send text, not a number."
    );
}
