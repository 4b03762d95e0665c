//! What the palette can run: the actions of the screen, and what there is to do with an
//! application.

use super::index::Entry;
use crate::actions::{Action, Actions, Group};
use crate::check::ConnectionCheck;
use crate::components::{CHECK, Toaster, copy_and_say};
use crate::dom::{El, h};
use crate::explorer::{Draft, Operation};
use crate::intl;
use crate::location::Location;
use crate::pages::shown_name;
use crate::routes::{self, Route};
use leptos::prelude::{Set, use_context};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Something to run.
#[derive(Clone)]
pub struct Command {
    /// What tells it from all others.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Which part of the label is what was typed: where it begins, and its length, in bytes.
    mark: Option<(usize, usize)>,
    /// What helps to tell it from others like it.
    pub detail: String,
    /// Its icon in the sprite.
    pub icon: &'static str,
    /// Its keys, as a person reads them.
    pub shown: String,
    /// Does it.
    pub run: Rc<dyn Fn()>,
}

/// Commands under a title.
#[derive(Clone)]
pub struct Section {
    /// The title.
    pub title: String,
    /// The commands.
    pub commands: Vec<Command>,
}

impl Section {
    /// The commands whose label has all the words that are typed, in lower case.
    pub fn matching(&self, typed: &str) -> Self {
        let fits = |command: &&Command| {
            let label = intl::lower_case(&command.label);
            typed.split(' ').all(|word| label.contains(word))
        };
        Self {
            title: self.title.clone(),
            commands: self.commands.iter().filter(fits).cloned().collect(),
        }
    }

    fn new(title: &str, commands: Vec<Command>) -> Self {
        let title = title.to_owned();
        Self { title, commands }
    }
}

impl Command {
    fn new(section: &str, label: &str, icon: &'static str, run: Rc<dyn Fn()>) -> Self {
        Self {
            key: [section, "\n", label].concat(),
            label: label.to_owned(),
            mark: None,
            detail: String::new(),
            icon,
            shown: String::new(),
            run,
        }
    }

    /// The label, with what was typed marked.
    pub fn marked(&self) -> El {
        let label = h("span.trunc");
        let parts = self.mark.and_then(|(start, length)| {
            let (before, rest) = self.label.split_at_checked(start)?;
            let (marked, after) = rest.split_at_checked(length)?;
            Some((before, marked, after))
        });
        match parts {
            Some((before, marked, after)) => {
                label.with(before).with(h("b").with(marked)).with(after)
            }
            None => label.with(&*self.label),
        }
    }
}

/// What can be done on the screen: with the row that has the focus, on the screen itself, to go
/// elsewhere, and everywhere.
pub fn of_screen(actions: Actions, location: Location, row: Option<&Element>) -> Vec<Section> {
    let all = actions.available();
    let of = |title: &str, group: Group| {
        let all = all.iter().filter(|it| it.group == group);
        let commands = all
            // The palette is open already.
            .filter(|it| !it.keys.contains(&"Mod+K"))
            .map(|it| of_action(actions, title, it));
        let mut commands: Vec<Command> = commands.collect();
        // Two parts of a screen can each have a "Cancel loading".
        for (at, command) in commands.iter_mut().enumerate() {
            command.key.extend(["\n", &at.to_string()]);
        }
        Section::new(title, commands)
    };
    let mut go_to = of("Go to", Group::GoTo);
    go_to.commands.splice(0..0, new_application(location));
    let mut console = of("Console", Group::Console);
    if let Some(check) = use_context::<ConnectionCheck>() {
        let run = Rc::new(move || check.open.set(true));
        let command = Command::new("Console", CHECK, "pulse", run);
        console.commands.push(command);
    }
    vec![
        Section::new(
            "This row",
            row.map_or_else(Vec::new, |row| of_row(actions, row)),
        ),
        of("This screen", Group::Screen),
        go_to,
        console,
    ]
}

/// The way to the form, where no button of the screen leads there.
fn new_application(location: Location) -> Option<Command> {
    let has = |it: &Route| matches!(it, Route::Applications(_) | Route::NewApplication(_));
    let run = Rc::new(move || location.go(&Route::NewApplication(None)));
    let there = leptos::prelude::untrack(|| location.is_at(has));
    (!there).then(|| Command::new("Go to", "New application", "plus", run))
}

fn of_action(actions: Actions, section: &str, action: &Action) -> Command {
    let run = action.clone();
    Command {
        shown: leptos::prelude::untrack(|| actions.shown(action.keys)),
        ..Command::new(
            section,
            &action.label,
            action.icon,
            Rc::new(move || run.run()),
        )
    }
}

