//! The list of endpoints: links, since the URL is the Explorer's state, or a choice where there is
//! no room for a list.

use super::Explorer;
use crate::components::{icon, verb};
use crate::dom::{El, h, text_of};
use crate::explorer::{Draft, Group, Operation};
use crate::intl;
use crate::routes::Route;
use leptos::prelude::*;
use meta_api::Method;

/// The path of the request that is no endpoint's.
const ANY: &str = "/";

impl Explorer {
    /// The pane.
    pub(super) fn endpoints(self) -> El {
        let typed = RwSignal::new(String::new());
        let filter = h("input.input")
            .attr("type", "search")
            .attr("id", "endpoint-filter")
            .attr("aria-label", "Filter endpoints")
            .attr("placeholder", "Filter")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .on_input(move |text| typed.set(text));
        let filter = h("div.group").with(icon("search")).with(filter);
        let nothing = move || {
            let none = self.listed(&typed.read()).iter().all(|it| it.1.is_empty());
            none.then(|| h("p.sm.muted").with("No endpoint has this text."))
        };
        h("div.pane.endpoints")
            .with(self.choice())
            .with(filter)
            .with(
                h("nav.stack")
                    .attr("aria-label", "Endpoints")
                    .swap(move || {
                        let groups = self.listed(&typed.read());
                        let groups = groups.into_iter().filter(|it| !it.1.is_empty());
                        untrack(|| groups.map(|it| self.group(&it)).collect::<Vec<_>>())
                    })
                    .with(self.any_link()),
            )
            .with(h("div").attr("role", "status").swap(nothing))
    }

    /// The groups with what of them has a text in its name or path; tracked.
    fn listed(self, typed: &str) -> Vec<(&'static str, Vec<Operation>)> {
        let typed = intl::lower_case(typed.trim());
        let fits = |it: &Operation| {
            let method = it.method.as_str();
            let text = [method, " ", &it.title, " ", &it.path].concat();
            intl::lower_case(&text).contains(&typed)
        };
        let all = self.operations.get();
        Group::ALL
            .into_iter()
            .map(|(group, title)| {
                let of_group = all.iter().filter(|it| it.group() == group);
                (title, of_group.filter(|it| fits(it)).cloned().collect())
            })
            .collect()
    }

    fn group(self, (title, operations): &(&str, Vec<Operation>)) -> El {
        let items: Vec<El> = operations.iter().map(|it| self.link(it)).collect();
        h("div.stack.gap-1")
            .with(h("h2.sm.subtle").with(*title))
            .with(h("ul").with(items))
    }

    fn link(self, operation: &Operation) -> El {
        let writes = operation.method != Method::Get;
        let (kind, place) = (operation.clone(), operation.clone());
        let link = h("a.item")
            .attr_live("href", move || {
                let draft = self.draft.with(|it| it.switched(&kind));
                Some(self.href(&draft))
            })
            .flag("aria-current", move || {
                self.draft.with(|it| it.is_of(&place))
            })
            .with(verb(operation.method))
            .with(" ")
            .with(name(operation))
            .swap(move || {
                let locked = writes && !self.memory.writes.get();
                let mark = || [icon("lock"), h("span.sr").with(" (read-only is on)")];
                locked.then(mark).into_iter().flatten().collect::<Vec<_>>()
            });
        h("li").with(link)
    }

    fn any_link(self) -> El {
        let link = h("a.item")
            .attr("href", &self.href(&Draft::free(Method::Get, ANY)))
            .flag("aria-current", move || self.operation.with(Option::is_none))
            .with(icon("edit"))
            .with("Any path");
        h("ul").with(h("li").with(link))
    }

    /// The link to the Explorer in this state.
    pub(super) fn href(self, draft: &Draft) -> String {
        let holds_key = move |text: &str| self.session.holds_key(text);
        Route::Explorer(draft.search(&holds_key).0).href()
    }

    /// The same as a choice.
    fn choice(self) -> El {
        let option = |value: &str, label: &str| h("option").attr("value", value).with(label);
        let select = h("select.input")
            .attr("aria-label", "Endpoint")
            .attr("id", "endpoint")
            .swap(move || {
                let groups = self.listed("").into_iter().filter(|it| !it.1.is_empty());
                let mut all: Vec<El> = groups
                    .map(|(title, operations)| {
                        let options: Vec<El> = operations
                            .iter()
                            .map(|it| {
                                let label = [it.method.as_str(), " ", &it.title].concat();
                                option(&key(it.method, &it.path), &label)
                            })
                            .collect();
                        h("optgroup").attr("label", title).with(options)
                    })
                    .collect();
                all.push(option("", "Any path"));
                all
            })
            .prop_live("value", move || {
                self.operations.track();
                let kind = self.operation.get();
                kind.map_or_else(String::new, |it| key(it.method, &it.path))
                    .into()
            })
            .on("change", move |event| {
                // The form's own changes are something else.
                event.stop_propagation();
                let chosen = text_of(&event);
                let all = self.operations.get_untracked();
                let kind = all.iter().find(|it| key(it.method, &it.path) == chosen);
                let draft = self.draft.get_untracked();
                let draft = kind.map_or_else(
                    || Draft::free(Method::Get, ANY),
                    |kind| draft.switched(kind),
                );
                let holds_key = move |text: &str| self.session.holds_key(text);
                self.location
                    .go(&Route::Explorer(draft.search(&holds_key).0));
            });
        h("div.pick").with(select)
    }
}

/// The name, of an endpoint of the table its first word alone: the heading says the rest.
fn name(operation: &Operation) -> El {
    let name = h("span.grow");
    match operation.title.split_once(' ') {
        Some((word, rest)) if operation.endpoint.is_some() => name
            .attr("title", &operation.title)
            .with(word)
            .with(h("span.sr").with([" ", rest].concat())),
        _ => name.with(operation.title.as_str()),
    }
}

fn key(method: Method, path: &str) -> String {
    [method.as_str(), " ", path].concat()
}
