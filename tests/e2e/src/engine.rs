//! The three browser engines, and the one table of what each of them cannot do in a journey.

use std::collections::BTreeSet;
use std::fmt;
use std::io::Write;
use std::sync::Mutex;

/// The engine that journeys run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, by ChromeDriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, by WebKitWebDriver.
    WebKit,
}

/// What a journey asks of an engine beyond what every one of them can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ability {
    /// Hearing every complaint of the browser, from the start of the page on.
    AllComplaints,
    /// Hearing of answers that are no success.
    NetworkComplaints,
    /// Telling a page that the connection was lost in the middle of an answer.
    CutOffBodies,
    /// A script before the first one of a page, and a time zone of one's choice.
    Emulation,
}

/// What an engine cannot do, and why.
#[derive(Debug)]
pub struct Limit {
    /// The engine.
    pub engine: Engine,
    /// What it lacks.
    pub ability: Ability,
    /// What that leaves out, and the reason.
    pub reason: &'static str,
}

/// Everything that an engine cannot do. CONTRIBUTING.md says the same.
pub const LIMITS: [Limit; 6] = [
    Limit {
        engine: Engine::Firefox,
        ability: Ability::NetworkComplaints,
        reason: "answers that are no success are not among the browser's complaints: Firefox keeps them in its developer tools only",
    },
    Limit {
        engine: Engine::Firefox,
        ability: Ability::Emulation,
        reason: "pictures and measurements are not taken: geckodriver can neither run a script before those of the page nor change the time zone",
    },
    Limit {
        engine: Engine::WebKit,
        ability: Ability::AllComplaints,
        reason: "complaints are heard only after a page has loaded, by listeners in the page: WebKitWebDriver has no log, and WebKitGTK writes its console to the system journal",
    },
    Limit {
        engine: Engine::WebKit,
        ability: Ability::NetworkComplaints,
        reason: "answers that are no success are not among the browser's complaints: a page cannot listen for them",
    },
    Limit {
        engine: Engine::WebKit,
        ability: Ability::CutOffBodies,
        reason: "a connection that is lost in the middle of an answer is not named as such: WebKitGTK hands what has come to the page as if it were whole, and the console says that it is cut off",
    },
    Limit {
        engine: Engine::WebKit,
        ability: Ability::Emulation,
        reason: "pictures and measurements are not taken: WebKitWebDriver can neither run a script before those of the page nor change the time zone",
    },
];

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engine that `META_E2E_ENGINE` names; Chromium without one.
    pub fn chosen() -> Self {
        let Ok(name) = std::env::var("META_E2E_ENGINE") else {
            return Self::Chromium;
        };
        Self::ALL
            .into_iter()
            .find(|engine| engine.to_string() == name)
            .unwrap_or_else(|| panic!("META_E2E_ENGINE is {name:?}, which is no engine"))
    }

    /// Why it cannot do this; `None` if it can.
    pub fn limit(self, ability: Ability) -> Option<&'static Limit> {
        LIMITS
            .iter()
            .find(|limit| limit.engine == self && limit.ability == ability)
    }

    /// Whether it can do this. What it cannot do is said in the output of the run, once.
    pub fn can(self, ability: Ability) -> bool {
        let limit = self.limit(ability);
        if let Some(limit) = limit {
            limit.say();
        }
        limit.is_none()
    }
}

impl Limit {
    /// Past the test runner, which shows what a test prints only when it fails.
    fn say(&self) {
        static SAID: Mutex<BTreeSet<&str>> = Mutex::new(BTreeSet::new());
        if SAID.lock().unwrap().insert(self.reason) {
            let line = format!("NOT CHECKED in {}: {}\n", self.engine, self.reason);
            std::io::stderr().write_all(line.as_bytes()).unwrap();
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_is_in_the_documentation() {
        let page = include_str!("../../../CONTRIBUTING.md");
        for limit in &LIMITS {
            let line = format!("- **{}**: {}.", limit.engine, limit.reason);
            assert!(page.contains(&line), "CONTRIBUTING.md lacks: {line}");
        }
        let lines: usize = Engine::ALL
            .iter()
            .map(|engine| page.matches(&format!("\n- **{engine}**: ")).count())
            .sum();
        assert_eq!(lines, LIMITS.len());
    }
}
