//! What can be asked of `cargo xtask`, and reading it from the command line.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Result, bail};
use lexopt::prelude::{Long, Short, Value, ValueExt};

use crate::engines::Engine;

pub const HELP: &str = "\
Usage: cargo xtask COMMAND

  start               Install what is missing, build, and run the console with its server
    --listen ADDR:PORT  where the server listens [default: 127.0.0.1:8080]
    --data DIR          database and developer key [default: data]
    --database URL      sqlite: or postgres: URL [default: a SQLite file in the data folder]
    --sample N          fill an empty account with N applications
  test [PART] [-- ARGS]
                      Check everything, or one part:
                      xtask, lint, api, server, samples, browser, e2e or size
                      (ARGS go to the tests of that part)
    --engine NAME       journeys only in chromium, firefox or webkit; can be repeated
                        [default: all three]
  dist [--public-url URL]
                      Build the console into dist/ for a static host [default URL: /]
  size                Print what a visitor downloads; fail over the budget
  bench server        Measure list pages of the server over 1,000 and 100,000 applications
  bench browser       Measure the first row, and the next paint after opening a dialog, a tab
                      and the palette; fail over 50 ms
  screenshots         Take the pictures in docs/images again
  trunk ARGS          Run the pinned trunk, for example `cargo xtask trunk serve`
  help                Print this

Tools are kept in $META_CONSOLE_CACHE, else in the folder meta-console of the user's cache.";

/// Where `start` listens unless told otherwise.
const LISTEN: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);

#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    Help,
    Start(Start),
    /// Every part without one.
    Test {
        part: Option<Part>,
        /// All of them if there is none.
        engines: Vec<Engine>,
        rest: Vec<OsString>,
    },
    Dist {
        public_url: String,
    },
    Size,
    BenchServer,
    BenchBrowser,
    Screenshots,
    Trunk(Vec<OsString>),
    /// The hooks in Trunk.toml.
    Style,
    Finish,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Start {
    pub listen: SocketAddr,
    /// `data` in the checkout without one.
    pub data: Option<PathBuf>,
    pub database: Option<String>,
    pub sample: Option<u64>,
}

/// The parts of `test`, each of which also runs alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Xtask,
    Lint,
    Api,
    Server,
    Samples,
    Browser,
    E2e,
    Size,
}

