//! Every form that keeps a draft, through everything that can happen to one. What a draft does
//! beyond that is in `drafts.rs`.

use super::{application, one_application};
use crate::support::{
    Answer, BASE_URL, KEY, Network, Page, drafts, enter, open_console, press_key, settle,
    start_console, until, value_of,
};
use crate::tabs::say;
use wasm_bindgen_test::wasm_bindgen_test;

/// A form, and the one field of it that is typed into.
struct Form {
    path: &'static str,
    /// The button that opens the dialog that the form is in.
    dialog: Option<&'static str>,
    label: &'static str,
    /// The API's name of the field.
    field: &'static str,
    saved: &'static str,
    typed: &'static str,
    submit: &'static str,
    request: &'static str,
    success: fn() -> Answer,
    says_success: &'static str,
    says_failure: &'static str,
}

const FORMS: [Form; 3] = [
    Form {
        path: "/applications/a1",
        dialog: None,
        label: "Description",
        field: "description",
        saved: "About Demo App",
        typed: "Typed and not saved",
        submit: "Save",
        request: "PATCH /applications/a1",
        success: || {
            let saved = application("a1", "Demo App");
            Answer::ok(&saved.replace("About Demo App", "Typed and not saved"))
        },
        says_success: "Saved Demo App",
        says_failure: "Could not save Demo App",
    },
    Form {
        path: "/applications/new",
        dialog: None,
        label: "Name",
        field: "name",
        saved: "",
        typed: "Typed and not created",
        submit: "Create application",
        request: "POST /applications",
        success: || Answer::json(201, &application("a2", "Typed and not created")),
        says_success: "Created Typed and not created",
        says_failure: "Could not create the application",
    },
    Form {
        path: "/applications/a1/webhooks",
        dialog: Some("Add webhook…"),
        label: "URL",
        field: "url",
        saved: "",
        typed: "https://example.com/typed",
        submit: "Add webhook",
        request: "POST /applications/a1/webhooks",
        success: || {
            Answer::json(
                201,
                r#"{"id":"100","application":"a1","url":"https://example.com/typed",
                    "created":"2014-03-18T12:57:16.770685Z",
                    "modified":"2014-03-18T12:57:16.770685Z"}"#,
            )
        },
        says_success: "Added the webhook",
        says_failure: "Could not add the webhook",
    },
];

impl Form {
    /// A console with something in this form that is not saved.
    async fn typed(&self) -> (Network, Page) {
        let network = one_application();
        let page = open_console(self.path);
        self.show(&page).await;
        enter(&page.field(self.label).await, self.typed);
        until("it is kept", || self.is_kept()).await;
        (network, page)
    }

    /// Goes to the form on its screen.
    async fn show(&self, page: &Page) {
        if let Some(button) = self.dialog {
            page.button(button).await.click();
        }
        page.field(self.label).await;
    }

    /// Loads its screen again, in the same tab, and goes to the form.
    async fn again(&self) -> Page {
        let page = start_console(self.path);
        self.show(&page).await;
        page
    }

    async fn submit(&self, page: &Page) {
        page.button(self.submit).await.click();
    }

    async fn unlock(&self, page: &Page) {
        enter(&page.one("#base_url"), BASE_URL);
        enter(&page.field("Developer key").await, KEY);
        page.button("Unlock").await.click();
        self.show(page).await;
    }

    fn is_kept(&self) -> bool {
        drafts().contains(self.typed)
    }

    async fn holds(&self, page: &Page, text: &str) {
        let field = page.field(self.label).await;
        until(&format!("{} does not hold {text:?}", self.path), || {
            value_of(&field) == text
        })
        .await;
    }

    /// What was typed stands in the form again, and what differs is said.
    async fn is_back(&self, page: &Page) {
        page.sees("Your unsaved draft from").await;
        page.sees(&format!("is back: {}.", self.label)).await;
        self.holds(page, self.typed).await;
        self.is_compared(page);
    }

    /// What was typed is offered, beside what is saved, and taken.
    async fn is_offered(&self, page: &Page) {
        page.sees("You have an unsaved draft from").await;
        self.holds(page, self.saved).await;
        self.is_compared(page);
        page.button("Restore").await.click();
        self.holds(page, self.typed).await;
    }

    fn is_compared(&self, page: &Page) {
        let saved = if self.saved.is_empty() {
            "Empty"
        } else {
            self.saved
        };
        let row = page.one(".draft tbody tr").text_content().unwrap();
        assert_eq!(row, [self.label, self.typed, saved].concat());
    }

    /// Nothing is kept, and nothing is offered when the form is opened once more.
    async fn is_gone(&self) {
        until(&format!("{} keeps its draft", self.path), || {
            !self.is_kept()
        })
        .await;
        let page = self.again().await;
        settle().await;
        assert!(!page.text().contains("draft"), "{}", page.text());
        self.holds(&page, self.saved).await;
    }
}

