//! The address of an API.

use meta_api::HttpUrl;
use serde::{Deserialize, Serialize};

/// The base URL of an API, version included and without a trailing slash:
/// `https://api.kloudless.com/v0`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct BaseUrl(HttpUrl);

impl TryFrom<String> for BaseUrl {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text)
    }
}

impl BaseUrl {
    /// Reads a base URL as a person types it.
    ///
    /// # Errors
    /// A sentence for the person.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim().trim_end_matches('/');
        if text.contains(['?', '#']) {
            return Err("Leave out everything from ? or # on.".to_owned());
        }
        let url = HttpUrl::parse(text)?;
        let authority = text.split('/').nth(2).unwrap_or_default();
        if authority.contains('@') {
            return Err("Leave out the user name and password before the host.".to_owned());
        }
        Ok(Self(url))
    }

    /// The API on the server that the page itself comes from.
    pub fn same_origin(origin: &str) -> Option<Self> {
        Self::parse(&format!("{origin}/v0")).ok()
    }

    /// The URL as text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The URL without its scheme, as the page shows it.
    pub fn short(&self) -> &str {
        self.as_str()
            .split_once("://")
            .map_or(self.as_str(), |(_, rest)| rest)
    }

    /// The path: `/v0`, or nothing.
    pub fn path(&self) -> &str {
        let short = self.short();
        short.find('/').map_or("", |at| &short[at..])
    }

    /// Whether it is plain http.
    pub fn is_unencrypted(&self) -> bool {
        self.0.is_unencrypted()
    }

    /// Whether the host is this machine.
    pub fn is_loopback(&self) -> bool {
        self.0.is_loopback()
    }

    /// The host alone.
    pub fn host(&self) -> &str {
        self.0.host()
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn trailing_slashes_and_spaces_are_removed() {
        let base_url = BaseUrl::parse(" https://api.kloudless.com/v0/ ").unwrap();
        assert_eq!(base_url.as_str(), "https://api.kloudless.com/v0");
        assert_eq!(base_url.short(), "api.kloudless.com/v0");
        assert_eq!(base_url.host(), "api.kloudless.com");
        assert_eq!(base_url.path(), "/v0");
        assert_eq!(BaseUrl::parse("http://localhost:1").unwrap().path(), "");
    }

    #[test]
    fn what_would_break_a_request_is_refused() {
        for text in [
            "",
            "api.kloudless.com",
            "https://",
            "https://a/v0?x",
            "https://a/v0#x",
        ] {
            assert!(BaseUrl::parse(text).is_err(), "{text}");
        }
        assert!(BaseUrl::parse("https://name:word@host/v0").is_err());
    }
}
