//! The command palette: every screen, every application, and every action of the current screen,
//! found by typing. It follows the combobox pattern of the ARIA Authoring Practices.

mod commands;
mod index;

use crate::actions::Actions;
use crate::browser;
use crate::client::Client;
use crate::components::{Toaster, icon, keys};
use crate::dom::{El, effect, h};
use crate::intl;
use crate::load::{Loaded, Meanwhile, load};
use crate::location::Location;
use commands::{Command, Section};
use index::{Entry, Index};
use leptos::prelude::*;
use meta_api::ApplicationId;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// The most applications that are shown at once.
const SHOWN: usize = 8;

/// The shortest text that is taken for a whole App ID.
const ID_LENGTH: usize = 16;

const LIST: &str = "palette-list";

/// What the parts share. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
struct Palette {
    open: RwSignal<bool>,
    location: Location,
    toaster: Toaster,
    text: RwSignal<String>,
    index: Index,
    /// The application whose whole id is typed.
    typed: Loaded<Entry>,
    /// What can be done on the screen, grouped.
    actions: StoredValue<Vec<Section>, LocalStorage>,
    /// What is listed, in order.
    listed: StoredValue<Vec<Command>, LocalStorage>,
    /// Counts how often it was listed anew.
    drawn: RwSignal<u32>,
    /// The command that Enter runs, by its identity: more may be found above it meanwhile.
    active: RwSignal<String>,
}

/// What stands in the palette's dialog. `row` is the row of a list that had the focus.
pub fn palette(open: RwSignal<bool>, row: Option<&Element>) -> El {
    let client = expect_context::<Client>();
    let text = RwSignal::new(String::new());
    let index = Index::read(client);
    let typed = load(Meanwhile::Clear, move || {
        let id = text.get().trim().to_owned();
        let whole = id.len() >= ID_LENGTH && id.chars().all(commands::is_of_id);
        (whole && !index.has(&id)).then(|| {
            let answer = client.application(&ApplicationId::new(id));
            Box::pin(async move { answer.await.map(|it| Entry::new(&it)) }) as _
        })
    });
    let actions = expect_context::<Actions>();
    let location = expect_context::<Location>();
    let palette = Palette {
        open,
        location,
        toaster: expect_context(),
        text,
        index,
        typed,
        actions: StoredValue::new_local(commands::of_screen(actions, location, row)),
        listed: StoredValue::new_local(Vec::new()),
        drawn: RwSignal::new(0),
        active: RwSignal::new(String::new()),
    };
    let close = h("button.kbd")
        .attr("type", "button")
        .attr("aria-label", "Close, Esc")
        .with("Esc")
        .on_click(move || open.set(false));
    let field = h("div.group")
        .with(icon("search"))
        .with(palette.input())
        .with(close);
    h("div.palette-body")
        .with(field)
        .with(palette.list())
        .with(palette.status())
}

impl Palette {
    fn input(self) -> El {
        h("input.input")
            .attr("type", "text")
            .attr("role", "combobox")
            .attr("aria-label", "Search or run a command")
            .attr("placeholder", "Name, App ID or command")
            .attr("aria-autocomplete", "list")
            .attr("aria-controls", LIST)
            .attr("autocomplete", "off")
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
            .attr("autofocus", "")
            .attr("aria-expanded", "true")
            .attr_live("aria-activedescendant", move || {
                self.drawn.track();
                self.place_of(&self.active.read()).map(option_id)
            })
            .on_input(move |text| self.text.set(text))
            .on("keydown", move |event| {
                let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                if !key.is_composing() && self.press(&key.key()) {
                    event.prevent_default();
                }
            })
    }

    /// Whether the key means something here.
    fn press(self, key: &str) -> bool {
        match key {
            "ArrowDown" => self.step(true),
            "ArrowUp" => self.step(false),
            "Enter" => {
                let active = self.active.read_untracked();
                let command = self.listed.with_value(|all| {
                    let command = all.iter().find(|it| it.key == *active);
                    command.cloned()
                });
                drop(active);
                if let Some(command) = command {
                    self.run(&command);
                }
            }
            _ => return false,
        }
        true
    }

    /// Goes on to the next or the previous command, round the ends.
    fn step(self, forward: bool) {
        let count = self.listed.with_value(Vec::len);
        if count == 0 {
            return;
        }
        let place = self.place_of(&self.active.read_untracked());
        let next = match (place, forward) {
            (Some(place), true) => (place + 1) % count,
            (Some(place), false) => (place + count - 1) % count,
            (None, true) => 0,
            (None, false) => count - 1,
        };
        let key = self.listed.with_value(|all| all[next].key.clone());
        self.active.set(key);
        browser::scroll_to(&option_id(next));
    }

