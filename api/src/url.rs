//! URLs that applications and webhooks carry.
//!
//! The check is our own and small: the `url` crate would bring IDNA tables of more than 100 KB
//! into the console, and what counts here is that the text is an absolute http(s) URL. It is
//! kept as typed (trimmed), never normalised.

use crate::text::at_most;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The most characters a URL may have.
pub const URL_MAX: usize = 2_000;

/// An absolute `http://` or `https://` URL of up to [`URL_MAX`] characters.
///
/// Decoding does not check it: what the API answers is shown as it is. [`HttpUrl::parse`] is
/// the way in for what a person types.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HttpUrl(String);

/// An [`HttpUrl`], or empty for "no logo".
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogoUrl(String);

impl HttpUrl {
    /// Trims a URL and checks it.
    ///
    /// # Errors
    /// A sentence for the person who typed it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err("Enter a URL.".to_owned());
        }
        at_most(URL_MAX, text)?;
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err("Remove the spaces, or write them as %20.".to_owned());
        }
        let Some((_, rest)) = split_scheme(text) else {
            return Err("Start the URL with https:// or http://.".to_owned());
        };
        let Some((host, port)) = split_authority(rest) else {
            return Err("Write the host after ://, such as https://example.com/hook.".to_owned());
        };
        if !is_host(host) {
            return Err(
                "Check the host: write a name such as example.com, or an IP address.".to_owned(),
            );
        }
        if !port.is_none_or(is_port) {
            return Err("Use a port between 0 and 65535.".to_owned());
        }
        Ok(Self(text.to_owned()))
    }

    /// The URL as it was typed or as the API printed it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether whatever is sent there can be read on the way.
    pub fn is_unencrypted(&self) -> bool {
        matches!(split_scheme(&self.0), Some(("http", _)))
    }

    /// The host as written, without user, port or brackets; empty for what is no URL.
    pub fn host(&self) -> &str {
        split_scheme(&self.0)
            .and_then(|(_, rest)| split_authority(rest))
            .map_or("", |(host, _)| {
                host.trim_start_matches('[').trim_end_matches(']')
            })
    }

    /// Whether the host is the machine itself, so that a hosted service cannot reach it.
    pub fn is_loopback(&self) -> bool {
        let host = self.host().trim_end_matches('.').to_ascii_lowercase();
        host == "localhost"
            || host.ends_with(".localhost")
            || host
                .parse::<IpAddr>()
                .is_ok_and(|address| address.is_loopback() || address.is_unspecified())
    }
}

impl LogoUrl {
    /// Trims a logo URL and checks it; empty means "no logo".
    ///
    /// # Errors
    /// A sentence for the person who typed it.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        HttpUrl::parse(text).map(|HttpUrl(url)| Self(url))
    }

    /// The URL as text; empty for "no logo".
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The URL, when there is one that a page may load: an API may answer with anything.
    pub fn loadable(&self) -> Option<HttpUrl> {
        HttpUrl::parse(&self.0).ok()
    }
}

impl fmt::Display for HttpUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for LogoUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The lower-case scheme, `http` or `https`, and what follows `://`.
fn split_scheme(url: &str) -> Option<(&'static str, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    ["http", "https"]
        .into_iter()
        .find(|known| scheme.eq_ignore_ascii_case(known))
        .map(|known| (known, rest))
}

/// The host (an IPv6 address keeps its brackets) and the port as text.
fn split_authority(rest: &str) -> Option<(&str, Option<&str>)> {
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host_and_port = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let (host, port) = match host_and_port.rfind(']') {
        Some(end) => match host_and_port.split_at(end + 1) {
            (host, "") => (host, None),
            (host, port) => (host, Some(port.strip_prefix(':')?)),
        },
        None => match host_and_port.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (host_and_port, None),
        },
    };
    (!host.is_empty()).then_some((host, port))
}

fn is_host(host: &str) -> bool {
    if let Some(address) = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
    {
        return address.parse::<Ipv6Addr>().is_ok();
    }
    let host = host.strip_suffix('.').unwrap_or(host);
    // The URL Standard reads a host whose last label is a number as an IPv4 address.
    if host.rsplit('.').next().is_some_and(is_number) {
        return host.parse::<Ipv4Addr>().is_ok();
    }
    // Names in other scripts also need marks and joiners. Which of them are allowed is decided
    // where the name is resolved: the tables for it are large.
    host.split('.').all(|label| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii())
    })
}

/// Digits only, since parsing alone would also take a plus sign. Empty stands for the default.
fn is_port(port: &str) -> bool {
    port.is_empty() || (is_number(port) && port.parse::<u16>().is_ok())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
