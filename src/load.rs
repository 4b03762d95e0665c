//! Asking for something that a screen shows. A newer question ends an older one: its fetch is
//! aborted, and an answer that comes late is never shown.

use crate::client::ClientError;
use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What a screen knows of something it asked for. Cheap to copy: it is a handle.
#[derive(Debug)]
pub struct Loaded<T: Send + Sync + 'static> {
    value: RwSignal<Option<T>>,
    error: RwSignal<Option<ClientError>>,
    pending: RwSignal<bool>,
    again: Trigger,
}

/// Which of the states a screen draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is known yet.
    Loading,
    /// The last answer was an error.
    Failed,
    /// There is something to show; it may be out of date while a new answer is under way.
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

impl<T: Send + Sync + 'static> Copy for Loaded<T> {}

impl<T: Send + Sync + 'static> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

/// Asks now, and again whenever `question` changes. Belongs to the component that calls it and
/// ends with it.
pub fn load<Q, T, F>(
    meanwhile: Meanwhile,
    question: impl Fn() -> Q + 'static,
    ask: impl Fn(Q) -> F + 'static,
) -> Loaded<T>
where
    Q: Clone + PartialEq + 'static,
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, ClientError>> + 'static,
{
    let loaded = Loaded::new();
    let under_way: StoredValue<Option<AbortHandle>> = StoredValue::new(None);
    let stop = move || {
        under_way.try_update_value(|handle| handle.take().inspect(AbortHandle::abort));
    };
    Effect::new(move |previous: Option<Q>| {
        loaded.again.track();
        let question = question();
        if meanwhile == Meanwhile::Clear && previous.is_some_and(|it| it != question) {
            loaded.value.set(None);
            loaded.error.set(None);
        }
        stop();
        loaded.pending.set(true);
        let (answer, handle) = abortable(ask(question.clone()));
        under_way.set_value(Some(handle));
        spawn_local(async move {
            if let Ok(answer) = answer.await {
                loaded.settle(answer);
            }
        });
        question
    });
    on_cleanup(stop);
    loaded
}

impl<T: Send + Sync + 'static> Loaded<T> {
    fn new() -> Self {
        Self {
            value: RwSignal::new(None),
            error: RwSignal::new(None),
            pending: RwSignal::new(true),
            again: Trigger::new(),
        }
    }

    fn settle(self, answer: Result<T, ClientError>) {
        match answer {
            Ok(value) => {
                self.value.set(Some(value));
                self.error.set(None);
            }
            Err(error) => self.error.set(Some(error)),
        }
        self.pending.set(false);
    }

    /// Which state to draw; tracked.
    pub fn state(self) -> State {
        if self.error.with(Option::is_some) {
            State::Failed
        } else if self.value.with(Option::is_some) {
            State::Ready
        } else {
            State::Loading
        }
    }

    /// Whether an answer is under way; tracked.
    pub fn pending(self) -> bool {
        self.pending.get()
    }

    /// Why the last answer was an error; tracked.
    pub fn error(self) -> Option<ClientError> {
        self.error.get()
    }

    /// Reads the value, if there is one; tracked.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        self.value.with(|value| value.as_ref().map(read))
    }

    /// Asks once more; the last answer stays on the screen meanwhile.
    pub fn reload(self) {
        self.again.notify();
    }

    /// Puts a value in place that is known without asking: what a save answered.
    pub fn set(self, value: T) {
        self.value.set(Some(value));
    }
}
