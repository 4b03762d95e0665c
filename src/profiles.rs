//! Profiles: the accounts and environments that a person goes between, each a name, an address
//! and a colour. Kept in local storage for all tabs; never with a key.

use crate::browser::{local_storage, on_window, tab_storage};
use crate::client::BaseUrl;
use crate::dom::effect;
use leptos::prelude::*;
use meta_api::FieldErrors;
use serde::{Deserialize, Serialize};
use std::mem::replace;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;

/// Where local storage keeps the profiles: each a line of JSON, so a damaged one is left out alone.
pub const STORAGE_KEY: &str = "meta-console.profiles";

/// Where session storage keeps which one this tab has chosen, and local storage which one was
/// chosen last, for new tabs. 0 is none.
const CHOSEN_KEY: &str = "meta-console.profile";

/// The most characters of a name.
const NAME_MAX: usize = 40;

/// What a profile is marked with, beside its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Colour {
    /// Blue.
    Blue,
    /// Green.
    Green,
    /// Amber.
    Amber,
    /// Red.
    Red,
    /// Violet.
    Violet,
    /// Grey.
    Grey,
}

impl Colour {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Blue,
        Self::Green,
        Self::Amber,
        Self::Red,
        Self::Violet,
        Self::Grey,
    ];

    /// What a person calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Blue => "Blue",
            Self::Green => "Green",
            Self::Amber => "Amber",
            Self::Red => "Red",
            Self::Violet => "Violet",
            Self::Grey => "Grey",
        }
    }

    /// What the style sheet calls it.
    pub fn token(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
            Self::Violet => "violet",
            Self::Grey => "grey",
        }
    }
}

/// An account or environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Tells it from the others, whatever it is called. 0 for one that is not kept yet.
    pub id: u32,
    /// What the person calls it.
    pub name: String,
    /// Its API.
    pub base_url: BaseUrl,
    /// Its colour.
    pub colour: Colour,
}

impl Profile {
    /// Reads what a person typed. `others` are the profiles that there are; `is_secret` knows a key.
    ///
    /// # Errors
    /// Sentences under `profile_name` and `profile_base_url`.
    pub fn parse(
        id: u32,
        name: &str,
        base_url: &str,
        colour: Colour,
        others: &[Self],
        is_secret: &dyn Fn(&str) -> bool,
    ) -> Result<Self, FieldErrors> {
        let name = name.trim();
        let mut fields = FieldErrors::default();
        let wrong = if name.is_empty() {
            Some("Enter a name.")
        } else if name.chars().count() > NAME_MAX {
            Some("Use at most 40 characters.")
        } else if is_secret(name) {
            Some("This looks like a key. A profile keeps none: give it a name.")
        } else if others.iter().any(|it| it.id != id && it.name == name) {
            Some("Another profile has this name.")
        } else {
            None
        };
        if let Some(sentence) = wrong {
            fields.push("profile_name", sentence.to_owned());
        }
        match BaseUrl::parse(base_url) {
            Ok(_) if is_secret(base_url) => fields.push(
                "profile_base_url",
                "This seems to hold a key. A profile keeps none: leave it out.".to_owned(),
            ),
            Ok(base_url) if fields.is_empty() => {
                return Ok(Self {
                    id,
                    name: name.to_owned(),
                    base_url,
                    colour,
                });
            }
            Ok(_) => {}
            Err(sentence) => fields.push("profile_base_url", sentence),
        }
        Err(fields)
    }
}

/// The profiles of this browser. Cheap to copy: it is a handle.
#[derive(Clone, Copy, Debug)]
pub struct Profiles {
    list: RwSignal<Vec<Profile>>,
    chosen: RwSignal<Option<u32>>,
}

impl Profiles {
    /// Reads the profiles, and follows what other tabs change.
    pub fn start() -> Self {
        let last = || local_storage()?.get_item(CHOSEN_KEY).ok().flatten();
        let chosen = tab_storage().and_then(|it| it.get_item(CHOSEN_KEY).ok().flatten());
        let profiles = Self {
            list: RwSignal::new(kept()),
            chosen: RwSignal::new(chosen.or_else(last).and_then(|it| it.parse().ok())),
        };
        on_window("storage", move |event| {
            let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
            // Without a key, everything was cleared.
            if key.is_none_or(|it| it == STORAGE_KEY) {
                profiles.list.set(kept());
            }
        });
        profiles
    }

    /// All profiles; tracked.
    pub fn list(self) -> Vec<Profile> {
        self.list.get()
    }

    /// The one that this tab has chosen; tracked.
    pub fn chosen(self) -> Option<Profile> {
        let chosen = self.chosen.get()?;
        self.list
            .with(|list| list.iter().find(|it| it.id == chosen).cloned())
    }

    /// Calls `moved` with the old address when the chosen one gets another, in whichever tab.
    pub fn on_move(self, moved: impl Fn(BaseUrl) + 'static) {
        let was = StoredValue::new(None::<Profile>);
        effect(Box::new(move || {
            let now = self.chosen();
            let old = was
                .try_update_value(|was| replace(was, now.clone()))
                .flatten();
            if let (Some(old), Some(now)) = (old, now)
                && old.id == now.id
                && old.base_url != now.base_url
            {
                moved(old.base_url);
            }
        }));
    }

