//! A request as it is put together: what was typed, and the state of the Explorer in its URL.

use super::body::{self, Note};
use super::operation::{Operation, parameters};
use form_urlencoded::{Serializer, parse};
use meta_api::Method;
use meta_api::endpoint::fill;
use meta_api::sample::Request;
use meta_api::secret::{is_id, masked, resembles_key};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A path that begins with it starts at the server's root instead of the base URL, and is sent
/// without the key: `~/healthz`.
pub const ROOT: char = '~';

/// The name of the one path parameter whose value is a secret.
pub const SECRET_PARAMETER: &str = "apikey_key";

/// The fewest letters and digits in a row that count as an API key where an id belongs.
const SHORTEST_API_KEY: usize = 28;

/// The longest body that goes into the URL: servers refuse URLs of many kilobytes.
const LONGEST_IN_URL: usize = 4_000;

/// A request as typed. It holds no developer key; an API key can be among the path's values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// How to ask.
    pub method: Method,
    /// Where: a template with `{names}`, or any path.
    pub path: String,
    /// Whether the path was typed: it is no template then, and no endpoint's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub free: bool,
    /// The values of the path's parameters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// The query as typed; what is empty is not sent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub query: BTreeMap<String, String>,
    /// The body as typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// Why a draft cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The path itself.
    Path(String),
    /// A parameter of the path.
    Value(String, String),
    /// A parameter of the query.
    Query(String, String),
    /// The body.
    Body(Note),
}

impl Default for Draft {
    /// The list of applications.
    fn default() -> Self {
        Self::of(Method::Get, "/applications")
    }
}

impl Draft {
    /// A draft without values.
    pub fn of(method: Method, path: &str) -> Self {
        Self {
            method,
            path: path.to_owned(),
            free: false,
            values: BTreeMap::new(),
            query: BTreeMap::new(),
            body: String::new(),
        }
    }

    /// A draft for any path.
    pub fn free(method: Method, path: &str) -> Self {
        Self {
            free: true,
            ..Self::of(method, path)
        }
    }

    /// The draft for another kind of request. What both have in common stays.
    #[must_use]
    pub fn switched(&self, operation: &Operation) -> Self {
        if self.is_of(operation) {
            return self.clone();
        }
        let names = operation.path_parameters();
        let values = self.values.iter();
        let values = values.filter(|(name, _)| names.contains(&name.as_str()));
        Self {
            values: values.map(|(k, v)| (k.clone(), v.clone())).collect(),
            ..Self::of(operation.method, &operation.path)
        }
    }

    /// Whether this is of that kind.
    pub fn is_of(&self, operation: &Operation) -> bool {
        !self.free && self.method == operation.method && self.path == operation.path
    }

