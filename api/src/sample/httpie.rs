//! `HTTPie` 2.5 or later, as its documentation describes request items and raw bodies.

use super::{AUTHORIZATION, Request, is_authorization, shell};

pub fn sample(request: &Request) -> String {
    // Without `--ignore-stdin`, HTTPie in a script waits for a body on its standard input.
    let method = request.method.as_str();
    let first = ["http --ignore-stdin ", method, " ", &shell::url(request)].concat();
    let mut words = vec![first];
    for (name, value) in &request.headers {
        words.push(header(name, value));
    }
    // One word with "=": a body that starts with a dash is not taken for an option.
    if let Some(body) = &request.body {
        words.push(["--raw=", &shell::quoted(body)].concat());
    }
    shell::command(&words)
}

fn header(name: &str, value: &str) -> String {
    if is_authorization(name) {
        return ["\"", name, ":", AUTHORIZATION, "\""].concat();
    }
    // "Name:" would remove this header; "Name;" sends it empty.
    let item = match value.chars().next() {
        None => [name, ";"].concat(),
        // ":=" and ":@" are separators of their own.
        Some('=' | '@' | ':') => [name, ":\\", value].concat(),
        Some(_) => [name, ":", value].concat(),
    };
    shell::quoted(&item)
}
