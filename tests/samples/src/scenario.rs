//! What is asked for in every language, and what must have come of it.

use crate::account::Account;
use crate::recorder::Sent;
use meta_api::endpoint::{
    CREATE_API_KEY, CREATE_APPLICATION, CREATE_WEBHOOK, DELETE_API_KEY, DELETE_APPLICATION,
    DELETE_WEBHOOK, LIST_APPLICATIONS, LIST_WEBHOOKS, RETRIEVE_APPLICATION, RETRIEVE_WEBHOOK,
    UPDATE_APPLICATION,
};
use meta_api::sample::{AUTHORIZATION, Language, Request};
use meta_api::{Endpoint, Method};
use serde_json::{Value, json};

/// Names of applications. Each of them has broken somebody's quoting.
const NAMES: [&str; 6] = [
    "'; touch pwned; ' \"quoted\" `touch pwned` $(touch pwned) ''' \"\"\" '\"'",
    "-x --help @/etc/hostname :=@ =x ;x \\ \\\\ \\n \\u0041 \\x41 ends with one \\",
    "${META_DEVELOPER_KEY} $META_DEVELOPER_KEY $env:META_DEVELOPER_KEY %PATH% {{x}} !! ~",
    "%s %d %00 %27 {a,b}[1-9]*? # no comment </script> */ // <!-- \"#\" r#\"",
    "👩‍👩‍👧 ÄÖÜ e\u{301} 中文 𝕏 a\u{2028}b\u{2029}c\u{feff}d\u{202e}e\u{200b}f",
    "‘typographic’ “quotes” ‚‛„ `$(x)`",
];

/// What only a description may hold, besides all of the names.
const LINES: &str = "\nline\r\nline\rline\ttab \u{1b}[31m\u{7f}\u{85}\u{1}\nEOF\n\n@x\n";

/// URLs of webhooks.
const URLS: [&str; 4] = [
    "https://example.com/'\"`$(touch${IFS}pwned)`\\?x='&y=\"#@-x;!!",
    "https://example.com/%27%22%60%24%28id%29%0A%F0%9F%98%80?a=%25%00&b={c}[d]*~",
    "http://[::1]:8080/@/etc/hostname?:=x&-x=--raw",
    "https://example.com/👩‍👩‍👧/\u{202e}x/‘“$x”’",
];

pub struct Scenario {
    /// In the order in which they must be run.
    pub steps: Vec<Step>,
    /// What stands in the environment of samples that delete it.
    pub api_key: String,
    base_url: String,
    /// The application that is changed.
    changed: String,
    deleted: String,
    webhook: String,
}

/// A request, and what is known of its answer.
pub struct Step {
    pub request: Request,
    pub succeeds: bool,
    /// What a sample prints of it.
    pub answer: &'static str,
}

impl Scenario {
    /// Makes what the requests are about.
    pub fn prepare(account: &Account, base_url: &str, language: Language) -> Self {
        let create = |endpoint: &Endpoint, ids: &[&str], body: Option<Value>| {
            account.ask(Method::Post, &endpoint.path(ids), body.as_ref())
        };
        let text = |value: &Value, field: &str| value[field].as_str().unwrap().to_owned();
        let application = || {
            let body = json!({ "name": format!("of {}", language.label()) });
            text(&create(&CREATE_APPLICATION, &[], Some(body)), "id")
        };
        let (changed, deleted) = (application(), application());
        let webhook = json!({ "url": "https://example.com/hook" });
        let mut scenario = Self {
            steps: Vec::new(),
            api_key: text(&create(&CREATE_API_KEY, &[&changed], None), "key"),
            webhook: text(&create(&CREATE_WEBHOOK, &[&changed], Some(webhook)), "id"),
            base_url: base_url.to_owned(),
            changed,
            deleted,
        };
        scenario.fill(language);
        scenario
    }

    fn fill(&mut self, language: Language) {
        for (number, name) in NAMES.iter().enumerate() {
            let body = json!({ "name": name, "description": description(language, number) });
            self.push(&CREATE_APPLICATION, &[], Some(body));
        }
        let (changed, deleted) = (self.changed.clone(), self.deleted.clone());
        let body = json!({
            "name": NAMES[0],
            "description": description(language, NAMES.len()),
            "recent_enabled": true,
        });
        self.push(&UPDATE_APPLICATION, &[&changed], Some(body));
        for url in URLS {
            self.push(&CREATE_WEBHOOK, &[&changed], Some(json!({ "url": url })));
        }
        self.push(&CREATE_API_KEY, &[&changed], None);
        let webhook = self.webhook.clone();
        self.push(&RETRIEVE_WEBHOOK, &[&changed, &webhook], None);
        self.push(&LIST_APPLICATIONS, &[], None).url += "?active=True&page_size=2&page=1";
        let unknown = "?x=%27%22%60%24(id)%0A%F0%9F%98%80%25&-x=@y;:=!*~,$&&page_size=2";
        self.push(&LIST_APPLICATIONS, &[], None).url += unknown;
        let nowhere = format!("{}{LINES}", NAMES.concat());
        self.push(&RETRIEVE_APPLICATION, &[&nowhere], None);
        let step = self.steps.last_mut().unwrap();
        (step.succeeds, step.answer) = (false, "not_found");
        let url = &mut self.push(&DELETE_API_KEY, &[&changed, "-"], None).url;
        url.pop();
        url.push_str("•••");
        self.push(&DELETE_WEBHOOK, &[&changed, &webhook], None);
        self.push(&DELETE_APPLICATION, &[&deleted], None);
    }