    /// The value of a path's parameter, empty if there is none.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", |it| it.trim())
    }

    /// The path without the mark of the root, with its values, percent-encoded.
    pub fn full_path(&self) -> String {
        let path = self.path.trim().trim_start_matches(ROOT);
        let path = path.split('?').next().unwrap_or_default();
        let names = self.parameters();
        if names.is_empty() {
            return encoded(path);
        }
        let values: Vec<&str> = names.iter().map(|name| self.value(name)).collect();
        fill(path, &values)
    }

    /// The names of the path's parameters, in order.
    pub fn parameters(&self) -> Vec<&str> {
        if self.free {
            Vec::new()
        } else {
            parameters(&self.path)
        }
    }

    /// Whether it starts at the server's root and is sent without the key.
    pub fn is_at_root(&self) -> bool {
        self.path.trim_start().starts_with(ROOT)
    }

    /// The query that is sent: a typed path can bring one, too.
    pub fn query(&self) -> String {
        let typed = self.path.split_once('?').map_or("", |it| it.1);
        let mut query = Serializer::new(String::new());
        for (name, value) in parse(typed.trim().as_bytes()) {
            query.append_pair(&name, &value);
        }
        for (name, value) in self.query.iter().filter(|it| !it.1.is_empty()) {
            query.append_pair(name, value);
        }
        query.finish()
    }

    /// The body that is sent.
    pub fn body(&self, operation: Option<&Operation>) -> Option<String> {
        let takes = operation.map_or(self.takes_body(), |it| it.has_body);
        let body = self.body.trim();
        (takes && !body.is_empty()).then(|| body.to_owned())
    }

    /// Whether requests with this method have a body.
    pub fn takes_body(&self) -> bool {
        matches!(self.method, Method::Post | Method::Patch)
    }

    /// Why it cannot be sent, in the order of the form.
    pub fn refusals(&self, operation: Option<&Operation>) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        let path = self.path.trim().trim_start_matches(ROOT);
        if !path.starts_with('/') || path.starts_with("//") || path.contains(['#', '\\']) {
            let sentence = "Start the path with one slash: it stands below the base URL.";
            refusals.push(Refusal::Path(sentence.to_owned()));
        } else if percent_decode_str(path)
            .decode_utf8_lossy()
            .split(['/', '?'])
            .any(|it| matches!(it, "." | ".."))
        {
            let sentence = "A path with . or .. would lead elsewhere: write it out.";
            refusals.push(Refusal::Path(sentence.to_owned()));
        }
        for name in self.parameters() {
            if self.value(name).is_empty() {
                let sentence = "Choose one, or type its id.";
                refusals.push(Refusal::Value(name.to_owned(), sentence.to_owned()));
            }
        }
        let Some(operation) = operation else {
            if self.takes_body()
                && let Some(note) = body::syntax(&self.body)
            {
                refusals.push(Refusal::Body(note));
            }
            return refusals;
        };
        for parameter in &operation.query {
            let value = self.query.get(&parameter.name).map_or("", String::as_str);
            if let Some(sentence) = parameter.takes.refusal(value) {
                refusals.push(Refusal::Query(parameter.name.clone(), sentence));
            }
        }
        if operation.has_body {
            let notes = body::check(operation, &self.body);
            refusals.extend(notes.into_iter().map(Refusal::Body));
        }
        refusals
    }

    /// The state of the screen in its URL, and whether all of it is in there: secrets and a long
    /// body stay out. `holds_key` tells whether a text has the developer key in it.
    pub fn search(&self, holds_key: &dyn Fn(&str) -> bool) -> (String, bool) {
        let mut search = Serializer::new(String::new());
        let mut whole = true;
        let mut put = |name: &str, value: &str, fits: bool| {
            if fits && !value.is_empty() {
                search.append_pair(name, value);
            }
            whole &= fits || value.is_empty();
        };
        put("method", self.method.as_str(), true);
        put("free", if self.free { "1" } else { "" }, true);
        put("path", &self.path, !is_secret_path(&self.path, holds_key));
        for (name, value) in &self.values {
            let fits = name != SECRET_PARAMETER && !is_secret_id(value, holds_key);
            put(&["in.", name].concat(), value, fits);
        }
        let fits = |text: &str| !holds_key(text) && !resembles_key(text);
        for (name, value) in &self.query {
            put(&["query.", name].concat(), value, fits(value));
        }
        // What stands under the name of an id looks like a key and is none.
        let body = masked(&self.body, is_id);
        let fits = body == self.body && !holds_key(&body) && body.len() <= LONGEST_IN_URL;
        put("body", &self.body, fits);
        (search.finish(), whole)
    }

    /// Why it must not be kept or passed on, when there is a secret in it.
    pub fn secret(&self, holds_key: &dyn Fn(&str) -> bool) -> Option<&'static str> {
        let short = Self {
            body: String::new(),
            ..self.clone()
        };
        let body = Self {
            body: self.body.clone(),
            ..Self::default()
        };
        let fits = |text: &str| !holds_key(text) && masked(text, is_id) == text;
        if holds_key(&self.path) || holds_key(&self.body) {
            Some("It holds your developer key, which opens the whole account.")
        } else if !short.search(holds_key).1 {
            Some("It holds an API key, or something that looks like one.")
        } else if !fits(&body.body) {
            Some("Its body holds something that looks like a key.")
        } else {
            None
        }
    }

    /// The API key in it, wherever it was typed.
    pub fn api_key(&self) -> Option<String> {
        let named = self.value(SECRET_PARAMETER);
        if !named.is_empty() {
            return Some(named.to_owned());
        }
        let after = self.path.split_once("/apikeys/").map_or("", |it| it.1);
        let after = after.split(['/', '?']).next().unwrap_or_default();
        if !after.is_empty() && !after.starts_with('{') {
            return Some(after.to_owned());
        }
        let texts = self.values.values().chain(self.query.values());
        let mut runs = texts
            .chain([&self.path])
            .flat_map(|it| it.split(|it: char| !it.is_ascii_alphanumeric()));
        let key = runs.find(|it| it.len() >= SHORTEST_API_KEY && resembles_key(it));
        key.map(str::to_owned)
    }

    /// This draft without its API key, which is not remembered.
    #[must_use]
    pub fn without_key(mut self) -> Self {
        if let Some(key) = self.api_key() {
            self.path = self.path.replace(&key, "");
            self.values.retain(|_, value| !value.contains(&key));
            self.query.retain(|_, value| !value.contains(&key));
        }
        self
    }

    /// Reads the URL's search. What cannot be read counts as left out.
    pub fn parse(search: &str) -> Self {
        let mut draft = Self::default();
        for (name, value) in parse(search.trim_start_matches('?').as_bytes()) {
            let value = value.into_owned();
            if let Some(name) = name.strip_prefix("in.") {
                draft.values.insert(name.to_owned(), value);
            } else if let Some(name) = name.strip_prefix("query.") {
                draft.query.insert(name.to_owned(), value);
            } else {
                match &*name {
                    "method" => draft.method = method(&value).unwrap_or(draft.method),
                    "path" => draft.path = value,
                    "free" => draft.free = value == "1",
                    "body" => draft.body = value,
                    _ => {}
                }
            }
        }
        draft
    }

    /// The draft of a request that was shown: its URL is read against the operations. An API key
    /// that is masked there is left out.
    pub fn of_request(request: &Request, base_url: &str, operations: &[Operation]) -> Self {
        let (url, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
        let path = url.strip_prefix(base_url).unwrap_or(url);
        let mut draft = Self::free(request.method, path);
        for operation in operations.iter().filter(|it| it.method == request.method) {
            if let Some(values) = matched(&operation.path, path) {
                draft.free = false;
                draft.path.clone_from(&operation.path);
                draft.values = values;
                break;
            }
        }
        let query = parse(query.as_bytes()).into_owned();
        draft.query = query.collect();
        draft.body = request
            .body
            .as_deref()
            .map(|it| body::formatted(it).unwrap_or_else(|| it.to_owned()))
            .unwrap_or_default();
        draft
    }
}

