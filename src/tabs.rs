//! Tabs of this browser agree: what one tab changes, the others read again; a lock in one locks
//! the others, and activity in one keeps the others open. They talk through a `BroadcastChannel`,
//! which only pages of this origin hear. No message carries a key: an account is told by its
//! fingerprint.

use crate::browser;
use crate::dom::effect;
use crate::session::{LockReason, Session};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// The name of the channel.
pub const CHANNEL: &str = "meta-console";

/// The other tabs. Cheap to copy: it is a handle.
#[derive(Clone, Copy, Debug)]
pub struct Tabs {
    session: Session,
    /// `None` where the browser has no such channel: then every tab is alone.
    channel: StoredValue<Option<BroadcastChannel>, LocalStorage>,
    revision: RwSignal<u32>,
    /// Whether something was changed while nobody looked at this tab.
    stale: StoredValue<bool>,
}

/// What one tab says to the others, as words with a space between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Message {
    /// `changed 123`: something of this account.
    Changed(u32),
    /// `locked 123`: this account. `locked all`: whatever is open, because the person went away.
    Locked(Option<u32>),
    /// `active`: the person is here.
    Active,
    /// `forget`: all that this browser keeps.
    Forget,
}

impl Message {
    fn print(self) -> String {
        match self {
            Self::Changed(account) => ["changed ", &account.to_string()].concat(),
            Self::Locked(Some(account)) => ["locked ", &account.to_string()].concat(),
            Self::Locked(None) => "locked all".to_owned(),
            Self::Active => "active".to_owned(),
            Self::Forget => "forget".to_owned(),
        }
    }

    /// `None` for what no tab of this console says.
    fn parse(text: &str) -> Option<Self> {
        let (verb, account) = text.split_once(' ').unwrap_or((text, ""));
        Some(match (verb, account) {
            ("active", "") => Self::Active,
            ("forget", "") => Self::Forget,
            ("locked", "all") => Self::Locked(None),
            ("locked", account) => Self::Locked(Some(account.parse().ok()?)),
            ("changed", account) => Self::Changed(account.parse().ok()?),
            _ => return None,
        })
    }
}

impl Tabs {
    /// Listens to the other tabs from now on, until its owner goes.
    pub fn start(session: Session) -> Self {
        let channel = BroadcastChannel::new(CHANNEL).ok();
        let tabs = Self {
            session,
            channel: StoredValue::new_local(channel.clone()),
            revision: RwSignal::new(0),
            stale: StoredValue::new(false),
        };
        if let Some(channel) = channel {
            let listening = channel.clone();
            let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                if tabs.stale.is_disposed() {
                    return listening.close();
                }
                let text = event.data().as_string().unwrap_or_default();
                if let Some(message) = Message::parse(&text) {
                    tabs.hear(message);
                }
            });
            channel.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
            browser::on_window("visibilitychange", move |_| tabs.catch_up());
            let was = StoredValue::new(None);
            effect(Box::new(move || {
                let now = session.connection().and_then(|_| session.account());
                if let (Some(account), None) = (was.get_value(), now) {
                    tabs.say_locked(account);
                }
                was.set_value(now);
            }));
        }
        tabs
    }

    /// Lets everything on the screen be read again: something was changed in this tab that it
    /// does not show yet.
    pub fn changed_here(self) {
        self.revision.update(|it| *it = it.wrapping_add(1));
    }

    /// Says that something of this account was changed.
    pub fn say_changed(self) {
        if let Some(account) = self.session.account() {
            self.say(Message::Changed(account));
        }
    }

    /// Says that the person is here.
    pub fn say_active(self) {
        self.say(Message::Active);
    }

    /// Says that the person wants this browser to keep nothing.
    pub fn say_forget(self) {
        self.say(Message::Forget);
    }

    /// Counts the changes that other tabs of this account made; tracked.
    pub fn revision(self) -> u32 {
        self.revision.get()
    }

    fn say_locked(self, account: u32) {
        match self.session.lock_reason() {
            reason if reason.is_for_all() => self.say(Message::Locked(None)),
            LockReason::KeyRefused | LockReason::Longest | LockReason::Switched => {
                self.say(Message::Locked(Some(account)));
            }
            // The other tab has said it; and a page that is left concerns no other.
            _ => {}
        }
    }

    fn say(self, message: Message) {
        let _ = self.channel.try_with_value(|channel| {
            if let Some(channel) = channel {
                // It fails only for a channel that is closed.
                let _ = channel.post_message(&message.print().into());
            }
        });
    }

    fn hear(self, message: Message) {
        let mine = self.session.account();
        match message {
            Message::Changed(account) if mine == Some(account) => {
                self.stale.set_value(true);
                self.catch_up();
            }
            Message::Locked(account)
                if mine.is_some() && account.is_none_or(|it| mine == Some(it)) =>
            {
                self.session.lock(LockReason::Elsewhere);
            }
            Message::Active => {
                self.session.touch();
            }
            Message::Forget => {
                self.session.lock(LockReason::Elsewhere);
                browser::forget_everything();
            }
            Message::Changed(_) | Message::Locked(_) => {}
        }
    }

    /// Reads again what others changed, once for all of it, as soon as somebody can see it: ten
    /// tabs in the background would ask the API ten times for nobody.
    fn catch_up(self) {
        if !document().hidden() && self.stale.try_get_value() == Some(true) {
            self.stale.set_value(false);
            self.revision.update(|it| *it = it.wrapping_add(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_survives_its_words() {
        for message in [
            Message::Changed(u32::MAX),
            Message::Locked(Some(7)),
            Message::Locked(None),
            Message::Active,
            Message::Forget,
        ] {
            assert_eq!(Message::parse(&message.print()), Some(message));
        }
    }

    #[test]
    fn what_no_tab_says_is_not_understood() {
        for text in [
            "",
            " ",
            "changed",
            "changed ",
            "changed x",
            "changed -1",
            "changed 1 2",
            "changed all",
            "locked",
            "locked 4294967296",
            "active 1",
            "forget it",
            "unlock",
        ] {
            assert_eq!(Message::parse(text), None, "{text}");
        }
    }
}
