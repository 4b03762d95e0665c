//! The API Explorer: every endpoint with its documentation, a request put together and checked as
//! it is typed, its answer, and what was sent before.

mod answer;
mod body;
mod endpoints;
mod history;
mod masking;
mod memory;
mod parameters;
mod path_value;
mod saved;
mod send;

pub use memory::Memory;

use super::{main, set_title};
use crate::browser;
use crate::client::Client;
use crate::components::{Toaster, request_panel, verb};
use crate::dom::{El, effect, flag_of, h};
use crate::explorer::{Draft, Operation, Refusal, SECRET_PARAMETER, extensions};
use crate::location::Location;
use crate::profiles::Profiles;
use crate::routes::Route;
use crate::session::Session;
use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use meta_api::sample::Request;

/// What the parts of the screen share. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
struct Explorer {
    client: Client,
    location: Location,
    session: Session,
    toaster: Toaster,
    memory: Memory,
    /// What can be asked: the table, and what the server adds.
    operations: RwSignal<Vec<Operation>>,
    draft: RwSignal<Draft>,
    /// What the draft is a request of; `None` for any other path.
    operation: Memo<Option<Operation>>,
    refusals: Memo<Vec<Refusal>>,
    /// What was put into the URL last.
    noted: StoredValue<Option<String>>,
    /// Whether sending was tried: what is left empty is pointed out from then on.
    tried: RwSignal<bool>,
    /// What is under way.
    pending: RwSignal<Option<u32>>,
    under_way: StoredValue<Option<AbortHandle>>,
    /// Whether it is asked under which name the request is saved.
    saving: RwSignal<bool>,
    /// Whether it is asked if something may be deleted.
    deleting: RwSignal<bool>,
    /// The answer with its API keys, while they are shown.
    revealed: RwSignal<Option<memory::Revealed>, LocalStorage>,
}

/// The screen.
pub fn explorer() -> El {
    set_title("Explorer");
    let location = expect_context::<Location>();
    let operations = RwSignal::new(Operation::all());
    let memory = expect_context::<Memory>();
    let draft = RwSignal::new(memory.draft(location));
    let operation = Memo::new(move |_| {
        operations.with(|all| draft.with(|draft| all.iter().find(|it| draft.is_of(it)).cloned()))
    });
    let refusals =
        Memo::new(move |_| draft.with(|it| operation.with(|kind| it.refusals(kind.as_ref()))));
    let explorer = Explorer {
        client: expect_context(),
        location,
        session: expect_context(),
        toaster: expect_context(),
        memory,
        operations,
        draft,
        operation,
        refusals,
        noted: StoredValue::new(None),
        tried: RwSignal::new(false),
        pending: RwSignal::new(None),
        under_way: StoredValue::new(None),
        saving: RwSignal::new(false),
        deleting: RwSignal::new(false),
        revealed: RwSignal::new_local(None),
    };
    explorer.follow();
    explorer.look_for_extensions();
    let panes = h("div.explorer")
        .with(explorer.endpoints())
        .with(explorer.request())
        .with(explorer.answers());
    main("main.main.fill")
        .with(h("h1.sr").with("API Explorer"))
        .with(explorer.read_only())
        .with(panes)
        .with(explorer.save_dialog())
        .with(explorer.delete_dialog())
}

/// The link that opens a request that is shown in the Explorer; `None` while there is no session.
pub fn explorer_href(request: &Request) -> Option<String> {
    let session = use_context::<Session>()?;
    let base_url = session.current()?.base_url;
    let draft = Draft::of_request(request, base_url.as_str(), &Operation::all());
    let holds_key = move |text: &str| session.holds_key(text);
    Some(Route::Explorer(draft.search(&holds_key).0).href())
}

impl Explorer {
    /// Follows the URL, and keeps what was typed for when the screen is opened again.
    fn follow(self) {
        effect(Box::new(move || {
            let Some(Route::Explorer(search)) = self.location.route() else {
                return;
            };
            untrack(|| {
                let own = self.noted.try_update_value(Option::take).flatten();
                if search.is_empty() {
                    self.note_in_url();
                } else if search != self.search() && own.as_ref() != Some(&search) {
                    self.draft.set(Draft::parse(&search));
                    self.tried.set(false);
                }
                self.refuse_secret();
            });
        }));
        effect(Box::new(move || self.memory.keep(&self.draft.read())));
        on_cleanup(move || self.cancel());
    }

    /// Takes a secret out of a link that was followed or pasted, and says so.
    fn refuse_secret(self) {
        let Some(Route::Explorer(search)) = self.location.route() else {
            return;
        };
        let holds_key = move |text: &str| self.session.holds_key(text);
        if let Some(reason) = Draft::parse(&search).secret(&holds_key) {
            self.draft.set(Draft::parse(&self.search()));
            self.note_in_url();
            let text = [
                "The link was not taken as it is, and its secret was left out. ",
                reason,
            ];
            self.toaster.failure(&text.concat());
        }
    }

