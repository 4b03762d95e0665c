//! The value of a path's parameter: picked from the account's own objects, or typed.

use super::Explorer;
use crate::browser;
use crate::components::icon_button;
use crate::dom::{El, effect, h, text_of};
use crate::explorer::Refusal;
use crate::intl;
use crate::pages::shown_name;
use futures_util::future::abortable;
use leptos::prelude::*;
use meta_api::{ApplicationId, PageNumber, PageSize, Paging};

/// The most choices that are offered at once.
const OFFERED: usize = 20;

/// How many applications are read for choosing.
const MOST: u64 = 10_000;

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

impl Explorer {
    /// The field of a parameter of the path.
    pub(super) fn path_value(self, name: String) -> El {
        let picks = RwSignal::new(Vec::new());
        let (id, list) = (["in-", &name].concat(), ["in-", &name, "-list"].concat());
        let secret = name == "apikey_key";
        match name.as_str() {
            "application_id" => self.read_applications(picks),
            "apikey_key" => self.read_of_application(picks, true),
            // The table calls it so; another server may have an id of its own kind.
            "id" => self.read_of_application(picks, false),
            _ => {}
        }
        let typed = {
            let name = name.clone();
            move || self.draft.with(|it| it.value(&name).to_owned())
        };
        let refused = {
            let name = name.clone();
            move || {
                let empty = self.refusals.with(|all| {
                    all.iter().find_map(|it| match it {
                        Refusal::Value(of, sentence) if *of == name => Some(sentence.clone()),
                        _ => None,
                    })
                });
                empty.filter(|_| self.tried.get())
            }
        };
        let set = {
            let name = name.clone();
            move |text: String| {
                let name = name.clone();
                self.edit(|draft| {
                    draft.values.insert(name, text);
                });
            }
        };
        let (invalid, value, now) = (refused.clone(), typed.clone(), typed.clone());
        let (error_id, hint_id) = ([&id, "-error"].concat(), [&id, "-hint"].concat());
        let described = [&error_id, " ", &hint_id].concat();
        let input = h("input.input.mono")
            .attr("id", &id)
            .attr("type", if secret { "password" } else { "text" })
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr("placeholder", if secret { "A key, or pick one" } else { "Name or id" })
            .attr("aria-describedby", &described)
            .flag("aria-invalid", move || invalid().is_some())
            .prop_live("value", move || value().into());
        let picker = set.clone();
        let input = input.on_input(move |text| set(text));
        let field = if secret {
            // A list of suggestions would show the keys.
            let select = h("select.input")
                .attr("aria-label", "Pick an API key")
                .swap(move || {
                    let first = h("option").attr("value", "").with("Pick…");
                    let all = picks.get().into_iter().enumerate();
                    let options = all.map(|(place, it): (usize, Pick)| {
                        h("option").attr("value", &place.to_string()).with(it.label)
                    });
                    std::iter::once(first).chain(options).collect::<Vec<_>>()
                })
                .on("change", move |event| {
                    let place: Option<usize> = text_of(&event).parse().ok();
                    let picked = place.and_then(|at| {
                        picks.with_untracked(|all| all.get(at).map(|it| it.value.clone()))
                    });
                    picker(picked.unwrap_or_default());
                });
            h("div.row").with(h("div.grow").with(input)).with(select)
        } else {
            let options = h("datalist").attr("id", &list).swap(move || {
                let typed = intl::lower_case(&typed());
                let fits = |it: &&Pick| it.folded.contains(&typed);
                picks.with(|all| {
                    let found = all.iter().filter(fits).take(OFFERED);
                    found
                        .map(|it| {
                            h("option")
                                .attr("value", &it.value)
                                .attr("label", &it.label)
                                .with(it.label.as_str())
                        })
                        .collect::<Vec<_>>()
                })
            });
            let clear = icon_button("button.btn.btn-icon.btn-quiet", "x", "Clear").on_click({
                let id = id.clone();
                move || {
                    picker(String::new());
                    browser::focus(&id);
                }
            });
            h("div.group")
                .with(input.attr("list", &list))
                .with(clear)
                .with(options)
        };
        let named = move || {
            let now = now();
            let found = picks.with(|all| {
                let found = all.iter().find(|it| it.value == now);
                found.map(|it| it.label.clone())
            });
            found.unwrap_or_default()
        };
        h("div.field.explorer-field")
            .with(h("label.mono").attr("for", &id).with(name))
            .with(field)
            .swap(move || refused().map(|it| h("p.field-error").attr("id", &error_id).with(it)))
            .with(
                h("p.hint")
                    .attr("id", &hint_id)
                    .attr("role", "status")
                    .live(named),
            )
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
            if id.is_empty() {
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
                    let label =
                        |it: &meta_api::WebHook| Pick::new(it.id.as_str(), it.url.as_str());
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
