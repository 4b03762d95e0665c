//! Answers that differ from the reference in what it leaves open are read all the same.

use meta_api::{ApiKey, Application, ErrorBody, ErrorCode, Page, WebHook};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn decode<T: DeserializeOwned>(answer: Value) -> T {
    serde_json::from_value(answer).unwrap()
}

fn refused<T: DeserializeOwned>(answer: Value) -> bool {
    serde_json::from_value::<T>(answer).is_err()
}

#[test]
fn unknown_keys_are_ignored() {
    let application: Application = decode(json!({
        "id": "a", "name": "Name", "plan": {"seats": [1, 2]}, "type": null,
    }));
    assert_eq!(application.name, "Name");
    let page: Page<ApiKey> = decode(json!({"total": 0, "next": "/v0/more", "objects": []}));
    assert_eq!(page.total, 0);
}

#[test]
fn missing_fields_take_their_defaults() {
    let application: Application = decode(json!({"id": "a"}));
    assert_eq!(application.name, "");
    assert_eq!(application.description, "");
    assert_eq!(application.logo_url.as_str(), "");
    assert!(!application.active);
    assert!(!application.events_enabled);
    assert_eq!(application.created.as_str(), "");

    let key: ApiKey = decode(json!({"key": "k"}));
    assert_eq!(key.modified.as_str(), "");

    let webhook: WebHook = decode(json!({"id": "1"}));
    assert_eq!(webhook.url.as_str(), "");

    let page: Page<WebHook> = decode(json!({}));
    assert_eq!((page.total, page.count, page.page), (0, 0, 0));
    assert!(page.objects.is_empty());
}

#[test]
fn null_counts_as_empty() {
    let nulls: Application = decode(json!({
        "id": "a", "name": null, "description": null, "logo_url": null, "active": null,
        "implicit_grant_enabled": null, "recent_enabled": null, "events_enabled": null,
        "created": null, "modified": null,
    }));
    assert_eq!(nulls, decode(json!({"id": "a"})));

    let nulls: ApiKey = decode(json!({"key": "k", "created": null, "modified": null}));
    assert_eq!(nulls, decode(json!({"key": "k"})));

    let nulls: WebHook = decode(json!({"id": "1", "url": null, "created": null}));
    assert_eq!(nulls, decode(json!({"id": "1"})));

    let nulls: Page<WebHook> =
        decode(json!({"total": null, "count": null, "page": null, "objects": null}));
    assert_eq!(nulls, decode(json!({})));
}

#[test]
fn what_names_an_object_has_to_be_there() {
    for answer in [json!({}), json!({"id": null, "key": null})] {
        assert!(refused::<Application>(answer.clone()), "{answer}");
        assert!(refused::<ApiKey>(answer.clone()), "{answer}");
        assert!(refused::<WebHook>(answer.clone()), "{answer}");
    }
}

#[test]
fn the_events_switch_is_read_under_both_names() {
    for name in ["events_enabled", "events_grant_enabled"] {
        let application: Application = decode(json!({"id": "a", name: true}));
        assert!(application.events_enabled, "{name}");
    }
}

#[test]
fn a_webhook_id_may_be_a_number() {
    let webhook: WebHook = decode(json!({"id": 100}));
    assert_eq!(webhook.id.as_str(), "100");
    let webhook: WebHook = decode(json!({"id": u64::MAX}));
    assert_eq!(webhook.id.as_str(), "18446744073709551615");
    assert!(refused::<WebHook>(json!({"id": 1.5})));
    assert!(refused::<WebHook>(json!({"id": -1})));
}

#[test]
fn a_total_may_be_beyond_32_bits() {
    for total in [(1_u64 << 32) + 1, (1 << 53) - 1] {
        let page: Page<Application> = decode(json!({"total": total}));
        assert_eq!(page.total, total);
    }
}

