//! What a request can run into, one variant for each way in which a screen behaves
//! differently, and each as sentences to a person: what happened, what it means, what to do.

mod answer;
mod sentence;

pub(super) use answer::beginning;

use meta_api::FieldErrors;

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
}
