//! What a person reads about a request that did not work.

use super::{ClientError, ErrorKind};

impl ClientError {
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

/// What there is instead of the API's JSON, if that can be shown.
pub fn not_json(beginning: &str) -> String {
    if beginning.is_empty() {
        return String::new();
    }
    ["It is not the API's JSON and begins with: ", beginning].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_blocks_a_page_names_the_setting_that_helps() {
        let origin = "https://console.example.com".to_owned();
        let sentence = ClientError::from(ErrorKind::Blocked { origin }).sentence();
        assert!(
            sentence.ends_with("--allow-origin https://console.example.com"),
            "{sentence}"
        );
    }
}