    /// The one that is in use at an address: the chosen one, if it is for this address; tracked.
    pub fn at(self, base_url: &BaseUrl) -> Option<Profile> {
        self.chosen().filter(|it| it.base_url == *base_url)
    }

    /// Chooses a profile for this tab and those that are opened from now on, or none.
    pub fn choose(self, id: Option<u32>) {
        let text = id.unwrap_or_default().to_string();
        for storage in [tab_storage(), local_storage()].into_iter().flatten() {
            let _ = storage.set_item(CHOSEN_KEY, &text);
        }
        self.chosen.set(id);
    }

    /// Keeps a profile, a new one under a new id. A full or forbidden storage only means that a
    /// reload forgets it.
    pub fn save(self, mut profile: Profile) {
        // Another tab may have kept some meanwhile.
        let mut list = kept();
        if let Some(old) = list.iter_mut().find(|it| it.id == profile.id) {
            *old = profile;
        } else {
            // One that was removed comes back as what it was.
            if profile.id == 0 {
                let highest = list.iter().map(|it| it.id).max().unwrap_or(0);
                profile.id = highest.saturating_add(1);
            }
            list.push(profile);
        }
        self.keep(list);
    }

    /// Forgets a profile.
    pub fn remove(self, id: u32) {
        let mut list = kept();
        list.retain(|it| it.id != id);
        self.keep(list);
    }

    fn keep(self, list: Vec<Profile>) {
        if let Some(storage) = local_storage() {
            let _ = storage.set_item(STORAGE_KEY, &print(&list));
        }
        self.list.set(list);
    }
}

fn kept() -> Vec<Profile> {
    let text = local_storage().and_then(|it| it.get_item(STORAGE_KEY).ok().flatten());
    read(&text.unwrap_or_default())
}

fn print(list: &[Profile]) -> String {
    let lines: Vec<String> = list
        .iter()
        .filter_map(|it| serde_json::to_string(it).ok())
        .collect();
    lines.join("\n")
}

/// What cannot be read is left out, and takes nothing else with it.
fn read(text: &str) -> Vec<Profile> {
    let mut list: Vec<Profile> = Vec::new();
    for line in text.lines() {
        if let Ok(profile) = serde_json::from_str::<Profile>(line)
            && profile.id != 0
            && !profile.name.trim().is_empty()
            && !list.iter().any(|it| it.id == profile.id)
        {
            list.push(profile);
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use meta_api::secret::resembles_key;

    const API: &str = "https://api.example.com/v0";

    fn profile(id: u32, name: &str) -> Profile {
        Profile::parse(id, name, API, Colour::Red, &[], &resembles_key).unwrap()
    }

    #[test]
    fn profiles_survive_the_storage() {
        let list = vec![profile(1, "Production"), profile(2, "Staging")];
        assert_eq!(read(&print(&list)), list);
    }

    #[test]
    fn a_damaged_entry_takes_no_other_with_it() {
        for text in ["", "null", "{", "7", "{}", "[null, 3, []]", "\n\n"] {
            assert_eq!(read(text), [], "{text}");
        }
        let good = print(&[profile(2, "Staging")]);
        for bad in [
            r#"{"id":1}"#,
            r#"{"id":1,"name":"A","base_url":"javascript:alert(1)","colour":"red"}"#,
            r#"{"id":1,"name":"A","base_url":"https://a/v0","colour":"pink"}"#,
            r#"{"id":0,"name":"A","base_url":"https://a/v0","colour":"red"}"#,
            r#"{"id":1,"name":" ","base_url":"https://a/v0","colour":"red"}"#,
            r#"{"id":-1,"name":"A","base_url":"https://a/v0","colour":"red"}"#,
        ] {
            assert_eq!(
                read(&format!("{bad}\n{good}\n{good}")),
                [profile(2, "Staging")],
                "{bad}"
            );
        }
    }

    #[test]
    fn what_is_no_name_and_no_address_is_refused_field_by_field() {
        let others = [profile(1, "Production")];
        let refused = |id, name: &str, base_url: &str| {
            let fields = Profile::parse(id, name, base_url, Colour::Blue, &others, &resembles_key)
                .unwrap_err();
            fields
                .iter()
                .map(|(field, _)| field.to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(refused(0, " ", "x"), ["profile_name", "profile_base_url"]);
        assert_eq!(refused(0, &"x".repeat(41), API), ["profile_name"]);
        assert_eq!(refused(0, "Production", API), ["profile_name"]);
        assert_eq!(
            refused(0, "Staging", "api.example.com"),
            ["profile_base_url"]
        );
        assert!(
            Profile::parse(1, "Production", API, Colour::Blue, &others, &resembles_key).is_ok()
        );
    }

    #[test]
    fn a_key_in_the_wrong_field_is_not_kept() {
        const KEY: &str = "VWUx7ujk4jXhP33exOy29r";
        let name = Profile::parse(0, KEY, API, Colour::Blue, &[], &resembles_key).unwrap_err();
        assert!(
            name.get("profile_name")
                .unwrap()
                .contains("looks like a key")
        );
        let url = format!("https://api.example.com/{KEY}/v0");
        let url =
            Profile::parse(0, "Production", &url, Colour::Blue, &[], &resembles_key).unwrap_err();
        assert!(
            url.get("profile_base_url")
                .unwrap()
                .contains("seems to hold a key")
        );
    }
}
