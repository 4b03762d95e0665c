//! PowerShell 7, as its help pages on quoting, special characters and `Invoke-WebRequest` describe
//! it.

use super::{KEY_VARIABLE, Request, is_authorization, literal};

pub fn sample(request: &Request) -> String {
    let mut code = String::from("# PowerShell 7: save it as request.ps1\n$request = @{\n");
    entry(&mut code, "Method", &literal(request.method.as_str()));
    entry(&mut code, "Uri", &request.url_sum(literal, variable));
    code.push_str("    Headers = @{\n");
    for (name, value) in &request.headers {
        let value = if is_authorization(name) {
            ["'DeveloperKey ' + ", &variable(KEY_VARIABLE)].concat()
        } else {
            literal(value)
        };
        code.extend(["        ", &literal(name), " = ", &value, "\n"]);
    }
    code.push_str("    }\n");
    // Text is sent in an encoding that depends on the version; bytes are sent as they are.
    if let Some(body) = &request.body {
        let bytes = ["[Text.Encoding]::UTF8.GetBytes(", &literal(body), ")"].concat();
        entry(&mut code, "Body", &bytes);
    }
    // A value that no standard foresees is sent all the same, and an answer that is no success is
    // shown like any other.
    entry(&mut code, "SkipHeaderValidation", "$true");
    entry(&mut code, "SkipHttpErrorCheck", "$true");
    code.push_str("}\n$response = Invoke-WebRequest @request\n");
    code.push_str("\"$($response.StatusCode) $($response.StatusDescription)\"\n");
    code.push_str("$response.Content\n");
    code
}

fn entry(code: &mut String, name: &str, value: &str) {
    code.extend(["    ", name, " = ", value, "\n"]);
}

fn variable(name: &str) -> String {
    ["$env:", name].concat()
}

/// Between single quotes only a single quote has a meaning, but typographic ones are as good as
/// straight ones. Escapes are read between double quotes only.
fn literal(text: &str) -> String {
    if text.contains(literal::is_unseen) {
        return escaped(text);
    }
    let mut literal = String::from("'");
    for character in text.chars() {
        literal.push(character);
        if matches!(character, '\'' | '\u{2018}'..='\u{201b}') {
            literal.push(character);
        }
    }
    literal.push('\'');
    literal
}

fn escaped(text: &str) -> String {
    let mut literal = String::from("\"");
    for character in text.chars() {
        match character {
            '\n' => literal.push_str("`n"),
            '\r' => literal.push_str("`r"),
            '\t' => literal.push_str("`t"),
            '`' | '$' | '"' | '\u{201c}'..='\u{201e}' => literal.extend(['`', character]),
            _ if literal::is_unseen(character) => {
                literal.push('`');
                literal.push_str(literal::braced(character).trim_start_matches('\\'));
            }
            _ => literal.push(character),
        }
    }
    literal.push('"');
    literal
}
