//! curl and `HTTPie`: a real shell hands their arguments to a function of their name, and these
//! arguments are read as the two programs document them.

use super::run::run;
use super::{Sent, expected, hostile, request};
use meta_api::sample::{Language, Request};
use proptest::prelude::*;

/// The arguments that the program gets when `sh` runs the sample.
fn arguments(program: &str, request: &Request, language: Language) -> Vec<String> {
    let code = request.sample(language);
    let input = format!("{program}() {{ printf '%s\\0' \"$@\"; }}\n{code}");
    let output = String::from_utf8(run("sh", &["-eu"], &input)).unwrap();
    let mut words: Vec<_> = output.split('\0').map(str::to_owned).collect();
    assert_eq!(words.pop().as_deref(), Some(""));
    words
}

/// What curl sends for these arguments.
fn curl(words: &[String]) -> Sent {
    let mut sent = Sent {
        method: "GET".to_owned(),
        url: String::new(),
        headers: Vec::new(),
        body: None,
    };
    let mut glob = true;
    let mut words = words.iter().cloned();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--request" => sent.method = words.next().unwrap(),
            "--globoff" => glob = false,
            "--header" => {
                let line = words.next().unwrap();
                assert!(!line.starts_with('@'), "curl would read a file");
                let split = line.split_once(": ");
                let (name, value) = split.unwrap_or_else(|| (line.strip_suffix(';').unwrap(), ""));
                sent.headers.push((name.to_owned(), value.to_owned()));
            }
            "--data-raw" => sent.body = Some(words.next().unwrap()),
            url => {
                assert!(url.starts_with("http"), "{url}");
                assert!(!glob || !url.contains(['[', ']', '{', '}']), "{url}");
                assert_eq!(sent.url, "");
                url.clone_into(&mut sent.url);
            }
        }
    }
    sent
}

/// What `HTTPie` sends for these arguments.
fn httpie(words: &[String]) -> Sent {
    let [stdin, method, url, items @ ..] = words else {
        panic!("{words:?}");
    };
    assert_eq!(stdin, "--ignore-stdin");
    let mut sent = Sent {
        method: method.clone(),
        url: url.clone(),
        headers: Vec::new(),
        body: None,
    };
    for item in items {
        if let Some(body) = item.strip_prefix("--raw=") {
            sent.body = Some(body.to_owned());
            continue;
        }
        let at = item.find([':', ';', '=', '@', '\\']).unwrap();
        let (name, rest) = item.split_at(at);
        let value = match rest.strip_prefix(':') {
            None => {
                assert_eq!(rest, ";");
                ""
            }
            Some(value) => {
                assert!(!value.is_empty(), "HTTPie would remove {name}");
                assert!(!value.starts_with(['=', '@']), "another separator: {item}");
                value.strip_prefix('\\').unwrap_or(value)
            }
        };
        sent.headers.push((name.to_owned(), value.to_owned()));
    }
    sent
}

#[test]
fn curl_gets_every_hostile_body_as_it_is() {
    for request in hostile() {
        let words = arguments("curl", &request, Language::Curl);
        assert_eq!(curl(&words), expected(&request));
    }
}

#[test]
fn httpie_gets_every_hostile_body_as_it_is() {
    for request in hostile() {
        let words = arguments("http", &request, Language::Httpie);
        assert_eq!(httpie(&words), expected(&request));
    }
}

proptest! {
    #[test]
    fn curl_sends_what_is_shown(request in request()) {
        let words = arguments("curl", &request, Language::Curl);
        prop_assert_eq!(curl(&words), expected(&request));
    }

    #[test]
    fn httpie_sends_what_is_shown(request in request()) {
        let words = arguments("http", &request, Language::Httpie);
        prop_assert_eq!(httpie(&words), expected(&request));
    }
}
