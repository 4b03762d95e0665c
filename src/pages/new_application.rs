//! The form for a new application, empty or from a template.

use super::details::{CAPABILITIES, section, wrong};
use super::draft::with_draft;
use super::{breadcrumb, main, set_title};
use crate::actions::as_action;
use crate::browser;
use crate::client::{Call, Client, ClientError};
use crate::components::{
    Choice, Choices, Field as Input, Submission, TextKind, Toaster, button, cancel_button,
    combobox, outcome, request_panel, submit_button, switch_field,
};
use crate::dom::{El, effect, h};
use crate::drafts::{self, Draft};
use crate::form::{ApplicationDraft, Change, Field, SOURCE, Value, label_of};
use crate::intl;
use crate::location::Location;
use crate::routes::{self, Route};
use futures_util::future::abortable;
use leptos::prelude::*;
use meta_api::{Application, ApplicationId, Page};
use std::cell::Cell;

/// What the parts of the form share. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
struct Form {
    client: Client,
    values: RwSignal<ApplicationDraft>,
    submission: Submission,
    templates: Templates,
}

/// The screen.
pub fn new_application() -> El {
    set_title("New application");
    let client = expect_context::<Client>();
    let toaster = expect_context::<Toaster>();
    let location = expect_context::<Location>();
    let form = Form {
        client,
        values: RwSignal::new(ApplicationDraft::default()),
        submission: Submission::default(),
        templates: Templates::load(client, location),
    };
    // With another template it is another form.
    let here = Route::NewApplication(form.templates.wanted.get_value());
    let draft = Draft::follow(&here, form);
    let fields = h("form").on_submit(move || {
        let source = form.templates.source();
        let entry = draft.entry();
        let sent = form.values.get_untracked();
        let templated = source.is_some();
        form.submission.run(
            form.values.read_untracked().create(source),
            move |body| client.create_application(&body),
            move |application| {
                toaster.success(&["Created ", &application.name].concat());
                entry.forget();
                if form.submission.is_shown() {
                    // What was typed since it was sent is a change of the new application.
                    let typed = form.values.get_untracked().changes(&sent);
                    let typed = typed
                        .into_iter()
                        .filter(|it| !templated || it.field == "name");
                    draft.discard();
                    draft.hand_on(&Route::Application(application.id.clone()), typed.collect());
                }
                if location.is_at(|route| matches!(route, Route::NewApplication(_))) {
                    location.go(&Route::Application(application.id));
                }
            },
        );
    });
    let fields = outcome(
        with_draft(fields, draft),
        || "Could not create the application".to_owned(),
        form.submission,
    );
    let create = submit_button(
        "button.btn.btn-primary",
        form.submission,
        "Create application",
        "Creating…",
    );
    let create = as_action(create, "Create application", "check", &["Mod+S"]);
    let cancel = h("a.btn")
        .attr("href", &routes::all_applications().href())
        .with("Cancel");
    let cancel = as_action(cancel, "Cancel", "x", &[]);
    let fields = fields
        .with(form.general())
        .with(form.details())
        .with(section(
            "Request",
            "What creating it sends.",
            request_panel(move || {
                form.templates.choices.chosen.track();
                let source = form.templates.source();
                let body = form.values.with(|draft| draft.create(source)).ok()?;
                Some(client.preview(&Call::create_application(&body)))
            }),
        ))
        .with(cancel_button(
            h("div.row.wrap").with(create).with(cancel),
            form.submission,
        ));
    let page = h("div.page")
        .with(breadcrumb(h("span").with("New application")))
        .with(h("div.page-head.row.wrap").with(h("h1").with("New application")))
        .with(fields);
    main("main.main").with(page)
}

impl drafts::Form for Form {
    fn changes(&self) -> Vec<Change> {
        let empty = ApplicationDraft::default();
        let mut changes = self.values.with(|values| values.changes(&empty));
        let old = self.templates.wanted();
        let chosen = self.templates.choices.chosen.get();
        let new = chosen.map(|it| it.id).unwrap_or_default();
        changes.extend(Change::text(SOURCE, &old, &new));
        changes
    }

