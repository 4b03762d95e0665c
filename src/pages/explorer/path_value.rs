//! The value of a path's parameter: picked from the account's own objects, or typed.

use super::Explorer;
use crate::browser;
use crate::components::icon_button;
use crate::dom::{El, effect, h, text_of};
use crate::explorer::{Refusal, SECRET_PARAMETER};
use crate::intl;
use crate::pages::shown_name;
use futures_util::future::abortable;
use leptos::prelude::*;
use meta_api::{ApplicationId, PageNumber, PageSize, Paging};

/// The most choices that are offered at once.
const OFFERED: usize = 20;

/// How many applications are read for choosing.
const MOST: u64 = 10_000;

/// The shortest text that is taken for a whole id.
const SHORTEST_ID: usize = 16;

/// What can be picked: what is sent, what a person calls it, and what of both is searched.
#[derive(Clone, PartialEq, Eq)]
struct Pick {
    value: String,
    label: String,
    folded: String,
}

impl Pick {
    fn new(value: &str, label: &str) -> Self {
        Self {
            value: value.to_owned(),
            label: label.to_owned(),
            folded: intl::lower_case(&[label, "\n", value].concat()),
        }
    }
}

/// The field of a parameter. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
struct PathValue {
    explorer: Explorer,
    name: StoredValue<String>,
    picks: RwSignal<Vec<Pick>>,
}

impl Explorer {
    /// The field of a parameter of the path.
    pub(super) fn path_value(self, name: String) -> El {
        let picks = RwSignal::new(Vec::new());
        let secret = name == SECRET_PARAMETER;
        match name.as_str() {
            "application_id" => self.read_applications(picks),
            SECRET_PARAMETER => self.read_of_application(picks, true),
            // The table calls it so; another server may have an id of its own kind.
            "id" => self.read_of_application(picks, false),
            _ => {}
        }
        let value = PathValue {
            explorer: self,
            name: StoredValue::new(name),
            picks,
        };
        let input = if secret {
            value.secret()
        } else {
            value.suggested()
        };
        let label = h("label.mono")
            .attr("for", &value.id(""))
            .with(value.name.get_value());
        let error = move || {
            let sentence = value.refused()?;
            Some(
                h("p.field-error")
                    .attr("id", &value.id("-error"))
                    .with(sentence),
            )
        };
        let hint = h("p.hint")
            .attr("id", &value.id("-hint"))
            .attr("role", "status")
            .live(move || value.named());
        h("div.field")
            .with(label)
            .with(input)
            .swap(error)
            .with(hint)
    }

    fn read_applications(self, picks: RwSignal<Vec<Pick>>) {
        let client = self.client;
        let reading = async move {
            let add = move |page: meta_api::Page<meta_api::Application>| {
                let found = page
                    .objects
                    .iter()
                    .map(|it| Pick::new(it.id.as_str(), shown_name(&it.name)));
                picks.update(|all| all.extend(found));
            };
            // What cannot be read can be typed.
            let _ = client.all_applications(MOST, add).await;
        };
        let (reading, handle) = abortable(reading);
        on_cleanup(move || handle.abort());
        browser::spawn(Box::pin(async move {
            let _ = reading.await;
        }));
    }

    /// Reads the API keys or the webhooks of the application whose id is typed.
    fn read_of_application(self, picks: RwSignal<Vec<Pick>>, keys: bool) {
        let application =
            Memo::new(move |_| self.draft.with(|it| it.value("application_id").to_owned()));
        effect(Box::new(move || {
            let id = application.get();
            picks.set(Vec::new());
            // Not for every letter of an id that is being typed.
            if id.len() < SHORTEST_ID {
                return;
            }
            let client = self.client;
            let id = ApplicationId::new(id);
            let paging = Paging {
                page: PageNumber::FIRST,
                page_size: PageSize::new(100).unwrap_or_default(),
            };
            let reading = async move {
                let found = if keys {
                    let page = client.api_keys(&id, paging).await;
                    let label = |it: &meta_api::ApiKey| {
                        let created = intl::date(&it.created);
                        let label = [&it.key.masked(), " · created ", &created].concat();
                        Pick::new(it.key.expose(), &label)
                    };
                    page.map(|page| page.objects.iter().map(label).collect())
                } else {
                    let page = client.webhooks(&id, paging).await;
                    let label = |it: &meta_api::WebHook| Pick::new(it.id.as_str(), it.url.as_str());
                    page.map(|page| page.objects.iter().map(label).collect())
                };
                // While an id is typed, most of what is asked for is not there.
                if let Ok(found) = found {
                    picks.set(found);
                }
            };
            let (reading, handle) = abortable(reading);
            on_cleanup(move || handle.abort());
            browser::spawn(Box::pin(async move {
                let _ = reading.await;
            }));
        }));
    }
}

