//! Tabs of this browser agree: what one tab changes, the others read again, and a lock in one
//! locks the others. They talk through a `BroadcastChannel`, which only pages of this origin hear.
//! No message carries a key: an account is told by its fingerprint.

use crate::session::Session;
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
}

/// What one tab says to the others, as words with spaces between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Message {
    /// Something of this account was changed: `changed 123`.
    Changed(u32),
}

impl Message {
    fn print(self) -> String {
        match self {
            Self::Changed(account) => ["changed ", &account.to_string()].concat(),
        }
    }

    /// `None` for what no tab of this console says.
    fn parse(text: &str) -> Option<Self> {
        match text.split_once(' ')? {
            ("changed", account) => Some(Self::Changed(account.parse().ok()?)),
            _ => None,
        }
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
        };
        if let Some(channel) = channel {
            let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let text = event.data().as_string().unwrap_or_default();
                if let Some(message) = Message::parse(&text) {
                    tabs.hear(message);
                }
            });
            channel.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
            on_cleanup(move || {
                let _ = tabs.channel.try_with_value(|channel| {
                    if let Some(channel) = channel {
                        channel.close();
                    }
                });
            });
        }
        tabs
    }

    /// Says that something of this account was changed.
    pub fn say_changed(self) {
        if let Some(account) = self.session.account() {
            self.say(Message::Changed(account));
        }
    }

    /// Counts the changes that other tabs of this account made; tracked.
    pub fn revision(self) -> u32 {
        self.revision.get()
    }

    fn say(self, message: Message) {
        self.channel.with_value(|channel| {
            if let Some(channel) = channel {
                // It fails only for a channel that is closed.
                let _ = channel.post_message(&message.print().into());
            }
        });
    }

    fn hear(self, message: Message) {
        match message {
            Message::Changed(account) => {
                if self.session.account() == Some(account) {
                    self.revision.update(|it| *it = it.wrapping_add(1));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_survives_its_words() {
        let message = Message::Changed(u32::MAX);
        assert_eq!(Message::parse(&message.print()), Some(message));
    }

    #[test]
    fn what_no_tab_says_is_not_understood() {
        for text in [
            "",
            "changed",
            "changed ",
            "changed x",
            "changed -1",
            "changed 1 2",
            "lock",
        ] {
            assert_eq!(Message::parse(text), None, "{text}");
        }
    }
}
