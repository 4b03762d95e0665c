//! Which texts count as an absolute http(s) URL, and what is read out of them.

use meta_api::{HttpUrl, LogoUrl};

#[test]
fn these_are_absolute_http_urls() {
    for url in [
        "http://localhost:5000",
        "https://example.com",
        "HTTPS://Example.COM/Path",
        "hTTp://example.com",
        "https://example.com/a?b=c#d",
        "https://example.com?b=c",
        "https://example.com#d",
        "https://example.com?next=http://other.example/",
        "https://example.com.",
        "https://example.com:",
        "https://example.com:0",
        "https://example.com:65535/hook",
        "https://example.com:00443",
        "https://user@example.com",
        "https://user:pass@example.com:8443/hook",
        "https://a@b@example.com",
        "https://127.0.0.1:8080",
        "https://[::1]",
        "https://[::1]:8080/hook",
        "https://[2001:db8::ffff:192.0.2.1]/",
        "https://user@[::1]:1/",
        "https://under_score.example",
        "https://4chan.example",
        "https://bücher.example/straße",
        "https://例え.テスト",
        "https://उदाहरण.परीक्षा",
        "https://🦀.example",
        "https://example.com\\path",
    ] {
        assert_eq!(HttpUrl::parse(url).unwrap().as_str(), url);
        assert_eq!(LogoUrl::parse(url).unwrap().as_str(), url);
    }
}

#[test]
fn these_are_refused_and_the_sentence_says_why() {
    let scheme = "Start the URL with https:// or http://.";
    let host_missing = "Write the host after ://, such as https://example.com/hook.";
    let host = "Check the host: write a name such as example.com, or an IP address.";
    let port = "Use a port between 0 and 65535.";
    let spaces = "Remove the spaces, or write them as %20.";
    for (url, sentence) in [
        ("", "Enter a URL."),
        (" \t\n", "Enter a URL."),
        ("example.com", scheme),
        ("//example.com", scheme),
        ("/hook", scheme),
        ("http:/x", scheme),
        ("http:x", scheme),
        ("http:\\\\example.com", scheme),
        ("http:/x?next=http://example.com", scheme),
        ("ftp://example.com", scheme),
        ("httpss://example.com", scheme),
        ("://example.com", scheme),
        ("javascript:alert(1)", scheme),
        ("javascript:alert('http://x')", scheme),
        ("javascript://example.com/%0aalert(1)", scheme),
        ("data:image/svg+xml,https://example.com", scheme),
        ("blob:https://example.com/1", scheme),
        ("http://", host_missing),
        ("http:///path", host_missing),
        ("http://?query", host_missing),
        ("http://#fragment", host_missing),
        ("http://\\\\example.com", host_missing),
        ("http://:80", host_missing),
        ("http://user@", host_missing),
        ("http://user:pass@:80/", host_missing),
        ("http://[::1]x", host_missing),
        ("https://exa mple", spaces),
        ("https://example.com/a b", spaces),
        ("https://example.com/a\tb", spaces),
        ("https://example.com/\u{a0}b", spaces),
        ("https://exa\0mple", spaces),
        ("https://.", host),
        ("https://..", host),
        ("https://.example.com", host),
        ("https://example..com", host),
        ("https://example.com..", host),
        ("https://exa<b>mple.com", host),
        ("https://ex\"ample.com", host),
        ("https://[::1", host),
        ("https://::1", host_missing),
        ("https://[]", host),
        ("https://]", host),
        ("https://[example.com]", host),
        ("https://[127.0.0.1]", host),
        ("https://[::1%25eth0]", host),
        ("https://x[::1]", host),
        ("https://192.168.1.300", host),
        ("https://1.2.3", host),
        ("https://1.2.3.4.5", host),
        ("https://example.com:65536", port),
        ("https://example.com:-1", port),
        ("https://example.com:+80", port),
        ("https://example.com:80:80", port),
        ("https://example.com:http", port),
        ("https://example.com:８０", port),
        ("https://[::1]:65536", port),
        ("https://[::1]:+1", port),
    ] {
        assert_eq!(HttpUrl::parse(url), Err(sentence.to_owned()), "{url:?}");
    }
}

#[test]
fn a_refusal_of_length_counts_characters() {
    let url = format!("https://example.com/{}", "ü".repeat(1_981));
    assert_eq!(
        HttpUrl::parse(&url).unwrap_err(),
        "Use at most 2000 characters; this has 2001."
    );
}

#[test]
fn spaces_around_a_url_are_removed() {
    let url = HttpUrl::parse("\n https://example.com/hook\u{a0}").unwrap();
    assert_eq!(url.as_str(), "https://example.com/hook");
    assert_eq!(url.to_string(), "https://example.com/hook");
}

#[test]
fn the_host_stands_without_user_port_and_brackets() {
    for (url, host) in [
        ("https://example.com/a@b", "example.com"),
        ("https://user:p%40ss@Example.com:80?x", "Example.com"),
        ("http://[::1]:5000/", "::1"),
        ("http://good.example\\@evil.example/", "good.example"),
        ("http://good.example@evil.example/", "evil.example"),
    ] {
        assert_eq!(HttpUrl::parse(url).unwrap().host(), host, "{url}");
    }
}

#[test]
fn a_url_of_an_answer_that_is_none_has_no_host() {
    let url: HttpUrl = serde_json::from_str("\"javascript:alert(1)\"").unwrap();
    assert_eq!(url.host(), "");
    assert!(!url.is_loopback());
    assert!(!url.is_unencrypted());
}

#[test]
fn only_http_is_unencrypted() {
    for (url, unencrypted) in [
        ("http://example.com", true),
        ("HTTP://example.com", true),
        ("https://example.com", false),
        ("HTTPS://example.com?u=http://x", false),
    ] {
        let parsed = HttpUrl::parse(url).unwrap();
        assert_eq!(parsed.is_unencrypted(), unencrypted, "{url}");
    }
}

#[test]
fn loopback_is_the_machine_itself() {
    for url in [
        "http://localhost:5000",
        "http://LOCALHOST.",
        "http://hooks.localhost",
        "http://127.0.0.1",
        "http://127.9.9.9:1",
        "http://0.0.0.0:5000",
        "http://[::1]:5000",
        "http://[::]:5000",
        "http://user@localhost",
    ] {
        assert!(HttpUrl::parse(url).unwrap().is_loopback(), "{url}");
    }
    for url in [
        "http://example.com",
        "http://localhost.example.com",
        "http://notlocalhost",
        "http://192.168.0.1",
        "http://localhost@example.com",
        "http://[2001:db8::1]",
    ] {
        assert!(!HttpUrl::parse(url).unwrap().is_loopback(), "{url}");
    }
}

#[test]
fn an_empty_logo_is_no_logo() {
    let none = LogoUrl::parse("  ").unwrap();
    assert_eq!(none, LogoUrl::default());
    assert_eq!(none.loadable(), None);
    let some = LogoUrl::parse("https://example.com/l.png").unwrap();
    assert_eq!(some.loadable().unwrap().as_str(), some.as_str());
}
