//! The form for a new application, empty or from a template.

use super::set_title;
use crate::client::{Client, ClientError};
use crate::components::{
    Choice, Combobox, FailureBanner, Submission, SwitchField, TextField, TextKind, Toaster, icon,
};
use crate::form::ApplicationDraft;
use crate::intl;
use crate::routes::{self, Route};
use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use meta_api::{Application, ApplicationId, ApplicationsQuery, PageNumber, PageSize, Paging};

/// The screen.
#[component]
pub fn NewApplication() -> impl IntoView {
    set_title("New application");
    let client = expect_context::<Client>();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let submission = Submission::default();
    let draft = RwSignal::new(ApplicationDraft::default());
    let templates = Templates::load(client);
    let template = templates.chosen;
    let source = Memo::new(move |_| template.get().map(|choice| ApplicationId::new(choice.id)));
    let create = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        submission.run(
            draft.read_untracked().create(source.get_untracked()),
            |body| async move { client.create_application(&body).await },
            move |application: Application| {
                toaster.success(["Created ", &application.name].concat());
                navigate(
                    &Route::Application(application.id).path(),
                    NavigateOptions::default(),
                );
            },
        );
    };
    view! {
        <main class="main" id="main" tabindex="-1">
            <div class="page">
                <nav class="crumbs row gap-1" aria-label="Breadcrumb">
                    <a class="plain" href=routes::all_applications().href()>
                        "Applications"
                    </a>
                    {icon("right")}
                    <span aria-current="page">"New application"</span>
                </nav>
                <div class="page-head row wrap">
                    <h1>"New application"</h1>
                </div>
                <form on:submit=create>
                    <FailureBanner
                        title="Could not create the application"
                        error=Signal::derive(move || submission.failure())
                    />
                    {general(draft, submission, templates)}
                    {optional(draft, submission, source)}
                    <div class="row">
                        <button
                            class="btn btn-primary"
                            type="submit"
                            aria-disabled=move || submission.pending().then_some("true")
                        >
                            {move || {
                                if submission.pending() { "Creating…" } else { "Create application" }
                            }}
                        </button>
                        <a class="btn" href=routes::all_applications().href()>
                            "Cancel"
                        </a>
                    </div>
                </form>
            </div>
        </main>
    }
}

fn general(
    draft: RwSignal<ApplicationDraft>,
    submission: Submission,
    templates: Templates,
) -> AnyView {
    view! {
        <section class="section">
            <div>
                <h2>"General"</h2>
                <p class="sm muted">"A first API key comes with it."</p>
            </div>
            <div class="stack">
                <TextField
                    name="name"
                    label=|| "Name"
                    value=Signal::derive(move || draft.read().name.clone())
                    on_input=move |text| {
                        submission.touch("name");
                        draft.update(|draft| draft.name = text);
                    }
                    error=submission.error("name")
                    hint="Shown to people when they connect an account."
                    autofocus=true
                />
                <Combobox
                    name="source"
                    label="Template"
                    choices=templates.choices
                    chosen=templates.chosen
                    status=Signal::derive(move || templates.status())
                    error=submission.error("source")
                />
            </div>
        </section>
    }
    .into_any()
}