impl Part {
    /// In the order in which they fail fastest.
    pub const ALL: [Self; 8] = [
        Self::Xtask,
        Self::Api,
        Self::Lint,
        Self::Server,
        Self::Samples,
        Self::Browser,
        Self::E2e,
        Self::Size,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Xtask => "xtask",
            Self::Lint => "lint",
            Self::Api => "api",
            Self::Server => "server",
            Self::Samples => "samples",
            Self::Browser => "browser",
            Self::E2e => "e2e",
            Self::Size => "size",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

impl Command {
    pub fn parse(mut arguments: lexopt::Parser) -> Result<Self> {
        let Some(first) = arguments.next()? else {
            return Ok(Self::Help);
        };
        let name = match first {
            Short('h') | Long("help") => return Ok(Self::Help),
            Value(name) => name.string()?,
            other => return Err(other.unexpected().into()),
        };
        let command = match &*name {
            "help" => Self::Help,
            "start" => return start(arguments),
            "test" => return test(arguments),
            "dist" => return dist(arguments),
            "trunk" => return Ok(Self::Trunk(arguments.raw_args()?.collect())),
            "bench" => match arguments.next()? {
                Some(Value(what)) if what == "server" => Self::BenchServer,
                Some(Value(what)) if what == "browser" => Self::BenchBrowser,
                _ => bail!("say what to measure: cargo xtask bench server, or bench browser"),
            },
            "screenshots" => Self::Screenshots,
            "size" => Self::Size,
            "style" => Self::Style,
            "finish" => Self::Finish,
            unknown => bail!("there is no command \"{unknown}\"; see `cargo xtask help`"),
        };
        match arguments.next()? {
            None => Ok(command),
            Some(Short('h') | Long("help")) => Ok(Self::Help),
            Some(other) => Err(other.unexpected().into()),
        }
    }
}

fn start(mut arguments: lexopt::Parser) -> Result<Command> {
    let mut start = Start {
        listen: LISTEN,
        data: None,
        database: None,
        sample: None,
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("listen") => {
                let value = arguments.value()?.string()?;
                let Ok(listen) = value.parse() else {
                    bail!(
                        "--listen takes an address with a port, like 127.0.0.1:8080, not \"{value}\""
                    )
                };
                let listen: SocketAddr = listen;
                if listen.port() == 0 {
                    bail!(
                        "--listen takes a port from 1 to 65535, since the page needs an address that lasts"
                    );
                }
                start.listen = listen;
            }
            Long("data") => start.data = Some(arguments.value()?.into()),
            Long("database") => start.database = Some(arguments.value()?.string()?),
            Long("sample") => start.sample = Some(sample(&arguments.value()?.string()?)?),
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Start(start))
}

fn sample(value: &str) -> Result<u64> {
    match value.parse() {
        Ok(count @ 1..=1_000_000) => Ok(count),
        _ => bail!("--sample takes a number from 1 to 1000000, not \"{value}\""),
    }
}

fn test(mut arguments: lexopt::Parser) -> Result<Command> {
    let mut part = None;
    let mut engines = Vec::new();
    let mut rest = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(value) if part.is_none() => {
                let name = value.string()?;
                let Some(found) = Part::named(&name) else {
                    let names = Part::ALL.map(Part::name).join(", ");
                    bail!("there is no part \"{name}\" to test; there are {names}")
                };
                part = Some(found);
            }
            // lexopt gives everything after `--` as values.
            Value(value) => {
                rest.push(value);
                rest.extend(arguments.raw_args()?);
            }
            Long("engine") => engines.push(Engine::named(&arguments.value()?.string()?)?),
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    if !engines.is_empty() && part.is_some_and(|part| part != Part::E2e) {
        bail!("--engine says where journeys run: cargo xtask test e2e --engine firefox");
    }
    Ok(Command::Test {
        part,
        engines,
        rest,
    })
}

fn dist(mut arguments: lexopt::Parser) -> Result<Command> {
    let mut public_url = "/".to_owned();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("public-url") => public_url = arguments.value()?.string()?,
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Dist { public_url })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command> {
        Command::parse(lexopt::Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn start_listens_on_loopback_unless_told_otherwise() {
        let expected = Start {
            listen: "127.0.0.1:8080".parse().unwrap(),
            data: None,
            database: None,
            sample: None,
        };
        assert_eq!(parse("start").unwrap(), Command::Start(expected));
        let expected = Start {
            listen: "[::1]:9000".parse().unwrap(),
            data: Some("d".into()),
            database: Some("postgres://db".into()),
            sample: Some(250),
        };
        let line = "start --listen [::1]:9000 --data d --database=postgres://db --sample 250";
        assert_eq!(parse(line).unwrap(), Command::Start(expected));
    }

    #[test]
    fn an_address_without_a_port_says_what_is_expected() {
        assert!(parse("start --listen 127.0.0.1:0").is_err());
        let error = parse("start --listen localhost").unwrap_err().to_string();
        assert!(error.contains("like 127.0.0.1:8080"), "{error}");
    }

    #[test]
    fn a_sample_has_at_least_one_and_at_most_a_million_applications() {
        for value in ["0", "1000001", "-1", "many"] {
            let error = parse(&format!("start --sample {value}"))
                .unwrap_err()
                .to_string();
            assert!(error.contains("from 1 to 1000000"), "{error}");
        }
        assert!(parse("start --sample 1").is_ok() && parse("start --sample 1000000").is_ok());
    }

    #[test]
    fn arguments_after_the_part_go_to_its_tests() {
        let Command::Test { part, rest, .. } =
            parse("test server -- --exact a_name --nocapture").unwrap()
        else {
            unreachable!("the command is test")
        };
        assert_eq!(
            (part, rest),
            (
                Some(Part::Server),
                ["--exact", "a_name", "--nocapture"]
                    .map(OsString::from)
                    .into()
            )
        );
        assert_eq!(
            parse("test").unwrap(),
            Command::Test {
                part: None,
                engines: vec![],
                rest: vec![]
            }
        );
    }

    #[test]
    fn journeys_run_in_the_engines_that_are_named() {
        let expected = Command::Test {
            part: Some(Part::E2e),
            engines: vec![Engine::WebKit, Engine::Firefox],
            rest: vec!["unlock".into()],
        };
        let line = "test e2e --engine webkit --engine=firefox -- unlock";
        assert_eq!(parse(line).unwrap(), expected);
        assert!(parse("test --engine chromium").is_ok());
        assert!(parse("test api --engine chromium").is_err());
        assert!(parse("test e2e --engine netscape").is_err());
    }

    #[test]
    fn unknown_words_are_refused_with_what_there_is() {
        assert!(
            parse("tset")
                .unwrap_err()
                .to_string()
                .contains("cargo xtask help")
        );
        assert!(
            parse("test serve")
                .unwrap_err()
                .to_string()
                .contains("server, samples, browser")
        );
        assert!(parse("size --fast").is_err());
        assert!(parse("bench").is_err());
        assert_eq!(parse("bench browser").unwrap(), Command::BenchBrowser);
        assert_eq!(parse("screenshots").unwrap(), Command::Screenshots);
        assert!(parse("screenshots docs").is_err());
    }

    #[test]
    fn trunk_gets_its_arguments_untouched() {
        let expected = ["serve", "--open", "--port", "9"]
            .map(OsString::from)
            .into();
        assert_eq!(
            parse("trunk serve --open --port 9").unwrap(),
            Command::Trunk(expected)
        );
    }
}
