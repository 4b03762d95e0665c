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
