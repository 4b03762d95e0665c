//! Rust: rustc compiles many samples into one program, with a stand-in for reqwest that has
//! the same methods and writes down what they are called with.

use super::run::run;
use super::{Sent, expected, hostile, request};
use meta_api::sample::{Language, Request};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::env::consts::EXE_SUFFIX;
use std::{env, fs, process};

const REQWEST: &str = r#"
mod reqwest {
    pub mod blocking {
        use std::cell::RefCell;
        use std::io::Error;
        thread_local!(static SENT: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) });
        fn note(text: &str) {
            SENT.with_borrow_mut(|sent| sent.push(text.to_owned()));
        }
        pub fn sent() -> Vec<String> {
            SENT.take()
        }
        pub struct Client;
        pub struct RequestBuilder;
        pub struct Response;
        impl Client {
            pub fn new() -> Self { Self }
            pub fn get(&self, url: impl AsRef<str>) -> RequestBuilder { to("GET", url) }
            pub fn post(&self, url: impl AsRef<str>) -> RequestBuilder { to("POST", url) }
            pub fn patch(&self, url: impl AsRef<str>) -> RequestBuilder { to("PATCH", url) }
            pub fn delete(&self, url: impl AsRef<str>) -> RequestBuilder { to("DELETE", url) }
        }
        fn to(method: &str, url: impl AsRef<str>) -> RequestBuilder {
            note(method);
            note(url.as_ref());
            RequestBuilder
        }
        impl RequestBuilder {
            pub fn header(self, name: &str, value: impl AsRef<str>) -> Self {
                note("header");
                note(name);
                note(value.as_ref());
                self
            }
            pub fn body(self, body: impl Into<String>) -> Self {
                note("body");
                note(&body.into());
                self
            }
            pub fn send(self) -> Result<Response, Error> { Ok(Response) }
        }
        impl Response {
            pub fn status(&self) -> &'static str { "" }
            pub fn text(self) -> Result<String, Error> { Ok(String::new()) }
        }
    }
}
"#;

/// One program with a module for each sample. After the two empty lines that a sample prints
/// itself, the program prints how many texts it has noted, and the texts, each with U+0000.
fn program(requests: &[Request]) -> String {
    let mut program = REQWEST.to_owned();
    let mut calls = String::new();
    for (number, request) in requests.iter().enumerate() {
        let code = request.sample(Language::Rust);
        let code = code.replacen("fn main()", "pub fn main()", 1);
        let number = number.to_string();
        program.extend([
            "mod sample_",
            &number,
            " { use super::reqwest;\n",
            &code,
            "}\n",
        ]);
        calls.extend(["sample_", &number, "::main().unwrap(); print();"]);
    }
    program
        + "fn print() {
            let sent = reqwest::blocking::sent();
            print!(\"{}\\0\", sent.len());
            sent.iter().for_each(|text| print!(\"{text}\\0\"));
        }
        fn main() {"
        + &calls
        + "}"
}

fn sent(requests: &[Request]) -> Vec<Sent> {
    let folder = env::temp_dir().join(format!("meta-api-samples-{}", process::id()));
    fs::create_dir_all(&folder).unwrap();
    let source = folder.join("samples.rs");
    let built = folder.join(format!("samples{EXE_SUFFIX}"));
    fs::write(&source, program(requests)).unwrap();
    let arguments = ["--edition", "2024", "--deny", "warnings", "-o"];
    let paths = [built.to_str().unwrap(), source.to_str().unwrap()];
    run("rustc", &[arguments.as_slice(), &paths].concat(), "");
    let output = String::from_utf8(run(paths[0], &[], "")).unwrap();
    fs::remove_dir_all(folder).unwrap();
    let mut words = output.split_terminator('\0').map(str::to_owned);
    let mut sent = Vec::new();
    while let Some(count) = words.next() {
        let count = count.strip_prefix("\n\n").unwrap().parse().unwrap();
        sent.push(read(words.by_ref().take(count)));
    }
    sent
}

fn read(mut words: impl Iterator<Item = String>) -> Sent {
    let mut next = || words.next();
    let mut sent = Sent {
        method: next().unwrap(),
        url: next().unwrap(),
        headers: Vec::new(),
        body: None,
    };
    while let Some(word) = next() {
        match word.as_str() {
            "header" => sent.headers.push((next().unwrap(), next().unwrap())),
            "body" => sent.body = next(),
            other => panic!("{other}"),
        }
    }
    sent
}

#[test]
fn rust_sends_what_is_shown() {
    let mut requests = hostile();
    let mut runner = TestRunner::default();
    for _ in 0..100 {
        requests.push(request().new_tree(&mut runner).unwrap().current());
    }
    let expected: Vec<_> = requests.iter().map(expected).collect();
    assert_eq!(sent(&requests), expected);
}
