//! What a person has set for this browser: appearance, keyboard, idle lock. Kept in local storage
//! and shared by all tabs; never a secret.

use crate::browser::{local_storage, on_window};
use crate::theme::Theme;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Where local storage keeps the preferences. The boot script reads the same entry.
pub const STORAGE_KEY: &str = "meta-console.settings";

/// How many minutes without activity lock the console, unless the person says otherwise.
pub const IDLE_MINUTES: u8 = 15;
/// The fewest minutes that can be set.
pub const LEAST_IDLE_MINUTES: u8 = 2;
/// The most minutes that can be set.
pub const MOST_IDLE_MINUTES: u8 = 60;

/// The preferences, as they are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Compact rows instead of comfortable ones.
    pub compact: bool,
    /// Whether single keys without a modifier are shortcuts.
    pub single_keys: bool,
    /// Minutes without activity until the console locks itself; 0 for never.
    pub idle_minutes: u8,
    /// Whether the unlock screen offers to keep the key for the page only.
    pub page_only: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            compact: false,
            single_keys: true,
            idle_minutes: IDLE_MINUTES,
            page_only: false,
        }
    }
}

impl Preferences {
    /// Reads what was kept. What cannot be read counts as never set.
    fn parse(text: &str) -> Self {
        let mut kept: Self = serde_json::from_str(text).unwrap_or_default();
        if kept.idle_minutes != 0
            && !(LEAST_IDLE_MINUTES..=MOST_IDLE_MINUTES).contains(&kept.idle_minutes)
        {
            kept.idle_minutes = IDLE_MINUTES;
        }
        kept
    }

    fn restore() -> Self {
        let kept = local_storage().and_then(|it| it.get_item(STORAGE_KEY).ok().flatten());
        Self::parse(&kept.unwrap_or_default())
    }
}

/// The settings of this browser. Cheap to copy: it is a handle.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    preferences: RwSignal<Preferences>,
    theme: RwSignal<Theme>,
}

impl Settings {
    /// Reads the settings, shows them, and follows what other tabs change.
    pub fn start() -> Self {
        let settings = Self {
            preferences: RwSignal::new(Preferences::restore()),
            theme: RwSignal::new(Theme::restore()),
        };
        settings.show();
        on_window("storage", move |_| settings.reread());
        settings
    }

    /// Reads everything again, after another tab changed it or all of it was forgotten.
    pub fn reread(self) {
        self.preferences.set(Preferences::restore());
        self.theme.set(Theme::restore());
        self.show();
    }

    /// The preferences; tracked.
    pub fn preferences(self) -> Preferences {
        self.preferences.get()
    }

    /// The preferences, for the moment; not tracked.
    pub fn current(self) -> Preferences {
        self.preferences.get_untracked()
    }

    /// The theme; tracked.
    pub fn theme(self) -> Theme {
        self.theme.get()
    }

    /// Changes, shows and keeps preferences. A full or forbidden storage costs no more than this:
    /// a reload forgets the change.
    pub fn change(self, change: impl FnOnce(&mut Preferences)) {
        let mut preferences = self.current();
        change(&mut preferences);
        if let (Some(storage), Ok(text)) = (local_storage(), serde_json::to_string(&preferences)) {
            let _ = storage.set_item(STORAGE_KEY, &text);
        }
        self.preferences.set(preferences);
        self.show();
    }

    /// Changes, shows and keeps the theme.
    pub fn set_theme(self, theme: Theme) {
        theme.keep();
        self.theme.set(theme);
        self.show();
    }

    fn show(self) {
        self.theme.get_untracked().show();
        if let Some(root) = document().document_element() {
            let _ = if self.current().compact {
                root.set_attribute("data-density", "compact")
            } else {
                root.remove_attribute("data-density")
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_settings_count_as_never_set() {
        for text in [
            "",
            "null",
            "[]",
            "{",
            r#"{"idle_minutes":-1}"#,
            r#"{"compact":"yes"}"#,
        ] {
            assert_eq!(Preferences::parse(text), Preferences::default(), "{text}");
        }
    }

    #[test]
    fn settings_of_an_older_console_keep_what_they_say() {
        let kept = Preferences::parse(r#"{"compact":true,"gone":1}"#);
        assert!(kept.compact && kept.single_keys);
        assert_eq!(kept.idle_minutes, IDLE_MINUTES);
    }

    #[test]
    fn the_idle_time_is_off_or_between_two_minutes_and_an_hour() {
        for (kept, minutes) in [(0, 0), (1, 15), (2, 2), (60, 60), (61, 15)] {
            let text = format!(r#"{{"idle_minutes":{kept}}}"#);
            assert_eq!(Preferences::parse(&text).idle_minutes, minutes);
        }
    }
}
