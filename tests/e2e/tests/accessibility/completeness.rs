//! No screen, common state or dialog is left out: they are read from the console's sources.

use crate::walk::{
    EMPTY, FAILED, FAILURE_TOAST, IN_DOUBT, LOADED, LOADING, LOCKED, OFFLINE, SLOWED_DOWN,
};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Routes that ask the API for nothing, so that nothing can be loading or fail.
const STILL: [&str; 4] = ["NewApplication", "Settings", "Activity", "NotFound"];

/// States that every screen can come to, and in which it looks like every other one.
const ANYWHERE: [&str; 4] = [SLOWED_DOWN, OFFLINE, IN_DOUBT, FAILURE_TOAST];

/// What a walk has come to.
#[derive(Default)]
pub struct Seen {
    states: BTreeSet<(&'static str, String)>,
    dialogs: BTreeSet<String>,
}

impl Seen {
    pub fn note(&mut self, route: &'static str, state: &str) {
        self.states.insert((route, state.to_owned()));
    }

    pub fn note_dialog(&mut self, dialog: Option<&str>) {
        self.dialogs.extend(dialog.map(str::to_owned));
    }

    pub fn assert_complete(&self) {
        let mut routes = variants(&source("routes.rs"), "Route");
        routes.insert("NotFound".to_owned());
        let missing: Vec<String> = routes
            .iter()
            .flat_map(|route| required(route).into_iter().map(move |state| (route, state)))
            .filter(|(route, state)| !self.has(route, state))
            .map(|(route, state)| format!("{route}, {state}"))
            .collect();
        assert!(missing.is_empty(), "not visited: {missing:?}");
        for state in ANYWHERE {
            assert!(self.states.iter().any(|seen| seen.1 == state), "{state}");
        }
        assert!(self.has("Unlock", LOADED) && self.has("Unlock", FAILED));
        let dialogs = dialogs();
        assert!(dialogs.len() > 3, "{dialogs:?}");
        let missing: Vec<&String> = dialogs.difference(&self.dialogs).collect();
        assert!(
            missing.is_empty(),
            "dialogs that were not open: {missing:?}"
        );
    }

    fn has(&self, route: &str, state: &str) -> bool {
        self.states
            .iter()
            .any(|seen| seen.0 == route && seen.1 == state)
    }
}

fn required(route: &str) -> Vec<&'static str> {
    let mut states = vec![LOADED, LOCKED];
    if !STILL.contains(&route) {
        states.extend([LOADING, FAILED]);
    }
    if can_be_empty(route) {
        states.push(EMPTY);
    }
    states
}

/// Whether a screen says that there is nothing: it builds that with `empty("icon", …)`, in the file
/// of its name.
fn can_be_empty(route: &str) -> bool {
    let name = route.to_lowercase();
    let pages = rust_files(&sources().join("pages"));
    let file = pages.iter().find(|file| {
        let stem = file.file_stem().unwrap().to_str().unwrap();
        stem.replace('_', "") == name
    });
    let text = fs::read_to_string(file.unwrap_or_else(|| panic!("no file of {route}")));
    text.unwrap().contains("empty(\"")
}

/// What names each dialog: the id of its title, which is the first argument of `dialog(…)`, or what
/// stands in its attribute.
fn dialogs() -> BTreeSet<String> {
    rust_files(&sources())
        .iter()
        .flat_map(|file| {
            let text = fs::read_to_string(file).unwrap();
            let of_component = text
                .split("dialog(")
                .skip(1)
                .filter_map(|rest| rest.trim_start().strip_prefix('"'));
            let of_element = text
                .split("h(\"dialog")
                .skip(1)
                .filter_map(|rest| rest.split(".attr(\"aria-label").nth(1))
                .filter_map(|rest| rest.split_once(", \"").filter(|(it, _)| it.len() < 12))
                .map(|(_, name)| name);
            let names = of_component.chain(of_element);
            let names = names.filter_map(|rest| rest.split('"').next());
            names.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

/// The names of an enum's variants.
fn variants(source: &str, name: &str) -> BTreeSet<String> {
    let body = source
        .split(&format!("pub enum {name} {{"))
        .nth(1)
        .and_then(|rest| rest.split("\n}").next())
        .unwrap();
    body.lines()
        .map(str::trim)
        .filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()))
        .map(|line| {
            line.trim_end_matches(',')
                .split('(')
                .next()
                .unwrap()
                .to_owned()
        })
        .collect()
}

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src")
}

fn source(name: &str) -> String {
    fs::read_to_string(sources().join(name)).unwrap()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() {
                rust_files(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|it| it == "rs"))
        .collect()
}

#[test]
fn the_screens_that_can_be_empty_are_found() {
    let routes = variants(&source("routes.rs"), "Route");
    let found: Vec<&str> = routes
        .iter()
        .map(String::as_str)
        .filter(|route| can_be_empty(route))
        .collect();
    assert_eq!(found, ["Activity", "ApiKeys", "Applications", "WebHooks"]);
}

#[test]
fn the_variants_of_an_enum_are_found() {
    let source = "pub enum Route {\n    /// A list.\n    List(Query, u8),\n    /// Its own.\n    Settings,\n}\n";
    let found = variants(source, "Route");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["List", "Settings"]);
}
