//! Go with net/http.

use super::{API_KEY_VARIABLE, KEY_VARIABLE, Request, is_authorization, literal};

pub fn sample(request: &Request) -> String {
    let mut statements = String::from("\turl := ");
    statements.push_str(&request.url_sum(literal, variable));
    statements.extend([
        "\n\trequest, err := http.NewRequest(\"",
        request.method.as_str(),
    ]);
    statements.push_str("\", url, ");
    match &request.body {
        Some(body) => statements.extend(["strings.NewReader(", &literal(body), ")"]),
        None => statements.push_str("nil"),
    }
    statements.push_str(")\n");
    statements.push_str(STOP);
    for (name, value) in &request.headers {
        let value = if is_authorization(name) {
            ["\"DeveloperKey \"+", &variable(KEY_VARIABLE)].concat()
        } else {
            literal(value)
        };
        statements.extend(["\trequest.Header.Set(", &literal(name), ", ", &value, ")\n"]);
    }
    // Go refuses to compile what is imported and not used.
    let mut imports = vec!["fmt", "io", "log", "net/http"];
    let has = |name| statements.contains(&variable(name));
    if has(KEY_VARIABLE) || has(API_KEY_VARIABLE) {
        imports.push("os");
    }
    if request.body.is_some() {
        imports.push("strings");
    }
    let mut code = String::from("// go run request.go\npackage main\n\nimport (\n");
    for import in imports {
        code.extend(["\t\"", import, "\"\n"]);
    }
    code.extend([")\n\nfunc main() {\n", &statements, SEND]);
    code
}

const STOP: &str = "\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n";

const SEND: &str = "\tresponse, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.Status)
	fmt.Println(string(body))
}
";

fn variable(name: &str) -> String {
    ["os.Getenv(\"", name, "\")"].concat()
}

/// A raw literal where it is easier to read and can hold the text; else one with escapes.
fn literal(text: &str) -> String {
    let needs_escapes = text.contains(['"', '\\']);
    // A raw literal cannot hold its own quote, and Go takes every carriage return out of it.
    let fits = !text.contains('`') && !text.contains(literal::is_unseen);
    if needs_escapes && fits {
        return ["`", text, "`"].concat();
    }
    literal::quoted_with('"', text, |character| match u32::from(character) {
        number @ 0..=0xffff => format!("\\u{number:04x}"),
        number => format!("\\U{number:08x}"),
    })
}
