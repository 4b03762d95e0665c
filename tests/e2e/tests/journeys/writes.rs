//! Writes whose answers do not come as they should: what happened is looked at and said as it is,
//! and nothing is sent twice.

use crate::faulty::Faulty;
use e2e::{Fault, Role};

const PORTAL: &str = "<!doctype html><title>Sign in</title>";

/// Opens the form for a new application called "Only once", with this fault before its creation.
async fn creating(fault: Fault) -> Faulty {
    let journey = Faulty::unlocked(3).await;
    journey.open("applications/new").await;
    journey.page().enter("Name", "Only once").await;
    journey.faults.next(1, "POST", "applications", fault);
    journey.page().press("Create application").await;
    journey
}

impl Faulty {
    /// Creates it again, and makes sure that there is one, made by as many requests.
    async fn has_created_one(&self, requests: usize) {
        self.page().find(Role::Heading, "Only once").await;
        let posts = self.faults.requests_to("POST", "applications");
        assert_eq!(posts.len(), requests, "{:?}", self.faults.writes());
        assert_eq!(self.ask("GET", "applications", None).await["total"], 4);
    }
}

#[tokio::test]
async fn what_was_created_behind_a_500_or_half_an_answer_is_found() {
    for fault in [Fault::AnswerReplaced(500), Fault::CutOff] {
        let journey = creating(fault).await;
        journey
            .page()
            .sees("No answer came, but it was created.")
            .await;
        journey.has_created_one(1).await;
    }
}

#[tokio::test]
async fn what_was_not_created_says_so_and_is_created_when_it_is_sent_again() {
    for fault in [
        Fault::status(500),
        Fault::page(200, PORTAL),
        Fault::page(404, PORTAL),
    ] {
        let journey = creating(fault).await;
        let page = journey.page();
        page.sees("It was not created. You can send it again.")
            .await;
        assert_eq!(page.value("Name").await, "Only once");
        page.press("Create application").await;
        journey.has_created_one(2).await;
    }
}

#[tokio::test]
async fn a_creation_that_is_cancelled_and_arrives_late_is_found_before_it_is_sent_again() {
    let journey = Faulty::unlocked(3).await;
    let (page, faults) = (journey.page(), &journey.faults);
    journey.open("applications/new").await;
    page.enter("Name", "Only once").await;
    let gate = faults.hold("POST", "applications");
    page.press("Create application").await;
    faults.sees(1, "POST", "applications").await;
    page.press("Cancel request").await;
    page.sees("It was not created. You can send it again.")
        .await;
    gate.open();
    journey.has_total(4).await;
    page.press("Create application").await;
    page.sees("No answer came, but it was created.").await;
    journey.has_created_one(1).await;
}

#[tokio::test]
async fn a_page_in_place_of_an_answer_deletes_nothing() {
    let journey = Faulty::unlocked(0).await;
    let (page, faults) = (journey.page(), &journey.faults);
    let path = journey.make("Demo App").await;
    journey.open(&path).await;
    page.press("Delete…").await;
    page.enter("Type Demo App to confirm", "Demo App").await;
    faults.next(1, "DELETE", &path, Fault::page(200, PORTAL));
    // Nor does a page that says 404 when it is looked at.
    faults.next(1, "GET", &path, Fault::page(404, PORTAL));
    page.press("Delete application").await;
    page.sees("It may have been deleted").await;
    page.sees("It is not the API's JSON and begins with: <!doctype html>")
        .await;
    page.press("Look again").await;
    page.sees("It was not deleted. You can send it again.")
        .await;
    assert_eq!(faults.writes().len(), 1);
    assert_eq!(journey.ask("GET", &path, None).await["name"], "Demo App");
    page.press("Delete application").await;
    page.sees("Deleted Demo App").await;
    assert_eq!(faults.writes().len(), 2);
}

#[tokio::test]
async fn keys_and_webhooks_whose_answers_are_lost_are_looked_for_too() {
    let journey = Faulty::unlocked(0).await;
    let (page, faults) = (journey.page(), &journey.faults);
    let path = journey.make("Demo App").await;
    let keys = format!("{path}/apikeys");
    journey.open(&format!("{path}/keys")).await;
    faults.next(1, "POST", &keys, Fault::AnswerLost);
    page.press("Create key").await;
    page.sees("No answer came, but it was created.").await;
    let all = journey.ask("GET", &keys, None).await;
    assert_eq!(all["total"], 2);
    let new = all["objects"][1]["key"].as_str().unwrap();
    page.sees(new).await;
    page.press("Hide").await;

    faults.next(1, "DELETE", &format!("{keys}/*"), Fault::AnswerLost);
    let ending = &new[new.len() - 4..];
    page.press(&format!("Delete key ending in {ending}")).await;
    page.press("Delete key").await;
    page.sees("No answer came, but it was deleted.").await;
    assert_eq!(journey.ask("GET", &keys, None).await["total"], 1);

    let hooks = format!("{path}/webhooks");
    journey.open(&hooks).await;
    faults.next(1, "POST", &hooks, Fault::AnswerLost);
    page.press("Add webhook…").await;
    page.enter("URL", "https://example.com/hook").await;
    page.press("Add webhook").await;
    page.sees("No answer came, but it was added.").await;
    assert_eq!(journey.ask("GET", &hooks, None).await["total"], 1);
    assert_eq!(faults.writes().len(), 3);
}

#[tokio::test]
async fn a_write_ends_by_itself_and_what_it_did_is_looked_at() {
    let (journey, path) = Faulty::renaming().await;
    let (page, faults) = (journey.page(), &journey.faults);
    let gate = faults.hold("PATCH", &path);
    page.script(crate::errors::HURRY, vec![]).await;
    page.press("Save").await;
    faults.sees(1, "PATCH", &path).await;
    page.sees("No answer came within 30 s.").await;
    page.sees("It was not saved. You can send it again.").await;
    gate.open();
    page.press("Save").await;
    page.sees("Renamed").await;
    page.sees_no_more("unsaved change").await;
    assert_eq!(journey.ask("GET", &path, None).await["name"], "Renamed");
}
