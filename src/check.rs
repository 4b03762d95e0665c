//! The connection check: what stands between this page and the API, judged step by step, each with
//! evidence and with what to do. Plain Rust: `client/examine.rs` asks, and what it saw is judged here.

mod answer;
mod cors;
mod fixes;
mod meaning;
mod page;
mod report;
mod road;
mod timing;

pub use answer::{Contact, Outcome, Seen, Shape};
pub use cors::{Ask, asks, cors};
pub use meaning::{api, key};
pub use page::{Headers, PageFacts, framed, headers};
pub use report::{report, summary};
pub use road::{address, mixed, reachable, redirected, shown_address};
pub use timing::{LATENCIES, Sizes, Spread, clock, compression, latency, milliseconds};

use crate::client::BaseUrl;
use leptos::prelude::*;

/// The dialog of the check, which every screen can open. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct ConnectionCheck {
    /// Whether the dialog is open.
    pub open: RwSignal<bool>,
    /// The address on the unlock screen as it is typed: what is checked while the console is locked.
    pub address: RwSignal<String>,
}

impl Default for ConnectionCheck {
    fn default() -> Self {
        Self {
            open: RwSignal::new(false),
            address: RwSignal::new(String::new()),
        }
    }
}

/// What is checked, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The address can be one.
    Address,
    /// The browser lets an https page ask it.
    Mixed,
    /// Something answers there.
    Reachable,
    /// It answers itself and does not point elsewhere.
    Redirects,
    /// The server allows this page what the console does.
    Cors,
    /// What answers is the Meta API.
    Api,
    /// It accepts the developer key.
    Key,
    /// Its clock agrees with the one here.
    Clock,
    /// How long an answer takes.
    Latency,
    /// Whether what is sent is compressed.
    Compression,
    /// The headers of the console's own page and files.
    Headers,
    /// The page stands in no other page.
    Framed,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 12] = [
        Self::Address,
        Self::Mixed,
        Self::Reachable,
        Self::Redirects,
        Self::Cors,
        Self::Api,
        Self::Key,
        Self::Clock,
        Self::Latency,
        Self::Compression,
        Self::Headers,
        Self::Framed,
    ];

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Address => "Address",
            Self::Mixed => "Mixed content",
            Self::Reachable => "Reachable",
            Self::Redirects => "Redirects",
            Self::Cors => "CORS",
            Self::Api => "Meta API",
            Self::Key => "Developer key",
            Self::Clock => "Clock",
            Self::Latency => "Latency",
            Self::Compression => "Compression",
            Self::Headers => "Page headers",
            Self::Framed => "Frame",
        }
    }
}

/// How a step went. What is worse counts more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It was not looked at, since it depends on a step that failed.
    Skipped,
    /// As it should be.
    Passed,
    /// The browser does not tell.
    Unknown,
    /// It works, and could be better or safer.
    Warning,
    /// The console cannot work like this.
    Failed,
}

impl Verdict {
    /// As it is said.
    pub fn word(self) -> &'static str {
        match self {
            Self::Skipped => "Skipped",
            Self::Passed => "Passed",
            Self::Unknown => "Could not be told",
            Self::Warning => "Warning",
            Self::Failed => "Failed",
        }
    }
}

/// What a step has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How it went.
    pub verdict: Verdict,
    /// What was seen, as sentences.
    pub evidence: String,
    /// The single things that were looked at, where there are several.
    pub parts: Vec<Part>,
    /// What to do.
    pub fix: Option<Fix>,
    /// How long answers took.
    pub spread: Option<Spread>,
}

/// One of several things that a step looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is: "DELETE".
    pub what: String,
    /// How it went.
    pub verdict: Verdict,
    /// What was seen.
    pub evidence: String,
}

/// What to do about something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// In words.
    pub advice: String,
    /// To be copied: for whom, and the lines.
    pub lines: Vec<(&'static str, String)>,
}

impl Finding {
    /// A finding of one sentence.
    pub fn new(verdict: Verdict, evidence: impl Into<String>) -> Self {
        Self {
            verdict,
            evidence: evidence.into(),
            parts: Vec::new(),
            fix: None,
            spread: None,
        }
    }

    /// As it should be.
    pub fn passed(evidence: impl Into<String>) -> Self {
        Self::new(Verdict::Passed, evidence)
    }

    /// Not looked at, because of this.
    pub fn skipped(why: &str) -> Self {
        Self::new(Verdict::Skipped, ["Skipped because ", why, "."].concat())
    }

    /// As bad as the worst of these.
    fn of(parts: Vec<Part>, evidence: impl Into<String>) -> Self {
        let worst = parts.iter().map(|it| it.verdict).max();
        Self {
            parts,
            ..Self::new(worst.unwrap_or(Verdict::Unknown), evidence)
        }
    }

    fn fix(self, fix: Fix) -> Self {
        Self {
            fix: Some(fix),
            ..self
        }
    }
}

impl Part {
    fn new(what: impl Into<String>, verdict: Verdict, evidence: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            verdict,
            evidence: evidence.into(),
        }
    }
}

/// Who asks whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    /// The API.
    pub base_url: BaseUrl,
    /// Where the page came from: `https://console.example.com`.
    pub origin: String,
}

impl Scene {
    /// Whether the page came encrypted.
    pub fn is_secure(&self) -> bool {
        self.origin.starts_with("https:")
    }

    /// Whether page and API share an origin, so that no permission is needed.
    pub fn is_same_origin(&self) -> bool {
        let rest = self.base_url.as_str().strip_prefix(&*self.origin);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The path of the API: `/v0`, or empty.
    fn path(&self) -> &str {
        let short = self.base_url.short();
        short.find('/').map_or("", |at| &short[at..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page and an API, for the tests of all steps.
    pub fn scene(origin: &str, base_url: &str) -> Scene {
        Scene {
            base_url: BaseUrl::parse(base_url).unwrap(),
            origin: origin.to_owned(),
        }
    }

    #[test]
    fn an_api_is_on_the_pages_origin_only_with_scheme_host_and_port() {
        let same = |base_url| scene("https://a.example.com", base_url).is_same_origin();
        assert!(same("https://a.example.com/v0") && same("https://a.example.com"));
        assert!(!same("http://a.example.com/v0"));
        assert!(!same("https://a.example.com:8443/v0"));
        assert!(!same("https://a.example.com.evil.example/v0"));
    }

    #[test]
    fn the_worst_part_is_the_verdict() {
        let part = |verdict| Part::new("x", verdict, "");
        let worst = |verdicts: &[Verdict]| {
            let parts = verdicts.iter().map(|it| part(*it)).collect();
            Finding::of(parts, "").verdict
        };
        assert_eq!(
            worst(&[Verdict::Passed, Verdict::Failed, Verdict::Unknown]),
            Verdict::Failed
        );
        assert_eq!(
            worst(&[Verdict::Passed, Verdict::Unknown]),
            Verdict::Unknown
        );
        assert_eq!(worst(&[Verdict::Skipped, Verdict::Passed]), Verdict::Passed);
        assert_eq!(worst(&[]), Verdict::Unknown);
    }
}
