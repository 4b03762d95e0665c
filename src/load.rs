//! Asking for something that a screen shows. A newer question ends an older one: its fetch is
//! aborted, and an answer that comes late is never shown.

use crate::browser::spawn;
use crate::client::{Answering, Client, ClientError, ErrorKind, wait_out};
use crate::dom::effect;
use crate::tabs::Tabs;
use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use std::rc::Rc;

/// What a screen knows of something it asked for. Cheap to copy: it is a handle.
pub struct Loaded<T: 'static> {
    value: StoredValue<Option<T>, LocalStorage>,
    request: Request,
}

type Ask = Rc<dyn Fn() -> Option<Answering<()>>>;

/// What is known of a request apart from its value.
#[derive(Clone, Copy)]
struct Request {
    state: RwSignal<State>,
    /// Counts the values: whoever reads the value reads this too.
    revision: RwSignal<u32>,
    error: RwSignal<Option<ClientError>>,
    pending: RwSignal<bool>,
    ask: StoredValue<Option<Ask>, LocalStorage>,
    under_way: StoredValue<Option<AbortHandle>>,
    client: Option<Client>,
}

/// Which of the states a screen draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is known yet.
    Loading,
    /// The last answer was an error, and nothing came before it.
    Failed,
    /// There is something to show; it may be out of date while a new answer is under way, or when
    /// that was an error.
    Ready,
}

/// What happens to the last answer when the question changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meanwhile {
    /// It stays on the screen: the next page of the same list.
    Keep,
    /// It goes: another resource.
    Clear,
}

impl<T> Copy for Loaded<T> {}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

/// Asks now, and again whenever a signal changes that `ask` read or another tab changed something; `None` asks nothing, because
/// the screen is about to go. Belongs to the component that calls it and ends with it.
pub fn load<T: 'static>(
    meanwhile: Meanwhile,
    ask: impl Fn() -> Option<Answering<T>> + 'static,
) -> Loaded<T> {
    let loaded = Loaded {
        value: StoredValue::new_local(None),
        request: Request::new(),
    };
    let ask = Rc::new(move || -> Option<Answering<()>> {
        let question = ask()?;
        Some(Box::pin(async move {
            question.await.map(|value| loaded.set(value))
        }))
    });
    let forget = move || {
        if meanwhile == Meanwhile::Clear {
            loaded.value.set_value(None);
            loaded.request.state.set(State::Loading);
        }
    };
    loaded.request.follow(ask, Box::new(forget));
    loaded
}

impl<T> Loaded<T> {
    /// Which state to draw; tracked.
    pub fn state(self) -> State {
        self.request.state.get()
    }

    /// Whether an answer is under way; tracked.
    pub fn pending(self) -> bool {
        self.request.pending.get()
    }

    /// Why it is about to be asked for once more, while it is under way; tracked.
    pub fn retrying(self) -> Option<ClientError> {
        self.request.client?.retrying()
    }

    /// Gives up what is under way, and says so.
    pub fn cancel(self) {
        self.request.stop();
        self.request.settle(Some(ErrorKind::Cancelled.into()));
    }

    /// Why the last answer was an error, until the next one is asked for; tracked.
    pub fn error(self) -> Option<ClientError> {
        self.request.error.get()
    }

    /// Reads the value, if there is one; tracked.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        self.request.revision.track();
        self.with_untracked(read)
    }

    /// Reads the value, if there is one.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        self.value
            .try_with_value(|value| value.as_ref().map(read))
            .flatten()
    }

    /// Asks once more; the last answer stays on the screen meanwhile.
    pub fn reload(self) {
        self.request.ask_again();
    }

    /// Puts a value in place that is known without asking: what a save answered.
    pub fn set(self, value: T) {
        self.value.set_value(Some(value));
        self.request
            .revision
            .update(|revision| *revision = revision.wrapping_add(1));
        self.request.error.set(None);
        self.request.state.set(State::Ready);
    }
}

impl Request {
    fn new() -> Self {
        Self {
            state: RwSignal::new(State::Loading),
            revision: RwSignal::new(0),
            error: RwSignal::new(None),
            pending: RwSignal::new(true),
            ask: StoredValue::new_local(None),
            under_way: StoredValue::new(None),
            client: use_context(),
        }
    }

    fn follow(self, ask: Ask, forget: Box<dyn Fn()>) {
        self.ask.set_value(Some(Rc::clone(&ask)));
        effect(Box::new(move || {
            if let Some(question) = ask() {
                untrack(&forget);
                self.start(question);
            }
        }));
        if let Some(tabs) = use_context::<Tabs>() {
            let known = untrack(|| tabs.revision());
            effect(Box::new(move || {
                if tabs.revision() != known {
                    self.ask_again();
                }
            }));
        }
        on_cleanup(move || self.stop());
    }

    fn ask_again(self) {
        let ask = self.ask.try_get_value().flatten();
        if let Some(question) = ask.and_then(|ask| untrack(|| ask())) {
            self.start(question);
        }
    }

    fn start(self, question: Answering<()>) {
        self.stop();
        self.begin();
        let (answer, handle) = abortable(self.persist(question));
        self.under_way.set_value(Some(handle));
        spawn(Box::pin(async move {
            // An aborted question has nothing to say.
            let _ = answer.await;
        }));
    }

    fn begin(self) {
        self.pending.set(true);
        self.error.set(None);
        if self.state.get_untracked() == State::Failed {
            self.state.set(State::Loading);
        }
    }

    /// Waits for an answer, and asks again by itself when it is known for when that is good.
    async fn persist(self, mut question: Answering<()>) {
        loop {
            let error = question.await.err();
            let kind = error.as_ref().map(|it| it.kind.clone());
            self.settle(error);
            let Some(kind) = kind else { return };
            if !wait_out(&kind).await {
                return;
            }
            let ask = self.ask.try_get_value().flatten();
            let Some(next) = ask.and_then(|ask| untrack(|| ask())) else {
                return;
            };
            question = next;
            self.begin();
        }
    }

    fn settle(self, error: Option<ClientError>) {
        self.pending.set(false);
        let failed = error.is_some();
        self.error.set(error);
        // What is there may have a form in it: a question that fails does not take it away.
        if failed && self.state.get_untracked() == State::Loading {
            self.state.set(State::Failed);
        }
    }

    fn stop(self) {
        // The owner may be gone already.
        let _ = self.under_way.try_update_value(|handle| {
            if let Some(handle) = handle.take() {
                handle.abort();
            }
        });
    }
}