fn optional(
    draft: RwSignal<ApplicationDraft>,
    submission: Submission,
    source: Memo<Option<ApplicationId>>,
) -> AnyView {
    let from_template = Signal::derive(move || source.with(Option::is_some));
    view! {
        <section class="section">
            <div>
                <h2>"Details"</h2>
                <p class="sm muted">
                    {move || {
                        if from_template.get() {
                            "Set by the template."
                        } else {
                            "All of it can be changed later."
                        }
                    }}
                </p>
            </div>
            <div class="stack">
                <TextField
                    name="description"
                    label=|| "Description"
                    kind=TextKind::Lines
                    optional=true
                    disabled=from_template
                    value=Signal::derive(move || draft.read().description.clone())
                    on_input=move |text| {
                        submission.touch("description");
                        draft.update(|draft| draft.description = text);
                    }
                    error=submission.error("description")
                />
                <TextField
                    name="logo_url"
                    label=|| "Logo URL"
                    kind=TextKind::Url
                    optional=true
                    disabled=from_template
                    value=Signal::derive(move || draft.read().logo_url.clone())
                    on_input=move |text| {
                        submission.touch("logo_url");
                        draft.update(|draft| draft.logo_url = text);
                    }
                    error=submission.error("logo_url")
                />
                <div>
                    <SwitchField
                        name="implicit_grant_enabled"
                        label="Implicit grant"
                        value=Signal::derive(move || draft.read().implicit_grant_enabled)
                        on_change=move |on| draft.update(|draft| draft.implicit_grant_enabled = on)
                        disabled=from_template
                        hint="Allows the OAuth 2.0 Implicit Grant flow."
                    />
                    <SwitchField
                        name="recent_enabled"
                        label="Recent activity"
                        value=Signal::derive(move || draft.read().recent_enabled)
                        on_change=move |on| draft.update(|draft| draft.recent_enabled = on)
                        disabled=from_template
                        hint="Collects data on recent activity in accounts."
                    />
                    <SwitchField
                        name="events_enabled"
                        label="Events"
                        value=Signal::derive(move || draft.read().events_enabled)
                        on_change=move |on| draft.update(|draft| draft.events_enabled = on)
                        disabled=from_template
                        hint="Collects event data for accounts."
                    />
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// The account's applications as templates. The API cannot search, so all of them are read,
/// page by page, and those that are here already can be chosen meanwhile.
#[derive(Clone, Copy)]
struct Templates {
    choices: RwSignal<Vec<Choice>>,
    chosen: RwSignal<Option<Choice>>,
    total: RwSignal<Option<u64>>,
    error: RwSignal<Option<ClientError>>,
}

impl Templates {
    fn load(client: Client) -> Self {
        let wanted = untrack(|| routes::source(&use_location().search.read()));
        let wanted = wanted.map(|id| Choice {
            id: id.to_string(),
            label: id.to_string(),
        });
        let templates = Self {
            choices: RwSignal::new(Vec::new()),
            chosen: RwSignal::new(wanted),
            total: RwSignal::new(None),
            error: RwSignal::new(None),
        };
        let (reading, handle) = abortable(templates.read_all(client));
        on_cleanup(move || AbortHandle::abort(&handle));
        spawn_local(async move {
            // Aborted when the screen is left.
            let _ = reading.await;
        });
        templates
    }

    async fn read_all(self, client: Client) {
        let page_size = PageSize::new(u64::from(PageSize::MAX)).unwrap_or_default();
        for page in (1..).map_while(PageNumber::new) {
            let query = ApplicationsQuery {
                active: None,
                paging: Paging { page, page_size },
            };
            match client.applications(query).await {
                Ok(page) if page.objects.is_empty() => return,
                Ok(page) => self.add(page.total, &page.objects),
                Err(error) => return self.error.set(Some(error)),
            }
            if self.total.get_untracked() <= Some(self.choices.with_untracked(Vec::len) as u64) {
                return;
            }
        }
    }

    fn add(self, total: u64, applications: &[Application]) {
        self.total.set(Some(total));
        let choice = |it: &Application| Choice {
            id: it.id.to_string(),
            label: it.name.clone(),
        };
        self.choices
            .update(|choices| choices.extend(applications.iter().map(choice)));
        // The template of the URL is known by its id until its name is here.
        let chosen = self.chosen.get_untracked().filter(|it| it.id == it.label);
        let named = chosen.and_then(|it| applications.iter().find(|a| a.id.as_str() == it.id));
        if let Some(application) = named {
            self.chosen.set(Some(choice(application)));
        }
    }

    fn status(self) -> String {
        if let Some(error) = self.error.get() {
            return ["Could not load all applications. ", &error.sentence()].concat();
        }
        let known = self.choices.with(Vec::len) as u64;
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