#[wasm_bindgen_test]
async fn every_draft_survives_a_refused_save() {
    for form in &FORMS {
        let (network, page) = form.typed().await;
        let field = form.field;
        let refused = format!(
            r#"{{"status_code":400,"error_code":"invalid_parameters","message":"No.",
                "fields":{{"{field}":"Too bold."}}}}"#
        );
        network.on(form.request, Answer::json(400, &refused));
        form.submit(&page).await;
        page.sees("Too bold.").await;
        form.holds(&page, form.typed).await;
        form.is_back(&form.again().await).await;
    }
}

#[wasm_bindgen_test]
async fn every_draft_survives_a_lost_network() {
    for form in &FORMS {
        let (network, page) = form.typed().await;
        network.on(form.request, Answer::dropped());
        form.submit(&page).await;
        page.sees(form.says_failure).await;
        form.holds(&page, form.typed).await;
        form.is_back(&form.again().await).await;
    }
}

#[wasm_bindgen_test]
async fn every_draft_survives_a_key_that_is_refused() {
    for form in &FORMS {
        let (network, page) = form.typed().await;
        network.on(form.request, Answer::error(401, "unauthorized", "No."));
        form.submit(&page).await;
        page.sees("The API no longer accepts the key (401)").await;
        assert!(!page.html().contains(form.typed), "{}", form.path);
        form.unlock(&page).await;
        form.is_back(&page).await;
    }
}

#[wasm_bindgen_test]
async fn every_draft_survives_a_lock() {
    for form in &FORMS {
        let (_network, page) = form.typed().await;
        // By its keys, which work over a dialog, too.
        press_key("l", "ctrlKey: true, shiftKey: true");
        page.sees(&format!("Not saved: {}.", form.label)).await;
        page.button("Lock and keep the draft").await.click();
        page.sees("The console is locked.").await;
        assert!(!page.html().contains(form.typed), "{}", form.path);
        form.unlock(&page).await;
        form.is_back(&page).await;
    }
}

#[wasm_bindgen_test]
async fn every_draft_survives_a_lock_in_another_tab() {
    for form in &FORMS {
        let (_network, page) = form.typed().await;
        say("locked all");
        page.sees("The console was locked in another tab.").await;
        assert!(!page.html().contains(form.typed), "{}", form.path);
        assert!(form.is_kept(), "{}", form.path);
        form.unlock(&page).await;
        form.is_back(&page).await;
    }
}

#[wasm_bindgen_test]
async fn every_draft_survives_a_reload() {
    for form in &FORMS {
        let (_network, _page) = form.typed().await;
        form.is_back(&form.again().await).await;
        // A second one, too.
        form.is_back(&form.again().await).await;
    }
}

#[wasm_bindgen_test]
async fn every_draft_survives_a_closed_dialog_or_a_form_that_is_left() {
    for form in &FORMS {
        let (_network, page) = form.typed().await;
        if form.dialog.is_some() {
            page.button("Cancel").await.click();
            until("it closes", || !page.has("dialog[open]")).await;
            form.show(&page).await;
            form.is_offered(&page).await;
        } else {
            page.link("Applications").await.click();
            page.button("Leave and keep the draft").await.click();
            until("the list", || page.address() == "/applications").await;
            form.is_offered(&form.again().await).await;
        }
    }
}

#[wasm_bindgen_test]
async fn every_draft_is_cleared_by_a_save() {
    for form in &FORMS {
        let (network, page) = form.typed().await;
        network.on(form.request, (form.success)());
        form.submit(&page).await;
        page.sees(form.says_success).await;
        form.is_gone().await;
    }
}

#[wasm_bindgen_test]
async fn every_draft_that_is_back_is_cleared_by_discarding_it() {
    for form in &FORMS {
        let (_network, _page) = form.typed().await;
        let page = form.again().await;
        form.is_back(&page).await;
        page.button("Discard draft").await.click();
        form.holds(&page, form.saved).await;
        form.is_gone().await;
    }
}

#[wasm_bindgen_test]
async fn every_draft_that_is_offered_is_cleared_by_discarding_it() {
    for form in &FORMS {
        let (_network, page) = form.typed().await;
        if form.dialog.is_some() {
            page.button("Cancel").await.click();
            until("it closes", || !page.has("dialog[open]")).await;
        } else {
            page.link("Applications").await.click();
            page.button("Leave and keep the draft").await.click();
        }
        until("it is put aside", || drafts().contains(r#""left":true"#)).await;
        let page = form.again().await;
        page.sees("You have an unsaved draft from").await;
        page.button("Discard draft").await.click();
        page.sees_no_more("draft").await;
        form.is_gone().await;
    }
}