/// Whether a text where an id belongs is a key: ids look like keys, but are shorter than API keys.
fn is_secret_id(text: &str, holds_key: &dyn Fn(&str) -> bool) -> bool {
    let mut runs = text.split(|it: char| !it.is_ascii_alphanumeric());
    holds_key(text) || runs.any(|it| it.len() >= SHORTEST_API_KEY && resembles_key(it))
}

fn is_secret_path(path: &str, holds_key: &dyn Fn(&str) -> bool) -> bool {
    let after = path.split_once("/apikeys/").map_or("", |it| it.1);
    is_secret_id(path, holds_key) || !(after.is_empty() || after.starts_with('{'))
}

/// The values of a template's parameters in a path; `None` when it is not such a path.
fn matched(template: &str, path: &str) -> Option<BTreeMap<String, String>> {
    let (names, parts) = (template.split('/'), path.trim_end_matches('/').split('/'));
    if names.clone().count() != parts.clone().count() {
        return None;
    }
    let mut values = BTreeMap::new();
    for (name, part) in names.zip(parts) {
        match parameters(name).first() {
            Some(_) if part.contains(['…', '•']) => {}
            Some(name) => {
                let value = percent_decode_str(part).decode_utf8_lossy();
                values.insert((*name).to_owned(), value.into_owned());
            }
            None if name == part => {}
            None => return None,
        }
    }
    Some(values)
}

