//! Python 3 with requests.

use super::{API_KEY_VARIABLE, KEY_VARIABLE, Request, is_authorization, literal};

pub fn sample(request: &Request) -> String {
    let mut code = String::from(
        "# pip install requests\nimport os\n\nimport requests\n\nresponse = requests.request(\n",
    );
    for argument in [literal(request.method.as_str()), url(request)] {
        code.extend(["    ", &argument, ",\n"]);
    }
    code.push_str("    headers={\n");
    for (name, value) in &request.headers {
        code.extend(["        ", &literal(name), ": "]);
        if is_authorization(name) {
            code.extend(["\"DeveloperKey \" + ", &variable(KEY_VARIABLE)]);
        } else {
            code.push_str(&literal(value));
        }
        code.push_str(",\n");
    }
    code.push_str("    },\n");
    // Text without an encoding would be sent as Latin-1.
    if let Some(body) = &request.body {
        code.extend(["    data=", &literal(body), ".encode(),\n"]);
    }
    code.push_str(")\nprint(response.status_code, response.reason)\nprint(response.text)\n");
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
    ["os.environ[\"", name, "\"]"].concat()
}

fn literal(text: &str) -> String {
    literal::quoted(text, |character| match u32::from(character) {
        number @ 0..=0xff => format!("\\x{number:02x}"),
        number @ 0..=0xffff => format!("\\u{number:04x}"),
        number => format!("\\U{number:08x}"),
    })
}