    fn saved(&self, field: &str) -> Option<Value> {
        if field == SOURCE {
            return Some(Value::Text(self.templates.wanted()));
        }
        let field = Field::by_name(field)?;
        Some(ApplicationDraft::default().get(field).clone())
    }

    fn restore(&self, changes: &[Change]) {
        let mut empty = ApplicationDraft::default();
        self.values
            .update(|values| values.restore(&mut empty, changes));
        if let Some(source) = changes.iter().find(|it| it.field == SOURCE) {
            self.templates.choose(source.typed());
        }
    }

    fn reset(&self) {
        self.submission.reset();
        self.values.set(ApplicationDraft::default());
        self.templates.choose(&self.templates.wanted());
    }
}

impl Form {
    fn general(self) -> El {
        let name = self
            .text(TextKind::Line, Field::Name)
            .hint("Shown to people when they connect an account.")
            .build(self.submission);
        let templates = self.templates;
        let template = combobox(
            [SOURCE, label_of(SOURCE)],
            templates.choices,
            move || templates.status(),
            self.submission,
        );
        let failed = Memo::new(move |_| templates.error.with(Option::is_some));
        let template = template.swap(move || failed.get().then(|| self.retry()));
        let fields = h("div.stack").with(name).with(template);
        section("General", "A first API key comes with it.", fields)
    }

    fn retry(self) -> El {
        let retry = button("button.btn.btn-sm", "refresh", "Load them again")
            .on_click(move || self.templates.read(self.client));
        as_action(retry, "Load the templates again", "refresh", &[])
    }

    fn details(self) -> El {
        let from_template = move || self.templates.chosen();
        let description = self
            .text(TextKind::Lines, Field::Description)
            .optional()
            .disabled(from_template)
            .build(self.submission);
        let logo_url = self
            .text(TextKind::Url, Field::LogoUrl)
            .optional()
            .disabled(from_template)
            .build(self.submission);
        let switches = CAPABILITIES.map(|(field, hint)| self.switch(field, hint));
        let fields = h("div.stack")
            .with(description)
            .with(logo_url)
            .with(h("div").with(switches));
        let part = section("Details", "All of it can be changed later.", fields);
        let note = h("p.hint").attr("role", "status").live(move || {
            if from_template() {
                "Set by the template."
            } else {
                ""
            }
            .to_owned()
        });
        part.with(note)
    }

    /// What a field shows: the template's value once there is one, since the API takes that.
    fn shown<T>(self, field: Field, read: impl FnOnce(&ApplicationDraft) -> T) -> T {
        let template = self.templates.shown.read();
        match template.as_ref().filter(|_| field != Field::Name) {
            Some(template) => read(template),
            None => self.values.with(read),
        }
    }

    fn text(self, kind: TextKind, field: Field) -> Input {
        Input::new(kind, field.name(), field.label())
            .bind(
                move || self.shown(field, |draft| draft.text(field).to_owned()),
                move |text| {
                    self.values
                        .update(|draft| draft.set(field, Value::Text(text)));
                },
            )
            .check(move || {
                let source = self.templates.source();
                let body = self.values.with_untracked(|draft| draft.create(source));
                wrong(body, field.name())
            })
    }

    fn switch(self, field: Field, hint: &'static str) -> El {
        switch_field(
            [field.name(), field.label(), hint],
            move || self.shown(field, |draft| draft.is_on(field)),
            move |on| {
                self.values
                    .update(|draft| draft.set(field, Value::Switch(on)));
            },
            || false,
            move || self.templates.chosen(),
        )
    }
}

/// The account's applications as templates. The API cannot search, so all of them are read,
/// page by page, and those that are here already can be chosen meanwhile.
#[derive(Clone, Copy)]
struct Templates {
    applications: StoredValue<Vec<Application>>,
    choices: Choices,
    /// The template of the URL.
    wanted: StoredValue<Option<ApplicationId>>,
    /// The values of the chosen application.
    shown: RwSignal<Option<ApplicationDraft>>,
    total: RwSignal<Option<u64>>,
    error: RwSignal<Option<ClientError>>,
}