/// What the links and buttons of a row do.
fn of_row(actions: Actions, row: &Element) -> Vec<Command> {
    let mut found = Vec::new();
    collect(row, &mut found);
    let command = |it: HtmlElement| {
        let name = it.get_attribute("aria-label");
        let name = name.unwrap_or_else(|| {
            let text = it.text_content().unwrap_or_default();
            if it.tag_name() == "A" {
                ["Open ", &text].concat()
            } else {
                text
            }
        });
        let image = it.query_selector("use").ok().flatten();
        let image = image.and_then(|it| it.get_attribute("href"));
        let icon = match image.as_deref() {
            Some("#i-eye") => "eye",
            Some("#i-eye-off") => "eye-off",
            Some("#i-trash") => "trash",
            Some("#i-copy") => "copy",
            _ if it.has_attribute("data-copy") => "copy",
            _ => "right",
        };
        let key = it.get_attribute("data-keys").unwrap_or_default();
        Command {
            shown: leptos::prelude::untrack(|| actions.shown(&[&key])),
            ..Command::new("row", &name, icon, Rc::new(move || it.click()))
        }
    };
    found.into_iter().map(command).collect()
}

fn collect(element: &Element, found: &mut Vec<HtmlElement>) {
    let mut child = element.first_element_child();
    while let Some(now) = child {
        child = now.next_element_sibling();
        match now.dyn_into::<HtmlElement>() {
            Ok(it) if matches!(&*it.tag_name(), "A" | "BUTTON") => found.push(it),
            Ok(it) => collect(&it, found),
            // A drawing has no buttons.
            Err(_) => {}
        }
    }
}

/// Opens an application. `typed` is what found it, in lower case.
pub fn open(location: Location, entry: &Entry, typed: &str) -> Command {
    let id = entry.id.clone();
    let name = shown_name(&entry.name);
    let folded = intl::lower_case(name);
    // Letters whose small form has another length would shift the mark.
    let mark = (folded.len() == name.len())
        .then(|| folded.find(typed))
        .flatten();
    let route = Route::Application(id.clone());
    Command {
        key: ["app\n", id.as_str()].concat(),
        mark: mark.map(|start| (start, typed.len())),
        detail: short(id.as_str()),
        ..Command::new("", name, "apps", Rc::new(move || location.go(&route)))
    }
}

/// What there is to do with an application.
pub fn on(location: Location, toaster: Toaster, entry: &Entry) -> Section {
    let title = ["On ", shown_name(&entry.name)].concat();
    let first = routes::first_page();
    let id = &entry.id;
    let go = |label, icon, route: Route| {
        let run = Rc::new(move || location.go(&route));
        Command::new(&title, label, icon, run)
    };
    let copied = id.to_string();
    let copy = Rc::new(move || copy_and_say(toaster, "App ID", copied.clone()));
    let commands = vec![
        go("API keys", "key", Route::ApiKeys(id.clone(), first)),
        go("Webhooks", "link", Route::WebHooks(id.clone(), first)),
        Command::new(&title, "Copy App ID", "copy", copy),
        go("Duplicate", "plus", Route::NewApplication(Some(id.clone()))),
    ];
    Section::new(&title, commands)
}

/// Every endpoint of the API, to be opened in the Explorer.
pub fn endpoints(location: Location) -> Section {
    let title = "API endpoints";
    let command = |operation: Operation| {
        let draft = Draft::of(operation.method, &operation.path);
        // A path without values holds no secret.
        let route = Route::Explorer(draft.search(&|_| false).0);
        let label = [&operation.title, " in the Explorer"].concat();
        Command {
            detail: [operation.method.as_str(), " ", &operation.path].concat(),
            ..Command::new(title, &label, "term", Rc::new(move || location.go(&route)))
        }
    };
    Section::new(title, Operation::all().into_iter().map(command).collect())
}

/// An id, short enough to stand beside a name: `u0Sx…oV2t`.
fn short(id: &str) -> String {
    match (id.get(..4), id.get(id.len().saturating_sub(4)..)) {
        (Some(start), Some(end)) if id.len() > 12 => [start, "…", end].concat(),
        _ => id.to_owned(),
    }
}

/// Whether App IDs have this character.
pub fn is_of_id(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_id_is_shown_by_its_ends() {
        assert_eq!(short("u0SxN5iDq7JbFw4EcKoV2t"), "u0Sx…oV2t");
        assert_eq!(short("short"), "short");
        // Four bytes would cut a letter in two.
        assert_eq!(short("aäöüäöüäöüäöü"), "aäöüäöüäöüäöü");
    }
}
