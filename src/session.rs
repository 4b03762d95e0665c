//! The developer key: unlock, keep, lock. Nothing else in the console sees the storage that
//! holds it. The key is kept together with the base URL it was entered for, as one value, so it
//! cannot be sent anywhere else.

pub mod limits;

use crate::browser::{local_storage, now, tab_storage};
use crate::client::{BaseUrl, forget_first};
use crate::settings::Settings;
use leptos::prelude::*;
use limits::{End, Phase, phase};
use meta_api::DeveloperKey;
use meta_api::secret::resembles_key;
use serde::{Deserialize, Serialize};

/// Where session storage keeps the connection and when it was opened. The boot script reads the
/// same entry.
pub const STORAGE_KEY: &str = "meta-console.session";

/// Where session storage keeps when something happened last: milliseconds since 1970.
const ACTIVE_KEY: &str = "meta-console.active";

/// Where local storage keeps when all tabs were locked last, for those that cannot hear it at that
/// moment. The boot script reads the same entry.
pub const LOCKED_KEY: &str = "meta-console.locked";

/// Where session storage keeps which account's key the API refused, until another one is opened:
/// fingerprint and address.
const REFUSED_KEY: &str = "meta-console.refused";

/// How long activity is not noted again, in milliseconds.
const NOTED: u64 = 1_000;

/// A developer account of one API.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// How long the key is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Until the page is left or loaded again: in memory only.
    Page,
    /// Until the tab is closed: in session storage.
    Tab,
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
    /// Nothing happened for a while.
    Idle,
    /// The console was open for as long as it may be.
    Longest,
    /// The console was locked in another tab.
    Elsewhere,
    /// The person goes over to another profile, or the address of this one was changed.
    Switched,
}

impl LockReason {
    /// Whether it locks whatever is open: who went away from one tab went away from all.
    pub fn is_for_all(self) -> bool {
        matches!(self, Self::Asked | Self::Idle)
    }
}

impl From<End> for LockReason {
    fn from(end: End) -> Self {
        match end {
            End::Idle => Self::Idle,
            End::Longest => Self::Longest,
        }
    }
}

/// What session storage holds.
#[derive(Serialize, Deserialize)]
struct Kept {
    base_url: BaseUrl,
    developer_key: DeveloperKey,
    /// When it was unlocked: milliseconds since 1970.
    unlocked: u64,
}

/// The one session of this tab. Cheap to copy: it is a handle.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    settings: Settings,
    connection: RwSignal<Option<Connection>>,
    lock_reason: RwSignal<LockReason>,
    last_base_url: RwSignal<Option<BaseUrl>>,
    times: StoredValue<Times>,
}

#[derive(Clone, Copy, Debug)]
struct Times {
    unlocked: u64,
    active: u64,
    keep: Keep,
}

impl Session {
    /// Takes up the session that a reload interrupted, if its time is not over, or starts locked.
    pub fn restore(settings: Settings) -> Self {
        let (connection, unlocked) = kept().unzip();
        let active = tab_storage().and_then(|it| it.get_item(ACTIVE_KEY).ok().flatten());
        let session = Self {
            settings,
            last_base_url: RwSignal::new(
                connection
                    .as_ref()
                    .map(|it: &Connection| it.base_url.clone()),
            ),
            connection: RwSignal::new(connection),
            lock_reason: RwSignal::new(LockReason::NoKey),
            times: StoredValue::new(Times {
                unlocked: unlocked.unwrap_or_default(),
                active: active.and_then(|it| it.parse().ok()).unwrap_or_default(),
                keep: Keep::Tab,
            }),
        };
        session.check();
        session
    }

    /// Opens the session, after the API accepted the key.
    pub fn unlock(self, connection: Connection, keep: Keep) {
        // Later than the last lock, whatever the clock says.
        let now = now().max(all_locked().saturating_add(1));
        let Connection {
            base_url,
            developer_key,
        } = connection.clone();
        self.last_base_url.set(Some(base_url.clone()));
        if refused().is_none_or(|(_, address)| address != base_url.as_str()) {
            store(REFUSED_KEY, None);
        }
        let kept = Kept {
            base_url,
            developer_key,
            unlocked: now,
        };
        match (keep, serde_json::to_string(&kept)) {
            // A full or forbidden storage costs no more than this: a reload asks for the key again.
            (Keep::Tab, Ok(text)) => store(STORAGE_KEY, Some(&text)),
            _ => store(STORAGE_KEY, None),
        }
        self.times.set_value(Times {
            unlocked: now,
            active: now,
            keep,
        });
        store(ACTIVE_KEY, Some(&now.to_string()));
        self.lock_reason.set(LockReason::NoKey);
        self.connection.set(Some(connection));
    }

