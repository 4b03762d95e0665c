//! Forms without their inputs: a draft holds text as typed and becomes a request body or field
//! errors. Plain Rust, tested on the host.

use meta_api::text::{parse_description, parse_name};
use meta_api::{
    Application, ApplicationId, CreateApplication, CreateWebHook, FieldErrors, HttpUrl, LogoUrl,
    UpdateApplication,
};

/// An application as a form holds it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the API has these four switches"
)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApplicationDraft {
    /// As typed.
    pub name: String,
    /// As typed.
    pub description: String,
    /// As typed.
    pub logo_url: String,
    /// The switch.
    pub active: bool,
    /// The switch.
    pub implicit_grant_enabled: bool,
    /// The switch.
    pub recent_enabled: bool,
    /// The switch.
    pub events_enabled: bool,
}

/// A field of an application's form: the API's name for it and a person's.
pub type Field = (&'static str, &'static str);

/// The fields of an application's form, in the order in which the form shows them.
pub const FIELDS: [Field; 7] = [
    ("name", "Name"),
    ("description", "Description"),
    ("logo_url", "Logo URL"),
    ("implicit_grant_enabled", "Implicit grant"),
    ("recent_enabled", "Recent activity"),
    ("events_enabled", "Events"),
    ("active", "Active"),
];

impl From<&Application> for ApplicationDraft {
    fn from(application: &Application) -> Self {
        Self {
            name: application.name.clone(),
            description: application.description.clone(),
            logo_url: application.logo_url.as_str().to_owned(),
            active: application.active,
            implicit_grant_enabled: application.implicit_grant_enabled,
            recent_enabled: application.recent_enabled,
            events_enabled: application.events_enabled,
        }
    }
}

impl ApplicationDraft {
    /// The body that creates this application. With a template only the name is the draft's:
    /// the API populates everything else from the template.
    ///
    /// # Errors
    /// The fields that are refused.
    pub fn create(&self, source: Option<ApplicationId>) -> Result<CreateApplication, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = note(&mut errors, "name", parse_name(&self.name));
        let mut body = CreateApplication {
            name: name.unwrap_or_default(),
            ..Default::default()
        };
        if source.is_some() {
            body.source = source;
        } else {
            let description = parse_description(&self.description);
            let description = note(&mut errors, "description", description);
            let logo_url = note(&mut errors, "logo_url", LogoUrl::parse(&self.logo_url));
            body.description = description.filter(|text| !text.is_empty());
            body.logo_url = logo_url.filter(|url| !url.as_str().is_empty());
            body.implicit_grant_enabled = Some(self.implicit_grant_enabled);
            body.recent_enabled = Some(self.recent_enabled);
            body.events_enabled = Some(self.events_enabled);
        }
        if errors.is_empty() {
            Ok(body)
        } else {
            Err(errors)
        }
    }

    /// The body that makes `saved` into this draft: only what differs is in it.
    ///
    /// # Errors
    /// The changed fields that are refused. What the API itself once stored and nobody touched
    /// is not checked again.
    pub fn update(&self, saved: &Application) -> Result<UpdateApplication, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut body = UpdateApplication::default();
        if self.name != saved.name {
            body.name = note(&mut errors, "name", parse_name(&self.name));
        }
        if self.description != saved.description {
            let description = parse_description(&self.description);
            body.description = note(&mut errors, "description", description);
        }
        if self.logo_url != saved.logo_url.as_str() {
            body.logo_url = note(&mut errors, "logo_url", LogoUrl::parse(&self.logo_url));
        }
        let changed = |draft: bool, saved: bool| (draft != saved).then_some(draft);
        body.active = changed(self.active, saved.active);
        body.implicit_grant_enabled =
            changed(self.implicit_grant_enabled, saved.implicit_grant_enabled);
        body.recent_enabled = changed(self.recent_enabled, saved.recent_enabled);
        body.events_enabled = changed(self.events_enabled, saved.events_enabled);
        if errors.is_empty() {
            Ok(body)
        } else {
            Err(errors)
        }
    }

    /// This draft after `sent` was saved as `saved`: what was typed since it was sent stays.
    #[must_use]
    pub fn after_saving(self, sent: &Self, saved: Self) -> Self {
        fn field<T: PartialEq>(now: T, sent: &T, saved: T) -> T {
            if now == *sent { saved } else { now }
        }
        Self {
            name: field(self.name, &sent.name, saved.name),
            description: field(self.description, &sent.description, saved.description),
            logo_url: field(self.logo_url, &sent.logo_url, saved.logo_url),
            active: field(self.active, &sent.active, saved.active),
            implicit_grant_enabled: field(
                self.implicit_grant_enabled,
                &sent.implicit_grant_enabled,
                saved.implicit_grant_enabled,
            ),
            recent_enabled: field(
                self.recent_enabled,
                &sent.recent_enabled,
                saved.recent_enabled,
            ),
            events_enabled: field(
                self.events_enabled,
                &sent.events_enabled,
                saved.events_enabled,
            ),
        }
    }

    /// The fields in which this draft and another differ, in the form's order.
    pub fn differences(&self, other: &Self) -> Vec<Field> {
        let differs = [
            self.name != other.name,
            self.description != other.description,
            self.logo_url != other.logo_url,
            self.implicit_grant_enabled != other.implicit_grant_enabled,
            self.recent_enabled != other.recent_enabled,
            self.events_enabled != other.events_enabled,
            self.active != other.active,
        ];
        FIELDS
            .into_iter()
            .zip(differs)
            .filter(|(_, differs)| *differs)
            .map(|(it, _)| it)
            .collect()
    }
}