impl Templates {
    fn load(client: Client, location: Location) -> Self {
        let wanted = match untrack(|| location.route()) {
            Some(Route::NewApplication(wanted)) => wanted,
            _ => None,
        };
        let chosen = wanted.as_ref().map(|id| by_id(id.as_str()));
        let all = RwSignal::new(Vec::new());
        let templates = Self {
            applications: StoredValue::new(Vec::new()),
            choices: Choices {
                all,
                chosen: RwSignal::new(chosen),
            },
            wanted: StoredValue::new(wanted),
            shown: RwSignal::new(None),
            total: RwSignal::new(None),
            error: RwSignal::new(None),
        };
        effect(Box::new(move || {
            templates.choices.all.track();
            templates.choices.chosen.track();
            let template = untrack(|| templates.template());
            templates
                .shown
                .set(template.as_ref().map(ApplicationDraft::from));
        }));
        templates.read(client);
        templates
    }

    fn read(self, client: Client) {
        self.error.set(None);
        let known = self.applications.with_value(Vec::len);
        let reading = async move {
            // What is here already is read again after a failure, and not added twice.
            let skip = Cell::new(known);
            let take = |page: Page<Application>| {
                let old = skip.get().min(page.objects.len());
                skip.set(skip.get() - old);
                self.add(page.total, page.objects.into_iter().skip(old).collect());
            };
            let read = client.all_applications(u64::MAX, take).await;
            self.error.set(read.err());
        };
        let (reading, handle) = abortable(reading);
        on_cleanup(move || handle.abort());
        browser::spawn(Box::pin(async move {
            // Aborted when the screen is left.
            let _ = reading.await;
        }));
    }

    fn add(self, total: u64, applications: Vec<Application>) {
        let choice = |it: &Application| Choice::new(it.id.as_str(), &it.name);
        let choices: Vec<Choice> = applications.iter().map(choice).collect();
        self.total.set(Some(total));
        self.applications
            .update_value(|known| known.extend(applications));
        let chosen = self
            .choices
            .chosen
            .get_untracked()
            .filter(|it| it.id == it.label);
        let named = chosen.and_then(|it| choices.iter().find(|choice| choice.id == it.id).cloned());
        self.choices.all.update(|all| all.extend(choices));
        if named.is_some() {
            self.choices.chosen.set(named);
        }
    }

    fn wanted(self) -> String {
        let id = self.wanted.get_value();
        id.map(|it| it.to_string()).unwrap_or_default()
    }

    fn choose(self, id: &str) {
        let known = self
            .choices
            .all
            .with_untracked(|all| all.iter().find(|it| it.id == id).cloned());
        let choice = known.or_else(|| (!id.is_empty()).then(|| by_id(id)));
        self.choices.chosen.set(choice);
    }

    /// Whether there is a template; tracked.
    fn chosen(self) -> bool {
        self.choices.chosen.with(Option::is_some)
    }

    /// The id of the template, known before its values are.
    fn source(self) -> Option<ApplicationId> {
        let chosen = self.choices.chosen.get_untracked()?;
        Some(ApplicationId::new(chosen.id))
    }

    fn template(self) -> Option<Application> {
        let id = self.choices.chosen.get_untracked()?.id;
        self.applications
            .with_value(|known| known.iter().find(|it| it.id.as_str() == id).cloned())
    }

    fn status(self) -> String {
        if let Some(error) = self.error.get() {
            return ["Could not load all applications. ", &error.sentence()].concat();
        }
        let known = self.choices.all.with(Vec::len) as u64;
        match self.total.get() {
            Some(total) if known < total => [
                &intl::number(known),
                " of ",
                &intl::number(total),
                " applications loaded.",
            ]
            .concat(),
            Some(_) => "Its description, logo and capabilities are copied.".to_owned(),
            None => "Loading applications…".to_owned(),
        }
    }
}

/// A template that is known by its id until its name is here.
fn by_id(id: &str) -> Choice {
    Choice::new(id, id)
}
