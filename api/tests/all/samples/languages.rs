//! Python and JavaScript: one interpreter runs many samples, with the function that sends
//! replaced by one that writes down.

use super::run::run;
use super::{Sent, expected, hostile, request};
use meta_api::sample::{Language, Request};
use proptest::collection::vec;
use proptest::prelude::*;

/// Reads a JSON list of programs, runs each, and prints a JSON list of what each has sent.
const PYTHON: &str = r#"
import contextlib, io, json, sys, types
sent = []
def request(method, url, headers, data=None):
    assert data is None or isinstance(data, bytes)
    body = None if data is None else data.decode()
    sent.append(dict(method=method, url=url, headers=list(headers.items()), body=body))
    return types.SimpleNamespace(status_code=200, reason="OK", text="")
sys.modules["requests"] = types.SimpleNamespace(request=request)
with contextlib.redirect_stdout(io.StringIO()):
    for code in json.load(sys.stdin.buffer):
        exec(compile(code, "sample", "exec"), {})
print(json.dumps(sent))
"#;

const JAVASCRIPT: &str = r#"
let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
const sent = [];
globalThis.fetch = async (url, { method, headers, body = null }) => {
  sent.push({ method, url, headers: Object.entries(headers), body });
  return { status: 200, statusText: "OK", text: async () => "" };
};
const log = console.log;
console.log = () => {};
for (const code of JSON.parse(input)) {
  await import("data:text/javascript;charset=utf-8," + encodeURIComponent(code));
}
log(JSON.stringify(sent));
"#;

fn sent(language: Language, requests: &[Request]) -> Vec<Sent> {
    let (program, arguments) = match language {
        Language::Python => ("python3", ["-c", PYTHON].as_slice()),
        Language::JavaScript => ("node", ["--input-type=module", "-e", JAVASCRIPT].as_slice()),
        other => panic!("{other:?} is not interpreted"),
    };
    // A module that is imported twice runs once.
    let mut codes = Vec::new();
    for (number, request) in requests.iter().enumerate() {
        let comment = if language == Language::Python {
            "#"
        } else {
            "//"
        };
        codes.push(format!("{}{comment} {number}\n", request.sample(language)));
    }
    let input = serde_json::to_string(&codes).unwrap();
    serde_json::from_slice(&run(program, arguments, &input)).unwrap()
}

fn expected_of(requests: &[Request]) -> Vec<Sent> {
    requests.iter().map(expected).collect()
}

#[test]
fn python_sends_every_hostile_body_as_it_is() {
    assert_eq!(sent(Language::Python, &hostile()), expected_of(&hostile()));
}

#[test]
fn javascript_sends_every_hostile_body_as_it_is() {
    assert_eq!(
        sent(Language::JavaScript, &hostile()),
        expected_of(&hostile())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn python_sends_what_is_shown(requests in vec(request(), 100)) {
        prop_assert_eq!(sent(Language::Python, &requests), expected_of(&requests));
    }

    #[test]
    fn javascript_sends_what_is_shown(requests in vec(request(), 100)) {
        prop_assert_eq!(sent(Language::JavaScript, &requests), expected_of(&requests));
    }
}