    /// Forgets the key. Needs nothing but this tab, so it works without a network.
    pub fn lock(self, reason: LockReason) {
        store(STORAGE_KEY, None);
        store(ACTIVE_KEY, None);
        let refused = self.connection.with_untracked(|it| {
            let it = it.as_ref().filter(|_| reason == LockReason::KeyRefused)?;
            Some([&it.fingerprint().to_string(), " ", it.base_url.as_str()].concat())
        });
        store(REFUSED_KEY, refused.as_deref());
        forget_first();
        if let (true, Some(storage)) = (reason.is_for_all(), local_storage()) {
            let _ = storage.set_item(LOCKED_KEY, &now().to_string());
        }
        self.lock_reason.set(reason);
        self.connection.set(None);
    }

    /// Notes that something happened here, which puts the idle lock off. `false` when that was
    /// just noted, or comes too late.
    pub fn touch(self) -> bool {
        // The first key after a night locks; it does not put the lock off.
        if !matches!(self.check(), Some(Phase::Open(_) | Phase::Ending(..))) {
            return false;
        }
        let now = now();
        let mut times = self.times.get_value();
        if now.saturating_sub(times.active) < NOTED {
            return false;
        }
        times.active = now;
        self.times.set_value(times);
        store(ACTIVE_KEY, Some(&now.to_string()));
        true
    }

    /// Where the session is on its way to its end, by the clock of this moment. A session that is
    /// over is locked, and so is one that did not hear of a lock in another tab; `None` for a
    /// locked one.
    pub fn check(self) -> Option<Phase> {
        if self.connection.with_untracked(Option::is_none) {
            return None;
        }
        let Times {
            unlocked, active, ..
        } = self.times.get_value();
        if unlocked <= all_locked() {
            self.lock(LockReason::Elsewhere);
            return None;
        }
        let idle = u64::from(self.settings.current().idle_minutes) * 60_000;
        let phase = phase(unlocked, active, idle, now());
        if let Phase::Over(end) = phase {
            self.lock(end.into());
        }
        Some(phase)
    }

    /// Forgets a key that was entered for the page only: the page is being left.
    pub fn leave(self) {
        if self.times.get_value().keep == Keep::Page {
            self.lock_reason.set(LockReason::NoKey);
            self.connection.set(None);
        }
    }

    /// Holds what is in memory against what is kept. A page that the browser takes out of its
    /// history as it was left may have been locked by a later page meanwhile.
    pub fn recheck(self) {
        self.check();
        let kept = kept().map(|(connection, _)| connection);
        if self.connection.get_untracked() != kept {
            self.lock_reason.set(LockReason::NoKey);
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

    /// The connection of an open session, for the moment of a request; not tracked. A session
    /// whose time is over is locked instead.
    pub fn current(self) -> Option<Connection> {
        self.check();
        self.connection.get_untracked()
    }

    /// Tells accounts apart for what is kept in this tab, without naming the key: 32 bits cannot
    /// give back a key of more than a hundred. `None` while locked; not tracked.
    pub fn account(self) -> Option<u32> {
        // An answer can come when the page has gone.
        self.connection
            .try_with_untracked(|it| it.as_ref().map(Connection::fingerprint))
            .flatten()
    }

    /// The account whose key was refused before this one was opened at the same address, once.
    pub fn take_refused(self) -> Option<u32> {
        let account = refused().map(|(account, _)| account);
        store(REFUSED_KEY, None);
        account
    }

    /// Whether a text holds the key of the session, whatever its shape, or what looks like a key;
    /// not tracked.
    pub fn is_secret(self, text: &str) -> bool {
        self.holds_key(text) || resembles_key(text)
    }

    /// Whether a text holds the key of the session; not tracked.
    pub fn holds_key(self, text: &str) -> bool {
        let connection = self.current();
        connection.is_some_and(|it| text.contains(it.developer_key.expose()))
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

fn kept() -> Option<(Connection, u64)> {
    let text = tab_storage()?.get_item(STORAGE_KEY).ok().flatten()?;
    let kept: Kept = serde_json::from_str(&text).ok()?;
    let connection = Connection {
        base_url: kept.base_url,
        developer_key: kept.developer_key,
    };
    Some((connection, kept.unlocked))
}

fn refused() -> Option<(u32, String)> {
    let kept = tab_storage()?.get_item(REFUSED_KEY).ok().flatten()?;
    let (account, address) = kept.split_once(' ')?;
    Some((account.parse().ok()?, address.to_owned()))
}

/// When all tabs were locked last: milliseconds since 1970.
fn all_locked() -> u64 {
    let kept = local_storage().and_then(|it| it.get_item(LOCKED_KEY).ok().flatten());
    kept.and_then(|it| it.parse().ok()).unwrap_or_default()
}

fn store(key: &str, text: Option<&str>) {
    if let Some(storage) = tab_storage() {
        let _ = match text {
            Some(text) => storage.set_item(key, text),
            None => storage.remove_item(key),
        };
    }
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
