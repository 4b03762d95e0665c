//! What a request can run into, one variant for each way in which a screen behaves
//! differently, and each as sentences to a person: what happened, what it means, what to do.

use crate::browser;
use meta_api::secret::MASK;
use meta_api::{ErrorBody, FieldErrors};

/// A request that did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientError {
    /// What happened.
    pub kind: ErrorKind,
    /// The API's id of the request, for its log.
    pub request_id: Option<String>,
    /// The HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// The record of the request in the journal.
    pub record: Option<u32>,
}

/// What happened to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// 401: the key is not, or no longer, accepted.
    Unauthorized,
    /// 403: the key may not do this.
    Forbidden,
    /// 404: there is no such resource, or no longer.
    NotFound,
    /// 400 or 422: the body or the query is refused.
    Invalid {
        /// The API's sentence.
        message: String,
        /// What is wrong with which field.
        fields: FieldErrors,
    },
    /// 409: something else is in the way.
    Conflict {
        /// The API's sentence.
        message: String,
    },
    /// 429: too many requests.
    RateLimited {
        /// After how many seconds the API wants the next request.
        retry_after: Option<u32>,
    },
    /// Any other status that is no success.
    Failed {
        /// The HTTP status.
        status: u16,
        /// The API's sentence, if it had one.
        message: String,
    },
    /// A redirect, which the key does not follow.
    Redirected,
    /// The browser has no network.
    Offline,
    /// Nobody waited for the answer any more.
    Cancelled,
    /// No answer in time.
    TimedOut {
        /// How long it was waited for.
        seconds: u32,
    },
    /// No answer: the API is not running or not there, or the connection was lost.
    Unreachable,
    /// The server answers, but does not allow this page to read it (CORS).
    Blocked {
        /// Where the page came from.
        origin: String,
    },
    /// An https page may not ask an http API.
    Mixed,
    /// An answer that is not what the API answers.
    Undecodable {
        /// The HTTP status.
        status: u16,
        /// How the answer begins, as text; empty for what looks like JSON.
        beginning: String,
    },
}

/// How much of an unexpected answer is shown, in characters.
const BEGINNING: usize = 120;

impl From<ErrorKind> for ClientError {
    fn from(kind: ErrorKind) -> Self {
        Self {
            kind,
            request_id: None,
            status: None,
            record: None,
        }
    }
}

impl ClientError {
    /// Reads an answer that is no success.
    pub(super) fn refused(
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
    pub(super) fn undecodable(status: u16, body: &[u8]) -> Self {
        let beginning = beginning(body);
        Self {
            status: Some(status),
            ..ErrorKind::Undecodable { status, beginning }.into()
        }
    }

    /// No answer at all.
    pub(super) fn unreachable() -> Self {
        if browser::is_online() {
            ErrorKind::Unreachable.into()
        } else {
            ErrorKind::Offline.into()
        }
    }

    /// What the API says about fields, if it does.
    pub fn fields(&self) -> Option<&FieldErrors> {
        match &self.kind {
            ErrorKind::Invalid { fields, .. } if !fields.is_empty() => Some(fields),
            _ => None,
        }
    }

    /// Whether the API failed or the connection was lost: asking again may help.
    pub fn is_passing(&self) -> bool {
        match self.kind {
            ErrorKind::Failed { status, .. } => status >= 500,
            ErrorKind::Unreachable => true,
            _ => false,
        }
    }

    /// Whether a write that ended like this may have happened all the same.
    pub fn leaves_doubt(&self) -> bool {
        let unanswered = matches!(
            self.kind,
            ErrorKind::Offline
                | ErrorKind::Cancelled
                | ErrorKind::TimedOut { .. }
                | ErrorKind::Undecodable { .. }
        );
        unanswered || self.is_passing()
    }

    /// What happened, what it means and what to do.
    pub fn sentence(&self) -> String {
        let text = match &self.kind {
            ErrorKind::Unauthorized => {
                "The API refused this key (401). Unlock with the developer key of your account."
            }
            ErrorKind::Forbidden => {
                "The API does not allow this key to do that (403). Ask the owner of the account."
            }
            ErrorKind::NotFound => {
                "The API has nothing here (404): it was deleted, or it belongs to another account."
            }
            ErrorKind::Invalid { message, fields } => {
                let text = if fields.is_empty() {
                    message
                } else {
                    &fields.to_string()
                };
                &["The API refused the request (400). ", text].concat()
            }
            ErrorKind::Conflict { message } => {
                &["Something else is in the way (409). ", message].concat()
            }
            ErrorKind::RateLimited { .. } => {
                "The API asked to slow down (429). Nothing is lost, and nothing was changed."
            }
            ErrorKind::Failed { status, message } => {
                let gap = if message.is_empty() { "" } else { " " };
                let advice = if *status >= 500 {
                    " The fault is on its side: try again, and if it stays, tell whoever runs it."
                } else {
                    ""
                };
                let status = status.to_string();
                &["The API answered ", &status, ".", advice, gap, message].concat()
            }
            ErrorKind::Redirected => {
                "The API pointed to another address. The key is not sent there. Check the base \
                 URL under Connection."
            }
            ErrorKind::Offline => "The browser is offline. Connect to a network.",
            ErrorKind::Cancelled => "Cancelled before an answer came.",
            ErrorKind::TimedOut { seconds } => &[
                "No answer came within ",
                &seconds.to_string(),
                " s. The API is slow, or something on the way is. Try again.",
            ]
            .concat(),
            ErrorKind::Unreachable => {
                "The API did not answer, or the connection was lost. It may not be running. Try \
                 again, and check the base URL under Connection."
            }
            ErrorKind::Blocked { origin } => &[
                "The server answers, but the browser does not let this page read it (CORS): the \
                 server has to allow this page's origin. With meta-server: --allow-origin ",
                origin,
            ]
            .concat(),
            ErrorKind::Mixed => {
                "This page came over https:, so the browser sends nothing to an http: address \
                 (mixed content). Put a proxy that speaks https: in front of the API (nginx, \
                 Caddy), and change the base URL under Connection to it. Or open the console from \
                 the API's own address: with meta-server, --console."
            }
            ErrorKind::Undecodable { status, beginning } => {
                let status = status.to_string();
                if beginning.is_empty() {
                    let what = ") is cut off, or not in the API's form. Try again.";
                    &["The answer (", &status, what].concat()
                } else {
                    let what = ") comes from something else than the API. Check the base URL. ";
                    &["The answer (", &status, what, &not_json(beginning)].concat()
                }
            }
        };
        text.to_owned()
    }
}

/// How an unexpected answer begins, as text in one line; empty for what looks like JSON.
pub(super) fn beginning(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(4 * BEGINNING)]);
    let text = text.trim_start();
    if text.starts_with(['{', '[', '"']) {
        return String::new();
    }
    let line = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    without_keys(&line.take(BEGINNING).collect::<String>())
}

