//! The form of a webhook: its URL.

use meta_api::{CreateWebHook, FieldErrors, HttpUrl};

/// The body that creates a webhook.
///
/// # Errors
/// What is wrong with the URL.
pub fn create_webhook(url: &str) -> Result<CreateWebHook, FieldErrors> {
    match HttpUrl::parse(url) {
        Ok(url) => Ok(CreateWebHook { url }),
        Err(sentence) => Err(FieldErrors::one("url", sentence)),
    }
}

/// What to think of before using a webhook URL that is allowed.
pub fn webhook_warning(url: &HttpUrl) -> Option<&'static str> {
    match (url.is_loopback(), url.is_unencrypted()) {
        (true, _) => Some(
            "This host is the server's own machine: only an API that runs there \
                           can reach it.",
        ),
        (false, true) => Some("http: is not encrypted: whoever is on the way can read the events."),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn webhooks_on_this_machine_or_without_encryption_are_allowed_with_a_warning() {
        let warning = |url: &str| webhook_warning(&create_webhook(url).unwrap().url);
        assert!(
            warning("http://localhost:5000")
                .unwrap()
                .contains("own machine")
        );
        assert!(
            warning("http://example.com/hook")
                .unwrap()
                .contains("not encrypted")
        );
        assert_eq!(warning("https://example.com/hook"), None);
    }

    #[test]
    fn a_webhook_without_a_scheme_says_how_to_start() {
        let errors = create_webhook("localhost:5000").unwrap_err();
        assert_eq!(
            errors.get("url"),
            Some("Start the URL with https:// or http://.")
        );
    }
}
