//! Every sample whose tool can be installed, run as a person would run it: against the real
//! meta-server, with texts in it that mean something to a shell or to a program. What arrives is
//! what was shown, and what the account then has is what was asked for.
//!
//! `cargo xtask test samples` starts the server and names it in environment variables.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod account;
mod recorder;
mod scenario;
mod tools;

use account::Account;
use meta_api::sample::Language;
use recorder::Recorder;
use scenario::Scenario;
use std::path::Path;
use std::process::Command;

/// Writes programs into a folder, and answers how each of them is run.
type Tool = fn(&Path, &[String]) -> Vec<Command>;

/// Runs the scenario in this language, and compares what was sent and what has come of it.
fn check(language: Language, tool: Tool) {
    let account = Account::of_environment();
    let recorder = Recorder::start(account.address());
    let mut scenario = Scenario::prepare(&account, &recorder.base_url(), language);
    scenario
        .steps
        .retain(|step| language.covers(&step.request) && (step.succeeds || !raises(language)));
    let codes: Vec<_> = scenario
        .steps
        .iter()
        .map(|step| step.request.sample(language))
        .collect();
    let folder = tools::folder(language);
    for (step, command) in scenario.steps.iter().zip(tool(&folder, &codes)) {
        let said = tools::run(command, &folder, &account, &scenario.api_key);
        let sent = recorder.take();
        let [sent] = sent.as_slice() else {
            panic!("{} requests for one sample: {said}", sent.len());
        };
        let sent = scenario.redact(&account, sent);
        step.assert_sent(&sent, language);
        assert!(said.contains(step.answer), "{said}");
    }
    scenario.assert_done(&account);
}

/// Whether a sample ends with an error when the answer is no success.
fn raises(language: Language) -> bool {
    language == Language::Kloudless
}

#[test]
fn curl_sends_what_is_shown() {
    check(Language::Curl, tools::shell);
}

#[test]
fn httpie_sends_what_is_shown() {
    check(Language::Httpie, tools::shell);
}

#[test]
fn python_sends_what_is_shown() {
    check(Language::Python, tools::python);
}

#[test]
fn kloudless_sdk_sends_what_is_shown() {
    check(Language::Kloudless, tools::python);
}

#[test]
fn node_sends_what_is_shown() {
    check(Language::JavaScript, tools::node);
}

#[test]
fn rust_sends_what_is_shown() {
    check(Language::Rust, tools::rust);
}

#[test]
fn go_sends_what_is_shown() {
    check(Language::Go, tools::go);
}
