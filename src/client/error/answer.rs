//! What an answer that is no success says, and one that cannot be read.

use super::sentence::not_json;
use super::{ClientError, ErrorKind};
use crate::browser;
use meta_api::ErrorBody;
use meta_api::secret::without_keys;

/// How much of an unexpected answer is shown, in characters.
const BEGINNING: usize = 120;

impl ClientError {
    /// Reads an answer that is no success.
    pub(in crate::client) fn refused(
        status: u16,
        body: &[u8],
        retry_after: Option<u32>,
        request_id: Option<String>,
    ) -> Self {
        let read = if body.trim_ascii().is_empty() {
            Some(ErrorBody::default())
        } else {
            serde_json::from_slice(body).ok()
        };
        let Some(body) = read else {
            return Self::foreign(status, body, retry_after);
        };
        let message = body.message;
        let kind = match status {
            400 | 422 => ErrorKind::Invalid {
                message,
                fields: body.fields,
            },
            401 => ErrorKind::Unauthorized,
            403 => ErrorKind::Forbidden,
            404 => ErrorKind::NotFound,
            409 => ErrorKind::Conflict { message },
            429 => ErrorKind::RateLimited { retry_after },
            _ => ErrorKind::Failed { status, message },
        };
        let id = if body.id.is_empty() {
            request_id
        } else {
            Some(body.id)
        };
        Self {
            kind,
            request_id: id,
            status: Some(status),
            record: None,
        }
    }

    /// Reads an answer that is no success and not the API's: a proxy in front of it answers with a
    /// page of its own. It does not know whether there is such an object or key.
    fn foreign(status: u16, body: &[u8], retry_after: Option<u32>) -> Self {
        let error = Self::undecodable(status, body);
        let kind = match status {
            429 => ErrorKind::RateLimited { retry_after },
            500.. => ErrorKind::Failed {
                status,
                message: not_json(&beginning(body)),
            },
            _ => return error,
        };
        Self { kind, ..error }
    }

    /// A success whose body cannot be read. What looks like JSON may hold an API key, so its
    /// beginning is not shown.
    pub(in crate::client) fn undecodable(status: u16, body: &[u8]) -> Self {
        let beginning = beginning(body);
        Self {
            status: Some(status),
            ..ErrorKind::Undecodable { status, beginning }.into()
        }
    }

    /// No answer at all.
    pub(in crate::client) fn unreachable() -> Self {
        if browser::is_online() {
            ErrorKind::Unreachable.into()
        } else {
            ErrorKind::Offline.into()
        }
    }
}

/// How an unexpected answer begins, as text in one line; empty for what looks like JSON.
pub(in crate::client) fn beginning(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(4 * BEGINNING)]);
    let text = text.trim_start();
    if text.starts_with(['{', '[', '"']) {
        return String::new();
    }
    let line = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    // What answers is not known: whatever is long enough may be a key, whatever its shape.
    without_keys(
        &line.take(BEGINNING).collect::<String>(),
        |c| c.is_ascii_alphanumeric() || c == '-' || c == '_',
        &|word, _| word.len() >= 20,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, body: &str) -> ErrorKind {
        ClientError::refused(status, body.as_bytes(), None, None).kind
    }

    #[test]
    fn field_errors_of_the_api_arrive_as_data() {
        let body = br#"{"status_code": 400, "message": "Check the fields.",
            "error_code": "invalid_parameters", "id": "77", "fields": {"name": "Enter a name."}}"#;
        let error = ClientError::refused(400, body, None, None);
        assert_eq!(error.fields().unwrap().get("name"), Some("Enter a name."));
        assert_eq!(error.request_id.as_deref(), Some("77"));
    }

    #[test]
    fn the_request_id_of_the_header_serves_when_the_body_has_none() {
        let error = ClientError::refused(500, b"{}", None, Some("from-header".to_owned()));
        assert_eq!(error.request_id.as_deref(), Some("from-header"));
    }

    #[test]
    fn an_unexpected_answer_shows_a_bounded_beginning_in_one_line() {
        let page = format!(
            "<!doctype html>\n<title>Login</title>{}",
            "x ".repeat(9_000)
        );
        let ErrorKind::Undecodable { beginning, .. } =
            ClientError::undecodable(200, page.as_bytes()).kind
        else {
            panic!("not undecodable");
        };
        assert!(beginning.starts_with("<!doctype html> <title>Login</title>"));
        assert_eq!(beginning.chars().count(), 120);
    }

    #[test]
    fn half_a_character_at_the_cut_does_not_break_the_sentence() {
        let page = "é".repeat(500);
        assert!(matches!(
            ClientError::undecodable(200, &page.as_bytes()[1..]).kind,
            ErrorKind::Undecodable { .. }
        ));
    }

    #[test]
    fn an_error_page_of_a_proxy_is_still_an_error_with_its_status() {
        let kind = refused(502, "<html><body>Bad gateway</body></html>");
        assert!(matches!(&kind, ErrorKind::Failed { status: 502, .. }));
        let sentence = ClientError::from(kind).sentence();
        assert!(sentence.starts_with("The API answered 502. The fault is on its side"));
        assert!(sentence.contains("begins with: <html><body>Bad gateway</body></html>"));
    }

    #[test]
    fn a_cut_off_answer_is_not_shown_since_it_may_hold_a_key() {
        let error = ClientError::undecodable(200, br#"{"objects":[{"key":"80OdF5hXzkNqEs9"#);
        assert!(!error.sentence().contains("80Od"), "{}", error.sentence());
        assert!(error.sentence().contains("cut off"));
    }

    #[test]
    fn what_may_be_a_key_is_masked_in_any_answer() {
        // The second has few turns and a dash: no key of the API's looks like that.
        for key in ["80OdF5hXzkNqEs9DHRkiA1EXz1pbF4", "token-abcdefghijklmnop"] {
            let page = ["key=", key, " for you"].concat();
            let sentence = ClientError::undecodable(200, page.as_bytes()).sentence();
            assert!(
                sentence.ends_with("key=\u{2022}\u{2022}\u{2022} for you"),
                "{sentence}"
            );
        }
    }

    #[test]
    fn a_write_is_in_doubt_only_when_it_may_have_happened() {
        for (status, doubt) in [
            (400, false),
            (409, false),
            (429, false),
            (500, true),
            (504, true),
        ] {
            let error = ClientError::from(refused(status, "{}"));
            assert_eq!(error.leaves_doubt(), doubt, "{status}");
        }
        for kind in [
            ErrorKind::Offline,
            ErrorKind::Cancelled,
            ErrorKind::TimedOut { seconds: 30 },
            ErrorKind::Unreachable,
        ] {
            assert!(ClientError::from(kind).leaves_doubt());
        }
        assert!(!ClientError::from(ErrorKind::Mixed).leaves_doubt());
    }
}