    fn push(&mut self, endpoint: &Endpoint, ids: &[&str], body: Option<Value>) -> &mut Request {
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut headers = vec![
            header("Authorization", AUTHORIZATION),
            header("Accept", "application/json"),
        ];
        if body.is_some() {
            headers.push(header("Content-Type", "application/json"));
        }
        let request = Request {
            method: endpoint.method,
            url: [&self.base_url, endpoint.path(ids).as_str()].concat(),
            headers,
            body: body.map(|body| body.to_string()),
        };
        self.steps.push(Step {
            request,
            succeeds: true,
            answer: if endpoint.method == Method::Delete {
                ""
            } else {
                "created"
            },
        });
        &mut self.steps.last_mut().unwrap().request
    }

    /// What was sent without the keys, so that it can be compared and printed: as they are shown
    /// where they belong, and anywhere else as what no request says.
    pub fn redact(&self, account: &Account, sent: &Sent) -> Sent {
        let lost = |text: &str| {
            text.replace(&account.key, "(the developer key)")
                .replace(&self.api_key, "(the API key)")
        };
        let authorization = AUTHORIZATION.replace("$META_DEVELOPER_KEY", &account.key);
        let header = |(name, value): &(String, String)| {
            let authorizes = name == "authorization" && *value == authorization;
            let value = if authorizes {
                AUTHORIZATION.to_owned()
            } else {
                lost(value)
            };
            (name.clone(), value)
        };
        let place = ["/apikeys/", &self.api_key].concat();
        Sent {
            method: sent.method.clone(),
            target: lost(&sent.target.replace(&place, "/apikeys/•••")),
            headers: sent.headers.iter().map(header).collect(),
            body: lost(&sent.body),
        }
    }

    /// Everything is in the account as it was asked for, exactly once.
    pub fn assert_done(&self, account: &Account) {
        let list = account.get(&[&LIST_APPLICATIONS.path(&[]), "?page_size=1000"].concat());
        for step in &self.steps {
            let request = &step.request;
            if request.method == Method::Post && request.url.ends_with("/applications") {
                let asked: Value = serde_json::from_str(request.body.as_ref().unwrap()).unwrap();
                let met = |it: &&Value| has(it, &asked);
                assert_eq!(
                    list["objects"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .filter(met)
                        .count(),
                    1
                );
            }
        }
        let changed = self.changed.as_str();
        let update = &self
            .steps
            .iter()
            .find(|it| it.request.method == Method::Patch);
        let asked = update.unwrap().request.body.as_ref().unwrap();
        let is = account.get(&RETRIEVE_APPLICATION.path(&[changed]));
        assert!(has(&is, &serde_json::from_str(asked).unwrap()), "{is}");
        let webhooks = account.get(&LIST_WEBHOOKS.path(&[changed]));
        let webhooks = webhooks["objects"].as_array().unwrap();
        let mut urls: Vec<_> = webhooks
            .iter()
            .map(|it| it["url"].as_str().unwrap())
            .collect();
        urls.sort_unstable();
        let mut expected = URLS;
        expected.sort_unstable();
        assert_eq!(urls, expected);
        let keys = account.get(&CREATE_API_KEY.path(&[changed]));
        let keys = keys["objects"].as_array().unwrap();
        // The first one, and the sample's.
        assert_eq!(keys.len(), 2);
        assert!(keys.iter().all(|key| key["key"] != self.api_key.as_str()));
        assert!(!account.has(&RETRIEVE_APPLICATION.path(&[&self.deleted])));
    }
}

/// Texts of every kind, which no other application of the account has.
fn description(language: Language, number: usize) -> String {
    let names = NAMES.concat();
    format!("{number} in {}: {names}{LINES}", language.label())
}

fn has(is: &Value, asked: &Value) -> bool {
    let asked = asked.as_object().unwrap();
    asked.iter().all(|(field, value)| is[field] == *value)
}

impl Step {
    /// Nothing of the request got lost, and nothing came to it that it says something about.
    pub fn assert_sent(&self, sent: &Sent, language: Language) {
        let request = &self.request;
        assert_eq!(sent.method, request.method.as_str());
        let (_, url) = request.url.split_once("/v0").unwrap();
        assert_eq!(sent.target, ["/v0", url].concat());
        for (name, value) in &request.headers {
            let name = name.to_lowercase();
            let of_name = |(known, _): &&(String, String)| *known == name;
            let values: Vec<_> = sent.headers.iter().filter(of_name).collect();
            assert_eq!(values, [&(name.clone(), value.clone())], "{sent:?}");
        }
        let body = request.body.as_deref().unwrap_or_default();
        if language == Language::Kloudless && !body.is_empty() {
            // The SDK writes JSON with escapes and spaces of its own.
            let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
            assert_eq!(read(&sent.body), read(body));
        } else {
            assert_eq!(sent.body, body);
        }
    }
}
