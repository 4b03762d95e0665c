//! Rust with reqwest's blocking client.

use super::{API_KEY_VARIABLE, KEY_VARIABLE, Request, is_authorization, literal};
use crate::Method;

pub fn sample(request: &Request) -> String {
    let mut code = String::from("// cargo add reqwest --features blocking\n");
    code.push_str("fn main() -> Result<(), Box<dyn std::error::Error>> {\n");
    if request
        .headers
        .iter()
        .any(|(name, _)| is_authorization(name))
    {
        variable(&mut code, "developer_key", KEY_VARIABLE);
    }
    let pieces: Vec<_> = request
        .url_pieces()
        .iter()
        .map(|piece| literal(piece))
        .collect();
    if pieces.len() > 1 {
        variable(&mut code, "api_key", API_KEY_VARIABLE);
    }
    code.push_str("    let response = reqwest::blocking::Client::new()\n");
    let url = match pieces.as_slice() {
        [url] => url.clone(),
        pieces => ["[", &pieces.join(", &api_key, "), "].concat()"].concat(),
    };
    call(&mut code, method(request.method), &url);
    for (name, value) in &request.headers {
        let value = if is_authorization(name) {
            "format!(\"DeveloperKey {developer_key}\")".to_owned()
        } else {
            literal(value)
        };
        call(
            &mut code,
            "header",
            &[&literal(name), ", ", &value].concat(),
        );
    }
    if let Some(body) = &request.body {
        call(&mut code, "body", &literal(body));
    }
    code.push_str("        .send()?;\n    println!(\"{}\", response.status());\n");
    code.push_str("    println!(\"{}\", response.text()?);\n    Ok(())\n}\n");
    code
}

fn variable(code: &mut String, name: &str, variable: &str) {
    code.extend(["    let ", name, " = std::env::var(\"", variable, "\")?;\n"]);
}

fn call(code: &mut String, name: &str, arguments: &str) {
    code.extend(["        .", name, "(", arguments, ")\n"]);
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Patch => "patch",
        Method::Delete => "delete",
    }
}

/// A raw literal where it is easier to read and can hold the text; else one with escapes.
fn literal(text: &str) -> String {
    let needs_escapes = text.contains(['"', '\\']);
    let fits = !text
        .chars()
        .any(|character| character != '\n' && literal::is_unseen(character));
    if !(needs_escapes && fits) {
        return literal::quoted_with('"', text, literal::braced);
    }
    // One "#" more than follow any quote of the text; rustc takes up to 255.
    let mut hashes = String::from("#");
    while text.contains(&["\"", hashes.as_str()].concat()) {
        hashes.push('#');
    }
    if hashes.len() > 255 {
        return literal::quoted_with('"', text, literal::braced);
    }
    ["r", &hashes, "\"", text, "\"", &hashes].concat()
}
