//! The developer key: unlock, keep, lock. Nothing else in the console sees the storage that
//! holds it. The key is kept together with the base URL it was entered for, as one value, so it
//! cannot be sent anywhere else.

use crate::browser;
use crate::client::BaseUrl;
use leptos::prelude::*;
use meta_api::DeveloperKey;
use serde::{Deserialize, Serialize};

/// Where session storage keeps the connection. The boot script reads the same entry.
pub const STORAGE_KEY: &str = "meta-console.session";

/// A developer account of one API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// The API.
    pub base_url: BaseUrl,
    /// What opens the account.
    pub developer_key: DeveloperKey,
}

impl Connection {
    /// Tells accounts apart without naming the key: FNV-1a over the address and the key. 32 bits
    /// cannot give back a key of more than a hundred.
    pub fn fingerprint(&self) -> u32 {
        let parts = [self.base_url.as_str(), " ", self.developer_key.expose()];
        let bytes = parts.iter().flat_map(|part| part.bytes());
        bytes.fold(0x811c_9dc5, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        })
    }
}

/// Why the unlock screen is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockReason {
    /// The tab holds no key yet.
    NoKey,
    /// The person locked the console.
    Asked,
    /// The API refused the key that opened the console.
    KeyRefused,
}

/// The one session of this tab. Cheap to copy: it is a handle.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    connection: RwSignal<Option<Connection>>,
    lock_reason: RwSignal<LockReason>,
    last_base_url: RwSignal<Option<BaseUrl>>,
}

impl Session {
    /// Takes up the session that a reload interrupted, or starts locked.
    pub fn restore() -> Self {
        let connection = kept();
        Self {
            last_base_url: RwSignal::new(connection.as_ref().map(|it| it.base_url.clone())),
            connection: RwSignal::new(connection),
            lock_reason: RwSignal::new(LockReason::NoKey),
        }
    }

    /// Opens the session, after the API accepted the key.
    pub fn unlock(self, connection: Connection) {
        // A full or forbidden storage costs no more than this: a reload asks for the key again.
        if let (Some(storage), Ok(text)) =
            (browser::tab_storage(), serde_json::to_string(&connection))
        {
            let _ = storage.set_item(STORAGE_KEY, &text);
        }
        self.last_base_url.set(Some(connection.base_url.clone()));
        self.connection.set(Some(connection));
    }

    /// Forgets the key.
    pub fn lock(self, reason: LockReason) {
        if let Some(storage) = browser::tab_storage() {
            let _ = storage.remove_item(STORAGE_KEY);
        }
        self.lock_reason.set(reason);
        self.connection.set(None);
    }

    /// Holds what is in memory against what is kept. A page that the browser takes out of its
    /// history as it was left may have been locked by a later page meanwhile.
    pub fn recheck(self) {
        if self.current() != kept() {
            self.connection.set(None);
            // The screen is another account's, or nobody's: the page starts anew from what is kept.
            // It fails only while the page is being left.
            let _ = window().location().reload();
        }
    }

    /// The connection of an open session; tracked.
    pub fn connection(self) -> Option<Connection> {
        self.connection.get()
    }

    /// The connection of an open session, for the moment of a request; not tracked.
    pub fn current(self) -> Option<Connection> {
        self.connection.get_untracked()
    }

    /// Tells accounts apart for what is kept in this tab, without naming the key: 32 bits cannot
    /// give back a key of more than a hundred. `None` while locked; not tracked.
    pub fn account(self) -> Option<u32> {
        self.connection
            .with_untracked(|it| it.as_ref().map(Connection::fingerprint))
    }

    /// Whether there is a key; tracked.
    pub fn is_open(self) -> bool {
        self.connection.with(Option::is_some)
    }

    /// Why the session is locked; tracked.
    pub fn lock_reason(self) -> LockReason {
        self.lock_reason.get()
    }

    /// The API that was used last in this tab, to offer it again; not tracked.
    pub fn last_base_url(self) -> Option<BaseUrl> {
        self.last_base_url.get_untracked()
    }
}

fn kept() -> Option<Connection> {
    let text = browser::tab_storage()?
        .get_item(STORAGE_KEY)
        .ok()
        .flatten()?;
    serde_json::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(base_url: &str, key: &str) -> u32 {
        let connection = Connection {
            base_url: BaseUrl::parse(base_url).unwrap(),
            developer_key: DeveloperKey::parse(key).unwrap(),
        };
        connection.fingerprint()
    }

    #[test]
    fn an_account_is_its_address_and_its_key() {
        const API: &str = "https://api.example.com/v0";
        let mine = account(API, "VWUx7ujk4jXhP33exOy29r");
        assert_eq!(mine, account(API, "VWUx7ujk4jXhP33exOy29r"));
        assert_ne!(mine, account(API, "VWUx7ujk4jXhP33exOy29s"));
        let elsewhere = "https://test.example.com/v0";
        assert_ne!(mine, account(elsewhere, "VWUx7ujk4jXhP33exOy29r"));
    }
}
