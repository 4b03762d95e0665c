//! Samples of requests: what each of them would send when it is run, for texts that mean
//! something in a shell or in a program.

mod kloudless;
mod languages;
mod literals;
mod look;
mod run;
mod rust;
mod shells;

use meta_api::Method;
use meta_api::sample::{AUTHORIZATION, Request};
use proptest::prelude::*;
use serde::Deserialize;

/// What the variables of the environment hold when a sample runs.
const DEVELOPER_KEY: &str = "S4i5EG5ViEAVmMaCilB5";
const API_KEY: &str = "80OdF5hXzkNqEs9DHRkiA1EXz1pbF4";

/// What a sample sent.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Sent {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

/// What must be sent for this request, when nothing gets lost.
fn expected(request: &Request) -> Sent {
    let header = |(name, value): &(String, String)| {
        let value = value.replace("$META_DEVELOPER_KEY", DEVELOPER_KEY);
        (name.clone(), value)
    };
    Sent {
        method: request.method.as_str().to_owned(),
        url: request.url.replace("•••", API_KEY),
        headers: request.headers.iter().map(header).collect(),
        body: request.body.clone(),
    }
}

/// Texts that have broken somebody's quoting before.
const HOSTILE: &[&str] = &[
    "",
    "'",
    "''",
    "\"",
    "\"'",
    "'\"'\"'",
    "\\",
    "\\\\'",
    "ends with a backslash \\",
    "$(touch pwned)",
    "`touch pwned`",
    "${META_DEVELOPER_KEY}",
    "$META_DEVELOPER_KEY",
    "•••",
    "!!",
    "-x",
    "--raw=x",
    "@/etc/hostname",
    ":=@",
    "=x",
    "{a,b}[1-9]*?~",
    "a\nb",
    "a\r\nb",
    "\n",
    "a\tb",
    " ",
    "# no comment",
    "; exit 1 & | > x",
    "%s %n %d {} {0} {{}}",
    "\\n \\x41 \\u0041 \\u{41}",
    "\"\"\" ''' \"#\" \"##\" r#\"",
    "*/ // </script> <!--",
    "👩‍👩‍👧 ÄÖÜ é e\u{301} 中文",
    "\u{feff}\u{2028}\u{2029}\u{85}\u{7f}\u{1b}[31m",
    "\u{202e}edoc\u{2066}",
    "EOF\nEOF",
    "‘typographic’ “quotes” ‚‛„",
];

/// Any text that a body can hold: all but U+0000, which JSON cannot hold either.
fn body() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => any::<String>(),
        2 => proptest::sample::select(HOSTILE).prop_map(str::to_owned),
        3 => r#"['"`‘”$(){}\[\]\\!*?~#%&|;<>=:@•\n\r\t a-c0-]{0,24}"#,
        1 => any::<String>().prop_map(|text| serde_json::json!({ "name": text }).to_string()),
    ]
    .prop_map(|text| text.replace('\0', ""))
}

/// Texts that HTTP takes as the value of a header.
fn header_value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[!-~]([ -~]{0,12}[!-~])?",
        "[=@:;'\"$`!][a-z'\"$`;=@:]{0,6}",
        Just(String::new()),
    ]
    // HTTPie cannot be told a backslash in front of one of its separators.
    .prop_filter("HTTPie has no word for it", |value| !value.contains('\\'))
}

fn request() -> impl Strategy<Value = Request> {
    let method = proptest::sample::select(vec![
        Method::Get,
        Method::Post,
        Method::Patch,
        Method::Delete,
    ]);
    let url = prop_oneof![
        "https://api\\.example(:[1-9][0-9]{1,3})?/[a-z0-9%$'();*!~,&=@:+_.-]{0,12}",
        "http://\\[::1\\]:8080/v0/[a-z]{1,6}\\?[a-z'$()&=]{0,8}",
        Just("https://api.example/v0/applications/a/apikeys/•••".to_owned()),
        Just("https://api.example/•••/b?c=%27%24(d)".to_owned()),
    ];
    (method, url, header_value(), proptest::option::of(body())).prop_map(
        |(method, url, value, body)| {
            let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
            Request {
                method,
                url,
                headers: vec![
                    header("Authorization", AUTHORIZATION),
                    header("X-Any", &value),
                    header("Content-Type", "application/json"),
                ],
                body,
            }
        },
    )
}

/// A request for each of the hostile texts, as its body.
fn hostile() -> Vec<Request> {
    HOSTILE.iter().map(|body| patch(body)).collect()
}

fn patch(body: &str) -> Request {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Request {
        method: Method::Patch,
        url: "https://api.example/v0/applications/koiR71rFLPTdld9N-YUR".to_owned(),
        headers: vec![
            header("Authorization", AUTHORIZATION),
            header("Accept", "application/json"),
            header("Content-Type", "application/json"),
        ],
        body: Some(body.to_owned()),
    }
}