#[test]
fn a_logo_that_is_no_url_does_not_spoil_the_list() {
    let application: Application = decode(json!({"id": "a", "logo_url": "javascript:alert(1)"}));
    assert_eq!(application.logo_url.as_str(), "javascript:alert(1)");
    assert_eq!(application.logo_url.loadable(), None);
}

#[test]
fn an_error_may_leave_out_its_status() {
    let error: ErrorBody = decode(json!({
        "message": "There is no such application.", "error_code": "not_found", "id": "abc",
    }));
    assert_eq!(error.status_code, 0);
    assert_eq!(error.message, "There is no such application.");
    assert_eq!(error.error_code, ErrorCode::NotFound.as_str());
    assert_eq!(error.id, "abc");
    assert!(error.fields.is_empty());
    assert_eq!(error.conflicting_resource_id, None);
}

#[test]
fn an_error_may_be_empty_or_full_of_nulls() {
    let nulls: ErrorBody = decode(json!({
        "status_code": null, "message": null, "error_code": null, "id": null, "fields": null,
        "conflicting_resource_id": null,
    }));
    assert_eq!(nulls, ErrorBody::default());
    assert_eq!(decode::<ErrorBody>(json!({})), ErrorBody::default());
}

#[test]
fn a_conflict_names_the_resource_in_the_way() {
    let answer = json!({
        "status_code": 409, "message": "This name is taken.", "error_code": "naming_conflict",
        "id": "abc", "conflicting_resource_id": "wSPk9y5D7p5o87k0ACGKxR",
    });
    let error: ErrorBody = decode(answer.clone());
    assert_eq!(
        error.conflicting_resource_id.as_deref(),
        Some("wSPk9y5D7p5o87k0ACGKxR")
    );
    assert_eq!(serde_json::to_value(error).unwrap(), answer);
}

#[test]
fn an_error_without_fields_or_conflict_is_written_without_them() {
    let answer = json!({"status_code": 404, "message": "m", "error_code": "not_found", "id": "i"});
    let error: ErrorBody = decode(answer.clone());
    assert_eq!(serde_json::to_value(error).unwrap(), answer);
}

#[test]
fn field_errors_are_sentences_or_lists_of_them() {
    let error: ErrorBody = decode(json!({"fields": {
        "name": "Enter a name.",
        "url": ["Enter a URL.", "Start with https://."],
    }}));
    assert_eq!(error.fields.get("name"), Some("Enter a name."));
    assert_eq!(
        error.fields.get("url"),
        Some("Enter a URL. Start with https://.")
    );
    assert_eq!(error.fields.iter().count(), 2);
}

#[test]
fn a_field_without_a_sentence_is_not_refused() {
    let error: ErrorBody = decode(json!({
        "message": "Check the form.",
        "fields": {"name": null, "description": [], "logo_url": "", "url": "Enter a URL."},
    }));
    assert_eq!(error.message, "Check the form.");
    let fields: Vec<_> = error.fields.iter().collect();
    assert_eq!(fields, [("url", "Enter a URL.")]);
}

#[test]
fn error_codes_have_the_statuses_that_clients_know() {
    let known = [
        (400, "bad_request"),
        (400, "invalid_parameters"),
        (401, "unauthorized"),
        (401, "authentication_required"),
        (401, "invalid_token"),
        (403, "forbidden"),
        (403, "permission_denied"),
        (404, "not_found"),
        (405, "method_not_allowed"),
        (406, "not_acceptable"),
        (409, "naming_conflict"),
        (413, "request_too_large"),
        (429, "too_many_requests"),
        (500, "internal_error"),
        (501, "not_implemented"),
        (502, "bad_gateway"),
        (503, "service_not_available"),
        (504, "gateway_timeout"),
    ];
    let ours: Vec<_> = ErrorCode::ALL
        .iter()
        .map(|code| (code.status(), code.as_str()))
        .collect();
    assert_eq!(ours, known);
}