/// A typed path as it is sent. What is percent-encoded already stays so.
fn encoded(path: &str) -> String {
    const REFUSED: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'`')
        .add(b'^')
        .add(b'|')
        .add(b'{')
        .add(b'}')
        .add(b'\'');
    utf8_percent_encode(path, REFUSED).to_string()
}

/// The method with this name.
fn method(name: &str) -> Option<Method> {
    [Method::Get, Method::Post, Method::Patch, Method::Delete]
        .into_iter()
        .find(|it| it.as_str() == name)
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: &str = "VWUx7ujk4jXhP33exOy29r";
    const API_KEY: &str = "80OdF5hXzkNqEs9DHRkiA1EXz1pbF4";
    const ID: &str = "wSPk9y5D7p5o87k0ACGKxR";

    fn holds_key(text: &str) -> bool {
        text.contains(KEY)
    }

    fn operation(method: Method, path: &str) -> Operation {
        let mut all = Operation::all().into_iter();
        all.find(|it| it.method == method && it.path == path)
            .unwrap()
    }

    fn update() -> (Operation, Draft) {
        let operation = operation(Method::Patch, "/applications/{application_id}");
        let mut draft = Draft::default().switched(&operation);
        draft.values.insert("application_id".into(), ID.into());
        (operation, draft)
    }

    #[test]
    fn values_stand_in_the_path_and_the_query() {
        let (_, mut draft) = update();
        assert_eq!(draft.full_path(), format!("/applications/{ID}"));
        draft.values.insert("application_id".into(), "a/b ?".into());
        assert_eq!(draft.full_path(), "/applications/a%2Fb%20%3F");
        draft.query.insert("page".into(), "2".into());
        draft.query.insert("active".into(), String::new());
        assert_eq!(draft.query(), "page=2");
    }

    #[test]
    fn a_typed_path_can_bring_its_query_and_start_at_the_root() {
        let draft = Draft::free(Method::Get, "~/healthz?deep=1&x=a b");
        assert!(draft.is_at_root());
        assert_eq!(draft.full_path(), "/healthz");
        assert_eq!(draft.query(), "deep=1&x=a+b");
        assert_eq!(draft.refusals(None), []);
    }

    #[test]
    fn a_typed_path_is_no_endpoint_and_no_template() {
        let list = operation_list();
        let draft = Draft::free(Method::Get, "/applications");
        assert!(!draft.is_of(&list));
        assert!(Draft::default().is_of(&list));
        let draft = Draft::free(Method::Get, "/a/{b}");
        assert_eq!(draft.full_path(), "/a/%7Bb%7D");
        assert_eq!(draft.refusals(None), []);
        let (search, _) = draft.search(&holds_key);
        assert_eq!(Draft::parse(&search), draft);
    }

    #[test]
    fn what_leads_elsewhere_or_is_left_empty_is_refused() {
        for path in [
            "applications",
            "//example.com/",
            "/a/../b",
            "/%2e%2E/x",
            "/a#b",
            "/a\\b",
            "",
        ] {
            let refusals = Draft::of(Method::Get, path).refusals(None);
            assert!(matches!(&refusals[..], [Refusal::Path(_)]), "{path}");
        }
        let (operation, mut draft) = update();
        draft.values.clear();
        draft.body = "{".to_owned();
        let refusals = draft.refusals(Some(&operation));
        assert!(
            matches!(&refusals[..], [Refusal::Value(name, _), Refusal::Body(_)] if name == "application_id"),
            "{refusals:?}"
        );
        let list = operation_list();
        let mut draft = Draft::default();
        draft.query.insert("page_size".into(), "1001".into());
        let refusals = draft.refusals(Some(&list));
        assert!(matches!(&refusals[..], [Refusal::Query(name, _)] if name == "page_size"));
    }

    fn operation_list() -> Operation {
        operation(Method::Get, "/applications")
    }

    #[test]
    fn a_draft_survives_its_url() {
        let (_, mut draft) = update();
        draft.body = "{\n  \"name\": \"Ünïcode & more = 1\"\n}".to_owned();
        draft.query.insert("page".into(), "2".into());
        let (search, whole) = draft.search(&holds_key);
        assert!(whole);
        assert_eq!(Draft::parse(&search), draft);
    }

    #[test]
    fn no_secret_gets_into_the_url() {
        let (_, mut draft) = update();
        draft.values.insert("apikey_key".into(), "any".into());
        draft.values.insert("application_id".into(), API_KEY.into());
        draft.query.insert("page".into(), KEY.into());
        draft.body = format!("{{\"name\": \"{API_KEY}\"}}");
        let (search, whole) = draft.search(&holds_key);
        assert!(!whole);
        for secret in ["any", API_KEY, KEY] {
            assert!(!search.contains(secret), "{search}");
        }
        assert!(draft.secret(&holds_key).is_some());
        for path in [
            format!("/applications/{ID}/apikeys/x"),
            format!("/anything/{KEY}"),
        ] {
            let draft = Draft::of(Method::Get, &path);
            assert!(!draft.search(&holds_key).1, "{path}");
            assert!(draft.secret(&holds_key).is_some(), "{path}");
        }
    }

    #[test]
    fn an_api_key_is_found_wherever_it_was_typed_and_not_remembered() {
        let mut named = update().1;
        named.values.insert("apikey_key".into(), API_KEY.into());
        let mut other = update().1;
        other.values.insert("token".into(), API_KEY.into());
        for draft in [
            named,
            other,
            Draft::free(
                Method::Get,
                &format!("/applications/{ID}/apikeys/{API_KEY}/x"),
            ),
            Draft::free(Method::Get, &format!("/anything?key={API_KEY}")),
        ] {
            assert_eq!(draft.api_key().as_deref(), Some(API_KEY));
            let kept = serde_json::to_string(&draft.without_key()).unwrap();
            assert!(!kept.contains(API_KEY), "{kept}");
        }
        assert_eq!(update().1.api_key(), None);
    }

    #[test]
    fn ids_are_no_secrets() {
        let (_, mut draft) = update();
        draft.body = format!("{{\"source\": \"{ID}\"}}");
        assert!(draft.search(&holds_key).1);
        assert_eq!(draft.secret(&holds_key), None);
    }

    #[test]
    fn a_shown_request_is_read_back_without_its_masked_key() {
        let all = Operation::all();
        let request = |method, url: &str, body: Option<&str>| Request {
            method,
            url: format!("https://api.example.com/v0{url}"),
            headers: Vec::new(),
            body: body.map(str::to_owned),
        };
        let read = |request| Draft::of_request(&request, "https://api.example.com/v0", &all);
        let draft = read(request(
            Method::Get,
            "/applications?page=2&active=True",
            None,
        ));
        assert_eq!(draft.path, "/applications");
        assert_eq!(draft.query(), "active=True&page=2");
        let url = format!("/applications/{ID}/apikeys/80Od…pbF4");
        let draft = read(request(Method::Delete, &url, None));
        assert_eq!(
            draft.path,
            "/applications/{application_id}/apikeys/{apikey_key}"
        );
        assert_eq!(draft.value("application_id"), ID);
        assert_eq!(draft.value("apikey_key"), "");
        let draft = read(request(
            Method::Patch,
            "/applications/a%2Fb",
            Some(r#"{"a":1}"#),
        ));
        assert_eq!(draft.value("application_id"), "a/b");
        assert_eq!(draft.body, "{\n  \"a\": 1\n}");
        let draft = read(request(Method::Get, "/unknown/path", None));
        assert_eq!((draft.free, &*draft.path), (true, "/unknown/path"));
    }

    proptest! {
        #[test]
        fn any_search_is_read_and_printed_the_same_again(search in ".{0,200}") {
            let draft = Draft::parse(&search);
            let (printed, whole) = draft.search(&|_| false);
            if whole {
                let again = Draft::parse(&printed);
                prop_assert_eq!(again.full_path(), draft.full_path());
                prop_assert_eq!(again.query(), draft.query());
            }
        }
    }
}