/// Whether what is typed confirms that this application is meant: its name as it looks on the
/// screen, or its id. Names may hold what nobody sees or types: doubled spaces, marks of
/// direction, spaces without width.
pub fn confirms(typed: &str, name: &str, id: &str) -> bool {
    let typed = as_seen(typed);
    !typed.is_empty() && (typed == as_seen(name) || typed == id)
}

fn as_seen(text: &str) -> String {
    let unseen = |c: &char| {
        matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let seen: String = text.chars().filter(|c| !unseen(c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The body that creates a webhook.
///
/// # Errors
/// What is wrong with the URL.
pub fn create_webhook(url: &str) -> Result<CreateWebHook, FieldErrors> {
    match HttpUrl::parse(url) {
        Ok(url) => Ok(CreateWebHook { url }),
        Err(sentence) => Err(FieldErrors::one("url", sentence)),
    }
}

/// What to think of before using a webhook URL that is allowed.
pub fn webhook_warning(url: &HttpUrl) -> Option<&'static str> {
    match (url.is_loopback(), url.is_unencrypted()) {
        (true, _) => Some(
            "This host is the server's own machine: only an API that runs there \
                           can reach it.",
        ),
        (false, true) => Some("http: is not encrypted: whoever is on the way can read the events."),
        (false, false) => None,
    }
}

fn note<T>(errors: &mut FieldErrors, field: &str, parsed: Result<T, String>) -> Option<T> {
    match parsed {
        Ok(value) => Some(value),
        Err(sentence) => {
            errors.push(field, sentence);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved() -> Application {
        serde_json::from_str(
            r#"{"id": "wSPk9y5D7p5o87k0ACGKxR", "name": "Test App 1",
                "description": "A test application.", "active": true}"#,
        )
        .unwrap()
    }

    #[test]
    fn an_unchanged_draft_sends_nothing() {
        let draft = ApplicationDraft::from(&saved());
        assert!(draft.update(&saved()).unwrap().is_empty());
        assert_eq!(draft.differences(&ApplicationDraft::from(&saved())), []);
    }

    #[test]
    fn only_what_changed_is_sent() {
        let mut draft = ApplicationDraft::from(&saved());
        draft.description = String::new();
        draft.events_enabled = true;
        let body = serde_json::to_string(&draft.update(&saved()).unwrap()).unwrap();
        assert_eq!(body, r#"{"description":"","events_enabled":true}"#);
        let names = draft.differences(&ApplicationDraft::from(&saved()));
        assert_eq!(
            names.iter().map(|(_, name)| *name).collect::<Vec<_>>(),
            ["Description", "Events"]
        );
    }

    #[test]
    fn every_refused_field_is_named() {
        let draft = ApplicationDraft {
            name: "  ".into(),
            description: "x".repeat(4_001),
            logo_url: "logo.png".into(),
            ..Default::default()
        };
        let errors = draft.create(None).unwrap_err();
        assert_eq!(
            errors.iter().map(|(field, _)| field).collect::<Vec<_>>(),
            ["name", "description", "logo_url"]
        );
    }

    #[test]
    fn a_stored_value_that_nobody_touched_is_not_refused() {
        let odd = Application {
            logo_url: serde_json::from_str(r#""logo.png""#).unwrap(),
            ..saved()
        };
        let mut draft = ApplicationDraft::from(&odd);
        draft.name = "New name".into();
        let body = serde_json::to_string(&draft.update(&odd).unwrap()).unwrap();
        assert_eq!(body, r#"{"name":"New name"}"#);
    }

    #[test]
    fn with_a_template_only_the_name_and_the_source_are_sent() {
        let draft = ApplicationDraft {
            name: " Copy ".into(),
            description: "from the template".into(),
            events_enabled: true,
            ..Default::default()
        };
        let body = draft.create(Some(saved().id)).unwrap();
        assert_eq!(
            serde_json::to_string(&body).unwrap(),
            r#"{"name":"Copy","source":"wSPk9y5D7p5o87k0ACGKxR"}"#
        );
    }

    #[test]
    fn events_are_sent_under_both_names_of_the_reference() {
        let draft = ApplicationDraft {
            name: "A".into(),
            events_enabled: true,
            ..Default::default()
        };
        let body = serde_json::to_string(&draft.create(None).unwrap()).unwrap();
        assert!(
            body.contains(r#""events_enabled":true,"events_grant_enabled":true"#),
            "{body}"
        );
    }

    #[test]
    fn what_is_typed_while_a_save_is_under_way_stays() {
        let sent = ApplicationDraft {
            name: " New ".into(),
            ..ApplicationDraft::from(&saved())
        };
        let typed_since = ApplicationDraft {
            description: "later".into(),
            ..sent.clone()
        };
        let answer = ApplicationDraft {
            name: "New".into(),
            ..sent.clone()
        };
        let draft = typed_since.after_saving(&sent, answer);
        assert_eq!(
            (draft.name.as_str(), draft.description.as_str()),
            ("New", "later")
        );
    }

    #[test]
    fn a_name_is_confirmed_as_it_looks() {
        let id = "wSPk9y5D7p5o87k0ACGKxR";
        assert!(confirms(" Two spaces ", "Two  spaces", id));
        assert!(confirms(
            "Two spaces",
            "Two\u{a0}spa\u{200b}ces\u{202e}",
            id
        ));
        assert!(confirms(id, "Two  spaces", id));
        assert!(!confirms("two spaces", "Two  spaces", id));
        assert!(!confirms("", "", id));
        assert!(!confirms(" ", "\u{200b}", id));
    }

    #[test]
    fn webhooks_on_this_machine_or_without_encryption_are_allowed_with_a_warning() {
        let warning = |url: &str| webhook_warning(&create_webhook(url).unwrap().url);
        assert!(
            warning("http://localhost:5000")
                .unwrap()
                .contains("own machine")
        );
        assert!(
            warning("http://example.com/hook")
                .unwrap()
                .contains("not encrypted")
        );
        assert_eq!(warning("https://example.com/hook"), None);
    }

    #[test]
    fn a_webhook_without_a_scheme_says_how_to_start() {
        let errors = create_webhook("localhost:5000").unwrap_err();
        assert_eq!(
            errors.get("url"),
            Some("Start the URL with https:// or http://.")
        );
    }
}
