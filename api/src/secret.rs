//! Secrets: values that open something. They never print themselves; whoever needs the text
//! calls `expose` and is responsible for where it goes.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a secret prints instead of itself.
pub const MASK: &str = "•••";

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name(String);

        impl $name {
            /// The secret itself.
            pub fn expose(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(MASK)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(MASK)
            }
        }
    };
}

secret! {
    /// The key of a developer account: it opens every endpoint. 20 to 22 alphanumerics so far.
    DeveloperKey
}

secret! {
    /// The key of one application: 30 alphanumerics so far.
    ApiKeyValue
}

/// Whether a text holds something of the shape of a key: 20 letters and digits in a row, in which
/// capital letters, small letters and digits take turns at least five times. They may be glued to
/// others. One of two thousand random keys of 20 characters has fewer turns, and none in practice
/// of 30; a long word written in camel case may have as many.
pub fn resembles_key(text: &str) -> bool {
    let kind = |byte: u8| match byte {
        b'A'..=b'Z' => 0,
        b'a'..=b'z' => 1,
        b'0'..=b'9' => 2,
        _ => 3,
    };
    text.as_bytes().windows(SHORTEST).any(|part| {
        let turns = part.windows(2).filter(|it| kind(it[0]) != kind(it[1]));
        part.iter().all(|byte| kind(*byte) != 3) && turns.count() >= TURNS
    })
}

/// The fewest characters of what counts as a key.
const SHORTEST: usize = 20;

/// How often the kind of character changes in what counts as a key.
const TURNS: usize = 5;

/// The text with [`MASK`] in place of every key. `letter` says which characters one can be made of;
/// `is_key` says of a whole row of them whether it is one, and gets the text before it, too.
pub fn without_keys(
    text: &str,
    letter: fn(char) -> bool,
    is_key: &dyn Fn(&str, &str) -> bool,
) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for part in text.split_inclusive(|c| !letter(c)) {
        let word = part.trim_end_matches(|c| !letter(c));
        let hidden = is_key(word, &text[..at]);
        shown.push_str(if hidden { MASK } else { word });
        shown.push_str(&part[word.len()..]);
        at += part.len();
    }
    shown
}

/// The text without what has the shape of a key, unless `is_none` says of the text before it that
/// it is none, as [`is_id`] does.
pub fn masked(text: &str, is_none: fn(&str) -> bool) -> String {
    without_keys(text, |c| c.is_ascii_alphanumeric(), &|word, before| {
        resembles_key(word) && !is_none(before)
    })
}

/// Whether an id follows in a JSON text that goes so far: it looks like a key, and opens nothing.
/// To be used with [`masked`].
pub fn is_id(before: &str) -> bool {
    // Ids can have "-" and "_" in them, which no key has: their beginning may stand there, too.
    let of_id = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_');
    let before = before.trim_end_matches(of_id);
    let name = before.strip_suffix('"').and_then(|it| {
        let name = it.trim_end().strip_suffix(':')?.trim_end();
        name.strip_suffix('"')
    });
    let names = ["\"id", "\"application", "\"source"];
    name.is_some_and(|it| names.iter().any(|name| it.ends_with(name)))
}

impl DeveloperKey {
    /// The longest key that is taken, in characters.
    pub const MAX_LENGTH: usize = 200;

    /// Reads a key as a person pastes it: spaces around it and a leading `DeveloperKey` (from an
    /// `Authorization` header) are removed.
    ///
    /// # Errors
    /// A sentence for the person, when nothing is left or what is left cannot stand in a header.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let text = text
            .strip_prefix("Authorization:")
            .unwrap_or(text)
            .trim_start();
        let key = text.strip_prefix("DeveloperKey").unwrap_or(text).trim();
        if key.is_empty() {
            return Err("Enter your developer key.".to_owned());
        }
        if key.len() > Self::MAX_LENGTH {
            return Err(format!(
                "This is {} characters long; a developer key has about 22.",
                key.chars().count()
            ));
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("A developer key has letters and digits only, without spaces.".to_owned());
        }
        Ok(Self(key.to_owned()))
    }

    /// The value of the `Authorization` header that carries this key. It is as secret as the key.
    pub fn authorization(&self) -> String {
        format!("DeveloperKey {}", self.0)
    }
}