    fn place_of(self, key: &str) -> Option<usize> {
        self.listed
            .with_value(|all| all.iter().position(|it| it.key == key))
    }

    fn run(self, command: &Command) {
        // First the focus returns to where it came from; then the command may move it.
        self.open.set(false);
        (command.run)();
    }

    fn list(self) -> El {
        let before = StoredValue::new(None);
        h("div.palette-list")
            .attr("id", LIST)
            .attr("role", "listbox")
            .attr("aria-label", "Commands")
            .swap(move || {
                let text = self.text.get();
                let sections = self.sections(&text);
                let all: Vec<Command> = sections
                    .iter()
                    .flat_map(|it| it.commands.iter().cloned())
                    .collect();
                let first = all.first().map(|it| it.key.clone()).unwrap_or_default();
                self.listed.set_value(all);
                let same = before.get_value().as_ref() == Some(&text);
                before.set_value(Some(text));
                if !same || self.place_of(&self.active.read_untracked()).is_none() {
                    self.active.set(first);
                }
                let mut place = 0;
                let groups: Vec<El> = sections
                    .into_iter()
                    .map(|section| self.group(section, &mut place))
                    .collect();
                self.drawn.update(|it| *it = it.wrapping_add(1));
                groups
            })
    }

    fn sections(self, text: &str) -> Vec<Section> {
        let typed = intl::lower_case(text.trim());
        let mut sections = Vec::new();
        if !typed.is_empty() {
            let (mut found, _) = self.index.search(&typed, SHOWN);
            if let Some(entry) = self.typed_entry(text) {
                found.insert(0, entry);
            }
            let best = found.first().cloned();
            let open = |entry: &Entry| commands::open(self.location, entry, &typed);
            sections.push(Section {
                title: "Applications".to_owned(),
                commands: found.iter().map(open).collect(),
            });
            if let Some(best) = best {
                sections.push(commands::on(self.location, self.toaster, &best));
            }
        }
        self.actions.with_value(|all| {
            sections.extend(all.iter().map(|section| section.matching(&typed)));
        });
        if !typed.is_empty() {
            sections.push(commands::endpoints(self.location).matching(&typed));
        }
        sections.retain(|it| !it.commands.is_empty());
        sections
    }

    /// The application with the id that is typed, if the API has answered it; tracked.
    fn typed_entry(self, text: &str) -> Option<Entry> {
        let entry = self.typed.with(Entry::clone)?;
        let wanted = entry.id.as_str() == text.trim() && !self.index.has(text.trim());
        wanted.then_some(entry)
    }

    fn group(self, section: Section, place: &mut usize) -> El {
        let title = h("li.sm.subtle")
            .attr("role", "presentation")
            .with(&*section.title);
        let options: Vec<El> = section
            .commands
            .into_iter()
            .map(|command| {
                *place += 1;
                self.option(command, *place - 1)
            })
            .collect();
        h("ul")
            .attr("role", "group")
            .attr("aria-label", &section.title)
            .with(title)
            .with(options)
    }

    fn option(self, command: Command, place: usize) -> El {
        let key = command.key.clone();
        let option = h("li.item")
            .attr("role", "option")
            .attr("id", &option_id(place))
            .attr("data-command", &command.label)
            .state("aria-selected", move || *self.active.read() == key)
            .with(icon(command.icon))
            .with(command.marked())
            .with(h("span.mono.subtle").with(&*command.detail))
            .with(
                h("span.end")
                    .attr("aria-hidden", "true")
                    .with(keys(&command.shown)),
            );
        option
            // The field keeps the focus.
            .on("mousedown", |event| event.prevent_default())
            .on_click(move || self.run(&command))
    }

    fn status(self) -> El {
        let count = RwSignal::new(0);
        effect(Box::new(move || {
            let typed = intl::lower_case(self.text.read().trim());
            let matches = if typed.is_empty() {
                0
            } else {
                self.index.search(&typed, 0).1
            };
            count.set(matches + u64::from(self.typed_entry(&self.text.read()).is_some()));
        }));
        h("p.sm.subtle.palette-status")
            .attr("role", "status")
            .live(move || {
                let text = self.text.get();
                let more = count.get().saturating_sub(SHOWN as u64);
                let more = if more > 0 {
                    [&intl::number(more), " more match. "].concat()
                } else {
                    String::new()
                };
                [more, self.index.status(text.trim(), count.get())].concat()
            })
    }
}

fn option_id(place: usize) -> String {
    ["palette-option-", &place.to_string()].concat()
}
