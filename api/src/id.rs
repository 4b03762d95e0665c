//! Identifiers. They are opaque: nothing is read out of them, and whatever characters they hold,
//! [`crate::endpoint::Endpoint::path`] writes them safely into a URL.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $decode:path) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name(String);

        impl $name {
            /// Wraps an id as the API printed it.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as the API prints it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $decode(deserializer).map(Self)
            }
        }
    };
}

text_id! {
    /// An application's id, also known as the App ID: 20 to 48 of `[A-Za-z0-9_-]` so far.
    ApplicationId, String::deserialize
}

text_id! {
    /// A webhook's id, unique across all applications: decimal text, such as `"100"`.
    WebHookId, crate::json::text_or_number
}
