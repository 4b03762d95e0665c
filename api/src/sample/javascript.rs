//! JavaScript with fetch, as an ES module of Node.js.

use super::{API_KEY_VARIABLE, KEY_VARIABLE, Request, is_authorization, literal};

pub fn sample(request: &Request) -> String {
    let mut code = String::from("// Node.js 18 or later: save it as request.mjs\n");
    code.extend(["const response = await fetch(", &url(request), ", {\n"]);
    code.extend(["  method: \"", request.method.as_str(), "\",\n"]);
    code.push_str("  headers: {\n");
    for (name, value) in &request.headers {
        code.extend(["    ", &literal(name), ": "]);
        if is_authorization(name) {
            code.extend(["\"DeveloperKey \" + ", &variable(KEY_VARIABLE)]);
        } else {
            code.push_str(&literal(value));
        }
        code.push_str(",\n");
    }
    code.push_str("  },\n");
    if let Some(body) = &request.body {
        code.extend(["  body: ", &literal(body), ",\n"]);
    }
    code.push_str("});\nconsole.log(response.status, response.statusText);\n");
    code.push_str("console.log(await response.text());\n");
    code
}

fn url(request: &Request) -> String {
    let pieces: Vec<_> = request
        .url_pieces()
        .iter()
        .map(|piece| literal(piece))
        .collect();
    pieces.join(&[" + ", &variable(API_KEY_VARIABLE), " + "].concat())
}

fn variable(name: &str) -> String {
    ["process.env.", name].concat()
}

fn literal(text: &str) -> String {
    literal::quoted(text, literal::braced)
}