impl ApiKeyValue {
    /// Wraps a key as the API printed it.
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    /// The last four characters: enough to tell keys apart, not enough to use one. A key of
    /// eight characters or fewer shows nothing.
    pub fn ending(&self) -> &str {
        self.part(|start, end| &self.0[end.max(start)..])
    }

    /// The first four characters, under the same condition as [`Self::ending`].
    pub fn beginning(&self) -> &str {
        self.part(|start, _| &self.0[..start])
    }

    /// The key as the console shows it: `80Od…pbF4`, or [`MASK`] for a short one.
    pub fn masked(&self) -> String {
        match self.beginning() {
            "" => MASK.to_owned(),
            beginning => [beginning, "…", self.ending()].concat(),
        }
    }

    fn part<'a>(&'a self, cut: impl FnOnce(usize, usize) -> &'a str) -> &'a str {
        let boundary = |at: usize| self.0.char_indices().nth(at).map(|(index, _)| index);
        let count = self.0.chars().count();
        match (count > 8, boundary(4), boundary(count.saturating_sub(4))) {
            (true, Some(start), Some(end)) => cut(start, end),
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_id, masked, resembles_key, without_keys};

    #[test]
    fn keys_are_recognised_by_their_shape_wherever_they_stand() {
        for text in [
            "VWUx7ujk4jXhP33exOy29r",
            "Authorization: DeveloperKey VWUx7ujk4jXhP33exOy29r.",
            "key=nRc3oTOo4kyCVTLGBmyW8sZ1pbF4qX&x=1",
            "developerKeyOfTheAccountVWUx7ujk4jXhP33exOy29r",
            "VWUx7ujk4jXhP33exOy29raccordingtotheletterofthecustomer",
            "nRc3oTOo4kyCVTLGBmyW8sZ1pbF4qXnRc3oTOo4kyCVTLGBmyW8sZ1pbF4qX",
        ] {
            assert!(resembles_key(text), "{text}");
        }
    }

    #[test]
    fn words_names_addresses_and_ids_with_dashes_are_no_keys() {
        for text in [
            "",
            "Demo App 2",
            "Internationalization of Donaudampfschifffahrtsgesellschaft",
            "clientsOfImplicitgrants",
            "0f4a5a0e-4a0e-4f6e-9d6f-0a7c4c1f2b11",
            "https://s3-us-west-2.amazonaws.com/static-assets/webapp/sources/gdrive.png",
            "12345678901234567890",
            "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
            "éVWUx7ujk4jXhé_P33exOy29r",
        ] {
            assert!(!resembles_key(text), "{text}");
        }
    }

    #[test]
    fn a_key_is_masked_in_its_text_and_nothing_else_is() {
        const KEY: &str = "VWUx7ujk4jXhP33exOy29r";
        let masked = |text: &str, is_key: &dyn Fn(&str, &str) -> bool| {
            without_keys(text, |c| c.is_ascii_alphanumeric(), is_key)
        };
        let by_shape = |word: &str, _: &str| resembles_key(word);
        let text = format!("é{KEY}, a{KEY}b and {KEY}");
        assert_eq!(masked(&text, &by_shape), "é•••, ••• and •••");
        for text in ["", "Demo App", "—", "a, b"] {
            assert_eq!(masked(text, &by_shape), text);
        }
        let by_place = |word: &str, before: &str| resembles_key(word) && !before.ends_with("id ");
        assert_eq!(
            masked(&format!("id {KEY} {KEY}"), &by_place),
            format!("id {KEY} •••")
        );
    }

    #[test]
    fn ids_are_kept_whatever_is_in_them_and_keys_are_masked() {
        for id in [
            "wSPk9y5D7p5o87k0ACGKxR",
            "H-Pk9y5D7p5o87k0ACGKxR",
            "koiR71rFLPTdld9N-YUR",
        ] {
            for field in ["id", "application", "source"] {
                let json = format!(r#"{{"{field}": "{id}","name":"x"}}"#);
                assert_eq!(masked(&json, is_id), json);
            }
        }
        let key = "80OdF5hXzkNqEs9DHRkiA1EXz1pbF4";
        assert_eq!(
            masked(&format!(r#"{{"key":"{key}"}}"#), is_id),
            r#"{"key":"•••"}"#
        );
    }
}
