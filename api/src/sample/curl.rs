//! curl, as its manual page describes it.

use super::{AUTHORIZATION, Request, is_authorization, shell};
use crate::Method;

pub fn sample(request: &Request) -> String {
    let mut first = String::from("curl ");
    // With `--data-raw` curl would send a POST, without it a GET.
    if request.method != Method::Get || request.body.is_some() {
        first.push_str("--request ");
        first.push_str(request.method.as_str());
        first.push(' ');
    }
    // Else curl reads brackets and braces as a list of URLs.
    if request.url.contains(['[', ']', '{', '}']) {
        first.push_str("--globoff ");
    }
    first.push_str(&shell::url(request));
    let mut words = vec![first];
    for (name, value) in &request.headers {
        words.push(header(name, value));
    }
    // Unlike `--data`, `--data-raw` reads no file when the body starts with "@".
    if let Some(body) = &request.body {
        words.push(["--data-raw ", &shell::quoted(body)].concat());
    }
    shell::command(&words)
}

fn header(name: &str, value: &str) -> String {
    if is_authorization(name) {
        return ["--header \"", name, ": ", AUTHORIZATION, "\""].concat();
    }
    // "Name:" would keep curl from sending this header; "Name;" sends it empty.
    let line = if value.is_empty() {
        [name, ";"].concat()
    } else {
        [name, ": ", value].concat()
    };
    ["--header ", &shell::quoted(&line)].concat()
}
