//! URLs: what follows the rules is accepted, and what is accepted is a URL to others as well.

use meta_api::HttpUrl;
use proptest::prelude::*;
use url::Url;

fn host() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z][a-zA-Z0-9_-]{0,10}(\\.[a-zA-Z0-9]{0,5}[a-z]){0,3}",
        any::<[u8; 4]>().prop_map(|bytes| std::net::Ipv4Addr::from(bytes).to_string()),
        any::<[u8; 16]>().prop_map(|bytes| format!("[{}]", std::net::Ipv6Addr::from(bytes))),
    ]
}

/// Texts that are almost URLs.
fn almost_url() -> impl Strategy<Value = String> {
    prop_oneof![
        r"(http|https|HTTP|ftp|javascript)?:?[/\\]{0,3}[a-z0-9.:@\[\]/\\?#% é-]{0,16}",
        r"https?://[a-f0-9.:@\[\]_-]{0,16}(:[0-9+-]{0,6})?(/[ -~]{0,8})?",
    ]
}

proptest! {
    #[test]
    fn what_follows_the_rules_is_accepted(
        scheme in "[hH][tT][tT][pP][sS]?",
        user in "([a-z]{1,5}(:[a-z0-9%]{0,5})?@)?",
        host in host(),
        port in prop_oneof![Just(String::new()), any::<u16>().prop_map(|port| format!(":{port}"))],
        rest in "([/?#][!-~üé]{0,20})?",
        padding in "[ \t\n]{0,2}",
    ) {
        let url = format!("{scheme}://{user}{host}{port}{rest}");
        let parsed = HttpUrl::parse(&format!("{padding}{url}{padding}"));
        prop_assert_eq!(parsed.as_ref().map(HttpUrl::as_str), Ok(url.as_str()));
        let parsed = parsed.unwrap();
        prop_assert_eq!(parsed.host(), host.trim_matches(['[', ']']));
        prop_assert_eq!(parsed.is_unencrypted(), scheme.len() == 4);
    }

    #[test]
    fn whatever_is_accepted_is_absolute_and_has_a_host(
        text in prop_oneof![any::<String>(), almost_url()],
    ) {
        let Ok(url) = HttpUrl::parse(&text) else { return Ok(()) };
        let kept = url.as_str();
        prop_assert_eq!(kept, text.trim());
        let lower = kept.to_lowercase();
        prop_assert!(lower.starts_with("http://") || lower.starts_with("https://"));
        prop_assert!(!url.host().is_empty());
        prop_assert!(kept.chars().count() <= 2_000);
        prop_assert!(!kept.contains(char::is_whitespace));
        prop_assert_eq!(HttpUrl::parse(kept), Ok(url));
    }

    #[test]
    fn a_complete_parser_reads_the_same_host(text in almost_url()) {
        let Ok(ours) = HttpUrl::parse(&text) else { return Ok(()) };
        // Names in other scripts, plain or as Punycode, have rules of their own.
        prop_assume!(ours.host().is_ascii() && !ours.host().contains("xn--"));
        let theirs = Url::parse(&text);
        prop_assert!(theirs.is_ok(), "{:?} is refused: {:?}", text, theirs);
        let theirs = theirs.unwrap();
        prop_assert!(["http", "https"].contains(&theirs.scheme()));
        let host = theirs.host_str().unwrap().trim_matches(['[', ']']);
        if let Ok(address) = ours.host().parse::<std::net::Ipv6Addr>() {
            prop_assert_eq!(host.parse(), Ok(address));
        } else {
            prop_assert_eq!(host, ours.host().to_ascii_lowercase());
        }
    }
}