fn not_json(beginning: &str) -> String {
    if beginning.is_empty() {
        return String::new();
    }
    ["It is not the API's JSON and begins with: ", beginning].concat()
}

/// Text without what may be a key: 20 or more letters and digits in a row.
fn without_keys(text: &str) -> String {
    let in_key = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut shown = String::new();
    for part in text.split_inclusive(|c| !in_key(c)) {
        let key = part.trim_end_matches(|c| !in_key(c));
        shown.push_str(if key.len() < 20 { key } else { MASK });
        shown.push_str(&part[key.len()..]);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{ClientError, ErrorKind};

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
    fn an_error_page_of_a_proxy_is_still_an_error_with_its_status() {
        let kind = refused(502, "<html><body>Bad gateway</body></html>");
        assert!(matches!(&kind, ErrorKind::Failed { status: 502, .. }));
        let sentence = ClientError::from(kind).sentence();
        assert!(sentence.starts_with("The API answered 502. The fault is on its side"));
        assert!(sentence.contains("begins with: <html><body>Bad gateway</body></html>"));
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

    #[test]
    fn what_blocks_a_page_names_the_setting_that_helps() {
        let origin = "https://console.example.com".to_owned();
        let sentence = ClientError::from(ErrorKind::Blocked { origin }).sentence();
        assert!(
            sentence.ends_with("--allow-origin https://console.example.com"),
            "{sentence}"
        );
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
    fn a_cut_off_answer_is_not_shown_since_it_may_hold_a_key() {
        let error = ClientError::undecodable(200, br#"{"objects":[{"key":"80OdF5hXzkNqEs9"#);
        assert!(!error.sentence().contains("80Od"), "{}", error.sentence());
        assert!(error.sentence().contains("cut off"));
    }

    #[test]
    fn what_may_be_a_key_is_masked_in_any_answer() {
        let page = b"key=80OdF5hXzkNqEs9DHRkiA1EXz1pbF4 for you";
        let sentence = ClientError::undecodable(200, page).sentence();
        assert!(
            sentence.ends_with("key=\u{2022}\u{2022}\u{2022} for you"),
            "{sentence}"
        );
    }

    #[test]
    fn half_a_character_at_the_cut_does_not_break_the_sentence() {
        let page = "é".repeat(500);
        assert!(matches!(
            ClientError::undecodable(200, &page.as_bytes()[1..]).kind,
            ErrorKind::Undecodable { .. }
        ));
    }
}
