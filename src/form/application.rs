//! The form of an application: its fields, their values as typed, and the bodies they make.

use meta_api::text::{parse_description, parse_name};
use meta_api::{
    Application, ApplicationId, CreateApplication, FieldErrors, LogoUrl, UpdateApplication,
};
use serde::{Deserialize, Serialize};

/// A field of an application's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A line of text.
    Name,
    /// Text of several lines.
    Description,
    /// An address or nothing.
    LogoUrl,
    /// A switch.
    ImplicitGrant,
    /// A switch.
    RecentActivity,
    /// A switch.
    Events,
    /// A switch.
    Active,
}

/// What the API calls each field, and what a person does.
const NAMES: [[&str; 2]; 7] = [
    ["name", "Name"],
    ["description", "Description"],
    ["logo_url", "Logo URL"],
    ["implicit_grant_enabled", "Implicit grant"],
    ["recent_enabled", "Recent activity"],
    ["events_enabled", "Events"],
    ["active", "Active"],
];

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// As typed.
    Text(String),
    /// On or off.
    Switch(bool),
}

/// An application as a form holds it: a value for each field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationDraft([Value; 7]);

impl Field {
    /// All of them, in the order in which a form shows them.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Description,
        Self::LogoUrl,
        Self::ImplicitGrant,
        Self::RecentActivity,
        Self::Events,
        Self::Active,
    ];

    /// The API's name for it.
    pub fn name(self) -> &'static str {
        NAMES[self as usize][0]
    }

    /// A person's name for it.
    pub fn label(self) -> &'static str {
        NAMES[self as usize][1]
    }

    /// The field with this name of the API.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

impl Default for ApplicationDraft {
    /// A new application: every text empty, every switch off.
    fn default() -> Self {
        Self(Field::ALL.map(|field| match field {
            Field::Name | Field::Description | Field::LogoUrl => Value::Text(String::new()),
            _ => Value::Switch(false),
        }))
    }
}

impl From<&Application> for ApplicationDraft {
    fn from(application: &Application) -> Self {
        Self(Field::ALL.map(|field| match field {
            Field::Name => Value::Text(application.name.clone()),
            Field::Description => Value::Text(application.description.clone()),
            Field::LogoUrl => Value::Text(application.logo_url.as_str().to_owned()),
            Field::ImplicitGrant => Value::Switch(application.implicit_grant_enabled),
            Field::RecentActivity => Value::Switch(application.recent_enabled),
            Field::Events => Value::Switch(application.events_enabled),
            Field::Active => Value::Switch(application.active),
        }))
    }
}

impl ApplicationDraft {
    /// The value of a field.
    pub fn get(&self, field: Field) -> &Value {
        &self.0[field as usize]
    }

    /// Puts a value into a field. One of another kind than the field's is ignored.
    pub fn set(&mut self, field: Field, value: Value) {
        let place = &mut self.0[field as usize];
        if std::mem::discriminant(place) == std::mem::discriminant(&value) {
            *place = value;
        }
    }

    /// This draft with another value in one field.
    #[must_use]
    pub fn with(mut self, field: Field, value: Value) -> Self {
        self.set(field, value);
        self
    }

    /// A draft whose fields are each made from the same field of others.
    pub(super) fn each(value: impl FnMut(Field) -> Value) -> Self {
        Self(Field::ALL.map(value))
    }

    /// The text of a field; empty for a switch.
    pub fn text(&self, field: Field) -> &str {
        match self.get(field) {
            Value::Text(text) => text,
            Value::Switch(_) => "",
        }
    }

    /// Whether a switch is on.
    pub fn is_on(&self, field: Field) -> bool {
        *self.get(field) == Value::Switch(true)
    }

    /// The fields in which this draft and another differ, in the form's order.
    pub fn differences(&self, other: &Self) -> Vec<Field> {
        let differs = |field: &Field| self.get(*field) != other.get(*field);
        Field::ALL.into_iter().filter(differs).collect()
    }

    /// The body that creates this application. With a template only the name is the draft's:
    /// the API populates everything else from the template.
    ///
    /// # Errors
    /// The fields that are refused.
    pub fn create(&self, source: Option<ApplicationId>) -> Result<CreateApplication, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = note(&mut errors, Field::Name, parse_name(self.text(Field::Name)));
        let mut body = CreateApplication {
            name: name.unwrap_or_default(),
            ..Default::default()
        };
        if source.is_some() {
            body.source = source;
        } else {
            let description = self.description(&mut errors);
            let logo_url = self.logo_url(&mut errors);
            body.description = description.filter(|text| !text.is_empty());
            body.logo_url = logo_url.filter(|url| !url.as_str().is_empty());
            body.implicit_grant_enabled = Some(self.is_on(Field::ImplicitGrant));
            body.recent_enabled = Some(self.is_on(Field::RecentActivity));
            body.events_enabled = Some(self.is_on(Field::Events));
        }
        if errors.is_empty() {
            Ok(body)
        } else {
            Err(errors)
        }
    }

    /// The body that makes `base` into this draft: only what differs is in it.
    ///
    /// # Errors
    /// The changed fields that are refused. What the API itself once stored and nobody touched
    /// is not checked again.
    pub fn update(&self, base: &Self) -> Result<UpdateApplication, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut body = UpdateApplication::default();
        for field in self.differences(base) {
            let on = Some(self.is_on(field));
            match field {
                Field::Name => {
                    body.name = note(&mut errors, field, parse_name(self.text(field)));
                }
                Field::Description => body.description = self.description(&mut errors),
                Field::LogoUrl => body.logo_url = self.logo_url(&mut errors),
                Field::ImplicitGrant => body.implicit_grant_enabled = on,
                Field::RecentActivity => body.recent_enabled = on,
                Field::Events => body.events_enabled = on,
                Field::Active => body.active = on,
            }
        }
        if errors.is_empty() {
            Ok(body)
        } else {
            Err(errors)
        }
    }

    fn description(&self, errors: &mut FieldErrors) -> Option<String> {
        let field = Field::Description;
        note(errors, field, parse_description(self.text(field)))
    }

    fn logo_url(&self, errors: &mut FieldErrors) -> Option<LogoUrl> {
        let field = Field::LogoUrl;
        note(errors, field, LogoUrl::parse(self.text(field)))
    }
}

