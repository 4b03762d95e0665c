//! What came back of a request, as far as the browser tells.

use serde::Deserialize;
use serde::de::IgnoredAny;

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An answer that this page may read.
    Answered(Seen),
    /// A redirect, which was not followed.
    Redirected,
    /// Nothing that this page may read: no answer, or one that the browser withholds.
    Nothing,
    /// Nothing in time.
    Late,
}

/// What the first request ran into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contact {
    /// An answer that this page may read.
    Readable(Seen),
    /// A redirect.
    Redirected,
    /// An answer that the browser withholds from this page.
    Hidden,
    /// Nothing.
    Silent,
    /// Nothing in time.
    Late,
    /// The browser has no network.
    Offline,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The HTTP status.
    pub status: u16,
    /// What the body is.
    pub shape: Shape,
    /// How a body that is not JSON begins.
    pub beginning: String,
    /// Whether `X-Request-Id` can be read.
    pub request_id: bool,
    /// The `Date` header, if it can be read: milliseconds since 1970.
    pub date: Option<u64>,
    /// When it was asked for and when it came, by the clock here: milliseconds since 1970.
    pub clock: (u64, u64),
}

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A page of a list of the API.
    List,
    /// A refusal in the form of the API.
    Refusal,
    /// JSON of another form.
    OtherJson,
    /// No JSON.
    NoJson,
}

#[derive(Deserialize)]
struct Members {
    objects: Option<Vec<IgnoredAny>>,
    total: Option<u64>,
    status_code: Option<u16>,
    error_code: Option<String>,
    message: Option<String>,
}

impl Shape {
    /// Looks at a body. A list has `objects` and `total`, a refusal has `message` with `status_code`
    /// or `error_code`.
    pub fn of(body: &[u8]) -> Self {
        if serde_json::from_slice::<IgnoredAny>(body).is_err() {
            return Self::NoJson;
        }
        match serde_json::from_slice::<Members>(body) {
            Ok(it) if it.objects.is_some() && it.total.is_some() => Self::List,
            Ok(it)
                if it.message.is_some()
                    && (it.status_code.is_some() || it.error_code.is_some()) =>
            {
                Self::Refusal
            }
            _ => Self::OtherJson,
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::{Seen, Shape};

    /// An answer without anything else.
    pub fn seen(status: u16, body: &str) -> Seen {
        Seen {
            status,
            shape: Shape::of(body.as_bytes()),
            beginning: String::new(),
            request_id: true,
            date: None,
            clock: (1_000, 1_000),
        }
    }

    #[test]
    fn the_api_is_told_from_others_by_the_shape_of_its_answers() {
        for (body, shape) in [
            (
                r#"{"total":3,"count":1,"page":1,"objects":[{"id":"a1"}]}"#,
                Shape::List,
            ),
            (
                r#"{"status_code":401,"message":"No.","error_code":"unauthorized","id":"7"}"#,
                Shape::Refusal,
            ),
            (
                r#"{"message":"No.","error_code":"unauthorized"}"#,
                Shape::Refusal,
            ),
            (r#"{"message":"Unauthorized"}"#, Shape::OtherJson),
            (r#"{"objects":[]}"#, Shape::OtherJson),
            (r#"{"total":"3","objects":{}}"#, Shape::OtherJson),
            ("[]", Shape::OtherJson),
            ("", Shape::NoJson),
            ("<!doctype html>", Shape::NoJson),
            (r#"{"total":3,"objects":["#, Shape::NoJson),
        ] {
            assert_eq!(Shape::of(body.as_bytes()), shape, "{body}");
        }
    }
}
