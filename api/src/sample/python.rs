//! Python 3 with requests.

use super::{Request, literal};

pub fn sample(request: &Request) -> String {
    let mut code = String::from(
        "# pip install requests\nimport os\n\nimport requests\n\nresponse = requests.request(\n",
    );
    for argument in [
        literal(request.method.as_str()),
        request.url_sum(literal, variable),
    ] {
        code.extend(["    ", &argument, ",\n"]);
    }
    code.push_str("    headers={\n");
    code.push_str(&request.header_entries("        ", literal, variable));
    code.push_str("    },\n");
    // Text without an encoding would be sent as Latin-1.
    if let Some(body) = &request.body {
        code.extend(["    data=", &literal(body), ".encode(),\n"]);
    }
    code.push_str(")\nprint(response.status_code, response.reason)\nprint(response.text)\n");
    code
}

pub fn variable(name: &str) -> String {
    ["os.environ[\"", name, "\"]"].concat()
}

pub fn literal(text: &str) -> String {
    literal::quoted(text, |character| match u32::from(character) {
        number @ 0..=0xff => format!("\\x{number:02x}"),
        number @ 0..=0xffff => format!("\\u{number:04x}"),
        number => format!("\\U{number:08x}"),
    })
}