fn note<T>(errors: &mut FieldErrors, field: Field, parsed: Result<T, String>) -> Option<T> {
    match parsed {
        Ok(value) => Some(value),
        Err(sentence) => {
            errors.push(field.name(), sentence);
            None
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn saved() -> ApplicationDraft {
        ApplicationDraft::from(&application())
    }

    pub fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn application() -> Application {
        serde_json::from_str(
            r#"{"id": "wSPk9y5D7p5o87k0ACGKxR", "name": "Test App 1",
                "description": "A test application.", "active": true}"#,
        )
        .unwrap()
    }

    #[test]
    fn an_unchanged_draft_sends_nothing() {
        assert!(saved().update(&saved()).unwrap().is_empty());
        assert_eq!(saved().differences(&saved()), []);
    }

    #[test]
    fn only_what_changed_is_sent() {
        let draft = saved()
            .with(Field::Description, text(""))
            .with(Field::Events, Value::Switch(true));
        let body = serde_json::to_string(&draft.update(&saved()).unwrap()).unwrap();
        assert_eq!(body, r#"{"description":"","events_enabled":true}"#);
        let names = draft.differences(&saved()).into_iter().map(Field::label);
        assert_eq!(names.collect::<Vec<_>>(), ["Description", "Events"]);
    }

    #[test]
    fn every_field_is_sent_under_its_own_name() {
        let elsewhere = ApplicationDraft::each(|field| match saved().get(field) {
            Value::Text(_) => text("https://example.com/"),
            Value::Switch(on) => Value::Switch(!on),
        });
        for field in Field::ALL {
            let draft = saved().with(field, elsewhere.get(field).clone());
            let body = serde_json::to_value(draft.update(&saved()).unwrap()).unwrap();
            let sent = serde_json::to_value(elsewhere.get(field)).unwrap();
            assert_eq!(body, serde_json::json!({ field.name(): sent }));
            assert_eq!(Field::by_name(field.name()), Some(field));
        }
    }

    #[test]
    fn every_refused_field_is_named() {
        let draft = ApplicationDraft::default()
            .with(Field::Name, text("  "))
            .with(Field::Description, Value::Text("x".repeat(4_001)))
            .with(Field::LogoUrl, text("logo.png"));
        for errors in [
            draft.create(None).unwrap_err(),
            draft.update(&saved()).unwrap_err(),
        ] {
            assert_eq!(
                errors.iter().map(|(field, _)| field).collect::<Vec<_>>(),
                ["name", "description", "logo_url"]
            );
        }
    }

    #[test]
    fn a_stored_value_that_nobody_touched_is_not_refused() {
        let odd = saved().with(Field::LogoUrl, text("logo.png"));
        let draft = odd.clone().with(Field::Name, text("New name"));
        let body = serde_json::to_string(&draft.update(&odd).unwrap()).unwrap();
        assert_eq!(body, r#"{"name":"New name"}"#);
    }

    #[test]
    fn a_switch_takes_no_text_and_a_text_no_switch() {
        let draft = saved()
            .with(Field::Active, text("yes"))
            .with(Field::Name, Value::Switch(true));
        assert_eq!(draft, saved());
    }

    #[test]
    fn with_a_template_only_the_name_and_the_source_are_sent() {
        let draft = ApplicationDraft::default()
            .with(Field::Name, text(" Copy "))
            .with(Field::Description, text("from the template"))
            .with(Field::Events, Value::Switch(true));
        let body = draft.create(Some(application().id)).unwrap();
        assert_eq!(
            serde_json::to_string(&body).unwrap(),
            r#"{"name":"Copy","source":"wSPk9y5D7p5o87k0ACGKxR"}"#
        );
    }

    #[test]
    fn events_are_sent_under_both_names_of_the_reference() {
        let draft = ApplicationDraft::default()
            .with(Field::Name, text("A"))
            .with(Field::Events, Value::Switch(true));
        let body = serde_json::to_string(&draft.create(None).unwrap()).unwrap();
        assert!(
            body.contains(r#""events_enabled":true,"events_grant_enabled":true"#),
            "{body}"
        );
    }
}