impl PathValue {
    fn id(self, end: &str) -> String {
        self.name.with_value(|name| ["in-", name, end].concat())
    }

    /// What is typed; tracked.
    fn typed(self) -> String {
        let draft = self.explorer.draft.read();
        self.name.with_value(|name| draft.value(name).to_owned())
    }

    fn set(self, text: String) {
        let name = self.name.get_value();
        self.explorer.edit(|draft| {
            draft.values.insert(name, text);
        });
    }

    /// What is wrong with it, once sending was tried; tracked.
    fn refused(self) -> Option<String> {
        let found = self.explorer.refusals.with(|all| {
            all.iter().find_map(|it| match it {
                Refusal::Value(of, sentence) if self.name.with_value(|name| name == of) => {
                    Some(sentence.clone())
                }
                _ => None,
            })
        });
        found.filter(|_| self.explorer.tried.get())
    }

    /// What a person calls the object with the id that is typed; tracked.
    fn named(self) -> String {
        let typed = self.typed();
        self.picks.with(|all| {
            let found = all.iter().find(|it| it.value == typed);
            found.map(|it| it.label.clone()).unwrap_or_default()
        })
    }

    fn input(self) -> El {
        let described = [self.id("-error"), self.id("-hint")].join(" ");
        h("input.input.mono")
            .attr("id", &self.id(""))
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr("aria-describedby", &described)
            .flag("aria-invalid", move || self.refused().is_some())
            .prop_live("value", move || self.typed().into())
            .on_input(move |text| self.set(text))
    }

    /// A secret: a list of suggestions would show the keys.
    fn secret(self) -> El {
        let select = h("select.input")
            .attr("aria-label", "Pick an API key")
            .swap(move || {
                let first = h("option").attr("value", "").with("Pick…");
                let all = self.picks.get().into_iter().enumerate();
                let options = all.map(|(place, it): (usize, Pick)| {
                    h("option").attr("value", &place.to_string()).with(it.label)
                });
                std::iter::once(first).chain(options).collect::<Vec<_>>()
            })
            .on("change", move |event| {
                let place: Option<usize> = text_of(&event).parse().ok();
                let chosen = self.picks.with_untracked(|all| {
                    place.and_then(|at| all.get(at).map(|it| it.value.clone()))
                });
                self.set(chosen.unwrap_or_default());
            });
        let input = self
            .input()
            .attr("type", "password")
            .attr("placeholder", "A key, or pick one");
        h("div.row.wrap")
            .with(h("div.grow").with(input))
            .with(select)
    }

    fn suggested(self) -> El {
        let list = self.id("-list");
        let options = h("datalist").attr("id", &list).swap(move || {
            let typed = intl::lower_case(&self.typed());
            let fits = |it: &&Pick| it.folded.contains(&typed);
            let option = |it: &Pick| {
                h("option")
                    .attr("value", &it.value)
                    .attr("label", &it.label)
                    .with(it.label.as_str())
            };
            self.picks.with(|all| {
                let found = all.iter().filter(fits).take(OFFERED);
                found.map(option).collect::<Vec<_>>()
            })
        });
        let name = ["Clear ", &self.name.get_value()].concat();
        let clear = icon_button("button.btn.btn-icon.btn-quiet", "x", &name).on_click(move || {
            self.set(String::new());
            browser::focus(&self.id(""));
        });
        let input = self
            .input()
            .attr("type", "text")
            .attr("placeholder", "Name or id")
            .attr("list", &list);
        h("div.group").with(input).with(clear).with(options)
    }
}
