//! Light, dark, or as the system says. The boot script applies the choice before first paint.

use crate::browser::local_storage;
use leptos::prelude::document;

const STORAGE_KEY: &str = "meta-console.theme";

/// What the person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The choice as it was kept, `System` without one.
    pub fn restore() -> Self {
        let kept = local_storage().and_then(|storage| storage.get_item(STORAGE_KEY).ok().flatten());
        match kept.as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }

    /// The next choice of the button that goes round.
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// As the button names it.
    pub fn label(self) -> &'static str {
        match self {
            Self::System => "Theme: system",
            Self::Light => "Theme: light",
            Self::Dark => "Theme: dark",
        }
    }

    /// Shows the choice.
    pub fn show(self) {
        if let Some(root) = document().document_element() {
            let _ = match self.name() {
                Some(name) => root.set_attribute("data-theme", name),
                None => root.remove_attribute("data-theme"),
            };
        }
        // The browser's own bars follow it.
        for own in ["light", "dark"] {
            let system = ["(prefers-color-scheme: ", own, ")"].concat();
            let media = match self.name() {
                None => &system,
                Some(name) if name == own => "all",
                Some(_) => "not all",
            };
            let meta = ["meta[data-theme=", own, "]"].concat();
            if let Ok(Some(meta)) = document().query_selector(&meta) {
                let _ = meta.set_attribute("media", media);
            }
        }
    }

    /// Keeps the choice. A forbidden storage only means that a reload forgets it.
    pub fn keep(self) {
        if let Some(storage) = local_storage() {
            let _ = match self.name() {
                Some(name) => storage.set_item(STORAGE_KEY, name),
                None => storage.remove_item(STORAGE_KEY),
            };
        }
    }

    fn name(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}
