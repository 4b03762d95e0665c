//! Applications, and the bodies that create and update them.

use crate::error::BodyError;
use crate::json::{BodyReader, null_as_default};
use crate::text::{parse_description, parse_name};
use crate::{ApplicationId, LogoUrl, Timestamp};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

/// An application of a developer account.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the API has these four switches"
)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Application {
    /// Also known as the App ID.
    pub id: ApplicationId,
    /// Shown to a person who connects an account to the application.
    #[serde(default, deserialize_with = "null_as_default")]
    pub name: String,
    /// A description of the application.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description: String,
    /// Where an image with the logo is; empty for none.
    #[serde(default, deserialize_with = "null_as_default")]
    pub logo_url: LogoUrl,
    /// Whether the application is active. Deleted applications do not show up at all.
    #[serde(default, deserialize_with = "null_as_default")]
    pub active: bool,
    /// Allows the OAuth 2.0 implicit grant flow.
    #[serde(default, deserialize_with = "null_as_default")]
    pub implicit_grant_enabled: bool,
    /// Collects data on recent activity in accounts.
    #[serde(default, deserialize_with = "null_as_default")]
    pub recent_enabled: bool,
    /// Collects event data for accounts.
    #[serde(
        default,
        deserialize_with = "null_as_default",
        alias = "events_grant_enabled"
    )]
    pub events_enabled: bool,
    /// When it was created.
    #[serde(default, deserialize_with = "null_as_default")]
    pub created: Timestamp,
    /// When it was last changed.
    #[serde(default, deserialize_with = "null_as_default")]
    pub modified: Timestamp,
}

/// The body that creates an application. A field that is `None` is not sent, and takes the
/// template's value, or the API's default without a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreateApplication {
    /// Required.
    pub name: String,
    /// Default: empty.
    pub description: Option<String>,
    /// Default: empty.
    pub logo_url: Option<LogoUrl>,
    /// Default: false.
    pub implicit_grant_enabled: Option<bool>,
    /// Default: false.
    pub recent_enabled: Option<bool>,
    /// Default: false. The reference calls it `events_grant_enabled` when creating and
    /// `events_enabled` everywhere else: both are read, and both are sent.
    pub events_enabled: Option<bool>,
    /// The application to use as a template.
    pub source: Option<ApplicationId>,
}

impl Serialize for CreateApplication {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &self.name)?;
        if let Some(description) = &self.description {
            map.serialize_entry("description", description)?;
        }
        if let Some(logo_url) = &self.logo_url {
            map.serialize_entry("logo_url", logo_url)?;
        }
        let switches = [
            ("implicit_grant_enabled", self.implicit_grant_enabled),
            ("recent_enabled", self.recent_enabled),
            ("events_enabled", self.events_enabled),
            ("events_grant_enabled", self.events_enabled),
        ];
        for (name, value) in switches {
            if let Some(value) = value {
                map.serialize_entry(name, &value)?;
            }
        }
        if let Some(source) = &self.source {
            map.serialize_entry("source", source)?;
        }
        map.end()
    }
}

/// The body that updates an application: `None` leaves a field alone, `Some` sets it, also to
/// the empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UpdateApplication {
    /// A new name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A new description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// A new logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo_url: Option<LogoUrl>,
    /// Activates or deactivates the application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Switches the implicit grant on or off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub implicit_grant_enabled: Option<bool>,
    /// Switches recent activity on or off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recent_enabled: Option<bool>,
    /// Switches events on or off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub events_enabled: Option<bool>,
}

impl CreateApplication {
    /// Reads a request body.
    ///
    /// # Errors
    /// The body is no JSON object, or fields are missing or refused: all of them are named.
    pub fn from_json(body: &[u8]) -> Result<Self, BodyError> {
        let mut reader = BodyReader::new(body)?;
        let name = reader.required("name", parse_name);
        let description = reader.text("description");
        let description = reader.checked("description", description, parse_description);
        let logo_url = reader.text("logo_url");
        let logo_url = reader.checked("logo_url", logo_url, LogoUrl::parse);
        let implicit_grant_enabled = reader.boolean("implicit_grant_enabled");
        let recent_enabled = reader.boolean("recent_enabled");
        let events_grant_enabled = reader.boolean("events_grant_enabled");
        let events_enabled = reader.boolean("events_enabled").or(events_grant_enabled);
        let source = reader
            .text("source")
            .filter(|source| !source.is_empty())
            .map(ApplicationId::new);
        reader.finish(name.map(|name| Self {
            name,
            description,
            logo_url,
            implicit_grant_enabled,
            recent_enabled,
            events_enabled,
            source,
        }))
    }
}

impl UpdateApplication {
    /// Whether an application has all that this body asks for.
    pub fn is_met_by(&self, application: &Application) -> bool {
        fn met<T: PartialEq>(asked: Option<&T>, is: &T) -> bool {
            asked.is_none_or(|asked| asked == is)
        }
        met(self.name.as_ref(), &application.name)
            && met(self.description.as_ref(), &application.description)
            && met(self.logo_url.as_ref(), &application.logo_url)
            && met(self.active.as_ref(), &application.active)
            && met(
                self.implicit_grant_enabled.as_ref(),
                &application.implicit_grant_enabled,
            )
            && met(self.recent_enabled.as_ref(), &application.recent_enabled)
            && met(self.events_enabled.as_ref(), &application.events_enabled)
    }

    /// Reads a request body.
    ///
    /// # Errors
    /// The body is no JSON object, or fields are refused: all of them are named. `source` is
    /// always refused, since the reference says that it cannot be used in an update.
    pub fn from_json(body: &[u8]) -> Result<Self, BodyError> {
        let mut reader = BodyReader::new(body)?;
        if reader.contains("source") {
            let sentence = "The source cannot be changed after an application was created.";
            reader.refuse("source", sentence.to_owned());
        }
        let name = reader.text("name");
        let description = reader.text("description");
        let logo_url = reader.text("logo_url");
        let update = Self {
            name: reader.checked("name", name, parse_name),
            description: reader.checked("description", description, parse_description),
            logo_url: reader.checked("logo_url", logo_url, LogoUrl::parse),
            active: reader.boolean("active"),
            implicit_grant_enabled: reader.boolean("implicit_grant_enabled"),
            recent_enabled: reader.boolean("recent_enabled"),
            events_enabled: reader.boolean("events_enabled"),
        };
        reader.finish(Some(update))
    }

    /// Whether it leaves everything alone.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