    fn look_for_extensions(self) {
        let asked = self.client.openapi();
        let base = self.session.current().map(|it| it.base_url);
        let reading = async move {
            // Most servers have no such document, and nothing is missing then.
            let (Ok(document), Some(base)) = (asked.await, base) else {
                return;
            };
            if let Some(found) = extensions(&document, base.path()) {
                self.operations.update(|all| all.extend(found));
            }
        };
        let (reading, handle) = abortable(reading);
        on_cleanup(move || handle.abort());
        browser::spawn(Box::pin(async move {
            // Aborted when the screen is left.
            let _ = reading.await;
        }));
    }

    /// The state of the screen in its URL, without secrets; not tracked.
    fn search(self) -> String {
        let holds_key = move |text: &str| self.session.holds_key(text);
        self.draft.with_untracked(|it| it.search(&holds_key).0)
    }

    /// Puts what was typed into the URL. Not with every key: browsers allow a hundred changes
    /// within seconds.
    fn note_in_url(self) {
        if !self.draft.is_disposed() {
            let search = self.search();
            // What is typed until the URL is read again is newer than it.
            let route = Route::Explorer(search.clone());
            if !self.location.is_at(|it| *it == route) {
                self.noted.set_value(Some(search));
                self.location.replace(&route);
            }
        }
    }

    /// Changes the draft, as typed.
    fn edit(self, change: impl FnOnce(&mut Draft)) {
        // A field that goes with the screen is left, too, and says so.
        let _ = self.draft.try_update(change);
    }

    /// The name of what is asked; tracked.
    fn title(self) -> String {
        self.operation
            .with(|it| it.as_ref().map(|it| it.title.clone()))
            .unwrap_or_else(|| "Any path".to_owned())
    }

    /// The request as it would be sent; `None` while it cannot; tracked.
    fn preview(self) -> Option<Request> {
        if self.refusals.with(|it| !it.is_empty()) {
            return None;
        }
        Some(self.client.preview(&self.call()))
    }

    fn request(self) -> El {
        let code = h("section.stack.gap-2")
            .with(h("h3").with("Code"))
            .with(request_panel(move || self.preview()));
        let form = h("form.pane").attr("id", "request");
        // A browser's own checks would say the same in another way.
        form.attr("novalidate", "")
            .attr("aria-label", "Request")
            .on_submit(move || self.send())
            .on("change", move |_| self.note_in_url())
            .with(self.head())
            .swap(move || {
                self.operation.track();
                untrack(|| vec![self.path(), self.query()])
            })
            .with(self.body())
            .with(code)
    }

    fn head(self) -> El {
        let about = move || {
            let operation = self.operation.get()?;
            let answer = operation.answer().map(|it| [" ", &it].concat());
            let text = [operation.description, answer.unwrap_or_default()].concat();
            (!text.is_empty()).then(|| h("p.sm.muted").with(text))
        };
        let title = h("div.row.wrap")
            .with(h("h2.grow").live(move || self.title()))
            .swap(move || {
                let extension = self
                    .operation
                    .with(|it| it.as_ref().is_some_and(|it| it.endpoint.is_none()));
                extension.then(|| h("span.chip").with("Extension"))
            })
            .with(self.share_button())
            .with(self.save_button())
            .with(self.send_button());
        h("div.explorer-head.stack.gap-2")
            .with(title)
            .with(self.address())
            .swap(about)
    }

    /// Method and path: of an endpoint to read, else to write.
    fn address(self) -> El {
        h("div.group").swap(move || {
            let free = self.operation.with(Option::is_none);
            if free {
                return untrack(|| self.free_address());
            }
            let method = self.draft.with_untracked(|it| it.method);
            let path = h("span.mono.anywhere").live(move || {
                self.draft.with(|draft| {
                    let names = draft.values.iter().filter(|it| !it.1.trim().is_empty());
                    names.fold(draft.path.clone(), |path, (name, value)| {
                        let shown = if name == SECRET_PARAMETER {
                            meta_api::secret::MASK
                        } else {
                            value.trim()
                        };
                        path.replace(&["{", name, "}"].concat(), shown)
                    })
                })
            });
            vec![verb(method), path]
        })
    }

    fn read_only(self) -> El {
        let profiles = expect_context::<Profiles>();
        let where_to = move || {
            let base_url = self.session.current().map(|it| it.base_url);
            let profile = base_url.as_ref().and_then(|it| profiles.at(it));
            profile.map_or_else(
                || base_url.map(|it| it.host().to_owned()).unwrap_or_default(),
                |it| it.name,
            )
        };
        let switch = h("input.switch")
            .attr("type", "checkbox")
            .attr("role", "switch")
            .attr("id", "read-only")
            .attr("aria-describedby", "read-only-hint")
            .prop_live("checked", move || (!self.memory.writes.get()).into())
            .on("change", move |event| {
                self.memory.writes.set(!flag_of(&event, "checked"));
            });
        let hint = h("span.sm")
            .attr("id", "read-only-hint")
            .attr_live("class", move || {
                let class = if self.memory.writes.get() {
                    "sm warn"
                } else {
                    "sm muted"
                };
                Some(class.to_owned())
            })
            .live(move || {
                if self.memory.writes.get() {
                    ["Off. This changes data in ", &where_to(), "."].concat()
                } else {
                    "Only GET requests can be sent.".to_owned()
                }
            });
        h("div.read-only.row.wrap")
            .with(switch)
            .with(
                h("label")
                    .attr("for", "read-only")
                    .with(h("b").with("Read-only")),
            )
            .with(hint)
    }
}
