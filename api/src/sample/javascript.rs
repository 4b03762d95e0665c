//! JavaScript with fetch, as an ES module of Node.js.

use super::{Request, literal};

pub fn sample(request: &Request) -> String {
    let mut code = String::from("// Node.js 18 or later: save it as request.mjs\n");
    code.extend([
        "const response = await fetch(",
        &request.url_sum(literal, variable),
        ", {\n",
    ]);
    code.extend(["  method: \"", request.method.as_str(), "\",\n"]);
    code.push_str("  headers: {\n");
    code.push_str(&request.header_entries("    ", literal, variable));
    code.push_str("  },\n");
    if let Some(body) = &request.body {
        code.extend(["  body: ", &literal(body), ",\n"]);
    }
    code.push_str("});\nconsole.log(response.status, response.statusText);\n");
    code.push_str("console.log(await response.text());\n");
    code
}

fn variable(name: &str) -> String {
    ["process.env.", name].concat()
}

fn literal(text: &str) -> String {
    literal::quoted(text, literal::braced)
}
