//! What goes wrong between the console and the API: said like a person, and never made worse. The
//! layer's own record proves what was sent, and how often.

use crate::MARY;
use crate::faulty::Faulty;
use e2e::{Ability, Browser, Fault, Faults, Role, Server, StaticHost, path_of};
use serde_json::json;

const GATEWAY: &str = "<!doctype html><title>Sign in</title><img src=x onerror=alert(1)>";

/// Makes what would take minutes take a moment: every timer longer than a second is due after
/// one. The waiting itself, its order and its end stay what they are.
pub const HURRY: &str = "const real = window.setTimeout; const repeat = window.setInterval;
    window.setTimeout = (run, wait, ...rest) => real(run, wait > 1000 ? 1000 : wait, ...rest);
    window.setInterval = (run, wait, ...rest) => repeat(run, wait > 1000 ? 1000 : wait, ...rest);";

/// Says that the browser has lost its network, or has it again.
const OFFLINE: &str = "Object.defineProperty(navigator, 'onLine',
    { configurable: true, get: () => !arguments[0] });
    dispatchEvent(new Event(arguments[0] ? 'offline' : 'online'))";

#[tokio::test]
async fn a_read_that_fails_with_5xx_is_repeated_twice_and_then_on_request() {
    let journey = Faulty::unlocked(3).await;
    let (page, faults) = (journey.page(), &journey.faults);
    let path = journey.make("Demo App").await;
    faults.next(3, "GET", &path, Fault::status(503));
    journey.open(&path).await;
    page.sees("Could not load").await;
    page.sees("The API answered 503. The fault is on its side")
        .await;
    assert_eq!(faults.requests_to("GET", &path).len(), 3);
    page.press("Try again").await;
    page.find(Role::Heading, "Demo App").await;
    assert_eq!(faults.requests_to("GET", &path).len(), 4);
}

#[tokio::test]
async fn a_read_that_fails_once_is_repeated_without_a_word() {
    let journey = Faulty::unlocked(0).await;
    let (page, faults) = (journey.page(), &journey.faults);
    let path = journey.make("Demo App").await;
    faults.next(1, "GET", &path, Fault::status(502));
    journey.open(&path).await;
    page.find(Role::Heading, "Demo App").await;
    assert_eq!(faults.requests_to("GET", &path).len(), 2);
}

#[tokio::test]
async fn a_read_that_the_api_wants_later_counts_down_and_repeats_itself() {
    let journey = Faulty::unlocked(3).await;
    let (page, faults) = (journey.page(), &journey.faults);
    page.sees("1–3 of 3").await;
    let before = faults.requests_to("GET", "applications").len();
    faults.next(1, "GET", "applications", Fault::too_many_requests(2));
    journey.open("applications").await;
    page.sees("The API asked to slow down (429)").await;
    page.sees("Next try in 0:0").await;
    page.sees_no_more("Could not load").await;
    page.sees("1–3 of 3").await;
    let asked = faults.requests_to("GET", "applications").len() - before;
    assert_eq!(asked, 2);
}

#[tokio::test]
async fn the_countdown_shows_minutes_and_need_not_be_waited_for() {
    let journey = Faulty::unlocked(3).await;
    let (page, faults) = (journey.page(), &journey.faults);
    faults.next(1, "GET", "applications", Fault::too_many_requests(600));
    journey.open("applications").await;
    page.sees("Next try in 9:5").await;
    page.press("Try now").await;
    page.sees("1–3 of 3").await;
}

#[tokio::test]
async fn a_write_that_the_api_wants_later_waits_for_a_person() {
    let (journey, path) = Faulty::renaming().await;
    let (page, faults) = (journey.page(), &journey.faults);
    faults.next(1, "PATCH", &path, Fault::too_many_requests(1));
    page.press("Save").await;
    page.sees("The API asked to slow down (429)").await;
    page.sees("You can send it again now.").await;
    assert_eq!(faults.writes(), [format!("PATCH /v0/{path}")]);
    assert_eq!(page.value("Name").await, "Renamed");
    page.press("Save").await;
    page.sees("Saved Renamed").await;
    assert_eq!(faults.writes().len(), 2);
}

#[tokio::test]
async fn a_change_whose_answer_is_lost_is_looked_for_and_not_sent_again() {
    let (journey, path) = Faulty::renaming().await;
    let (page, faults) = (journey.page(), &journey.faults);
    faults.next(1, "PATCH", &path, Fault::AnswerLost);
    page.press("Save").await;
    page.sees("No answer came, but it was saved.").await;
    page.sees_no_more("unsaved change").await;
    assert_eq!(faults.writes(), [format!("PATCH /v0/{path}")]);
    assert_eq!(journey.ask("GET", &path, None).await["name"], "Renamed");
}

#[tokio::test]
async fn a_change_that_never_arrived_says_so_and_can_be_sent_again() {
    let (journey, path) = Faulty::renaming().await;
    let (page, faults) = (journey.page(), &journey.faults);
    faults.next(1, "PATCH", &path, Fault::Dropped);
    page.press("Save").await;
    page.sees("It was not saved. You can send it again.").await;
    assert_eq!(faults.writes(), [format!("PATCH /v0/{path}")]);
    assert_eq!(journey.ask("GET", &path, None).await["name"], "Demo App");
    assert_eq!(page.value("Name").await, "Renamed");
    page.press("Save").await;
    page.sees("Saved Renamed").await;
    assert_eq!(faults.writes().len(), 2);
}

#[tokio::test]
async fn a_deletion_whose_answer_is_lost_is_looked_for_and_not_sent_again() {
    let journey = Faulty::unlocked(0).await;
    let (page, faults) = (journey.page(), &journey.faults);
    let path = journey.make("Demo App").await;
    journey.open(&path).await;
    page.press("Delete…").await;
    page.enter("Type Demo App to confirm", "Demo App").await;
    faults.next(1, "DELETE", &path, Fault::AnswerLost);
    page.press("Delete application").await;
    page.sees("No answer came, but it was deleted.").await;
    page.is_at(&faults.url("applications")).await;
    assert_eq!(faults.writes(), [format!("DELETE /v0/{path}")]);
}

#[tokio::test]
async fn a_creation_whose_answer_is_lost_is_looked_for_and_not_sent_again() {
    let journey = Faulty::unlocked(3).await;
    let (page, faults) = (journey.page(), &journey.faults);
    journey.open("applications/new").await;
    page.enter("Name", "Only once").await;
    faults.next(1, "POST", "applications", Fault::AnswerLost);
    page.press("Create application").await;
    page.sees("No answer came, but it was created.").await;
    page.find(Role::Heading, "Only once").await;
    assert_eq!(faults.writes(), ["POST /v0/applications"]);
    assert_eq!(journey.ask("GET", "applications", None).await["total"], 4);
}

#[tokio::test]
async fn a_page_in_place_of_the_api_is_quoted_as_text() {
    let journey = Faulty::unlocked(3).await;
    let (page, faults) = (journey.page(), &journey.faults);
    faults.next(1, "GET", "applications", Fault::page(200, GATEWAY));
    journey.open("applications").await;
    page.sees("is not the API's JSON").await;
    page.sees("<!doctype html><title>Sign in</title>").await;
    assert_eq!(
        page.script("return document.images.length", vec![]).await,
        0
    );
    page.press("Try again").await;
    page.sees("1–3 of 3").await;
}

#[tokio::test]
async fn an_answer_that_is_cut_off_says_so() {
    let journey = Faulty::unlocked(3).await;
    let (page, faults) = (journey.page(), &journey.faults);
    faults.always("GET", "applications", Fault::CutOff);
    journey.open("applications").await;
    page.sees("Could not load applications").await;
    page.sees(if page.engine().can(Ability::CutOffBodies) {
        "the connection was lost"
    } else {
        "is cut off"
    })
    .await;
    faults.heal();
    // Whoever stands between may also end the text and not the connection.
    let headers = vec![("content-type", "application/json".to_owned())];
    let half = Fault::Answered(200, headers, r#"{"total": 3, "objects": [{"id"#.to_owned());
    faults.next(1, "GET", "applications", half);
    page.press("Try again").await;
    page.sees("The answer (200) is cut off, or not in the API's form.")
        .await;
    page.press("Try again").await;
    page.sees("1–3 of 3").await;
}

#[tokio::test]
async fn a_read_without_an_answer_ends_by_itself_and_can_be_cancelled_before() {
    let journey = Faulty::unlocked(3).await;
    let (page, faults) = (journey.page(), &journey.faults);
    page.sees("1–3 of 3").await;
    let gate = faults.hold("GET", "applications");
    page.press("Refresh").await;
    page.press("Cancel").await;
    page.sees("Cancelled before an answer came.").await;
    gate.open();
    page.press("Try again").await;
    page.sees_no_more("Could not load").await;
    page.sees("1–3 of 3").await;
    page.script(HURRY, vec![]).await;
    let gate = faults.hold("GET", "applications");
    page.press("Refresh").await;
    page.sees("No answer came within 10 s.").await;
    gate.open();
    page.press("Try again").await;
    page.sees_no_more("Could not load").await;
    page.sees("1–3 of 3").await;
}

#[tokio::test]
async fn a_browser_without_a_network_is_told_from_an_api_that_does_not_answer() {
    let journey = Faulty::unlocked(3).await;
    let (page, faults) = (journey.page(), &journey.faults);
    faults.always("*", "*", Fault::Dropped);
    page.press("Refresh").await;
    page.sees("The API did not answer").await;
    page.script(OFFLINE, vec![json!(true)]).await;
    page.press("Refresh").await;
    page.sees("The browser is offline. Connect to a network.")
        .await;
    faults.heal();
    // It comes back by itself.
    page.script(OFFLINE, vec![json!(false)]).await;
    page.sees_no_more("The browser is offline").await;
    page.sees("1–3 of 3").await;
}

#[tokio::test]
async fn an_api_that_does_not_allow_the_page_is_named_with_the_setting_that_does() {
    let (listener, host) = StaticHost::bind();
    let server = Server::with(&["--allow-origin", host.origin()]);
    let key = server.add_developer(MARY);
    let faults = Faults::before(&server);
    let config = json!({"base_url": faults.base_url()}).to_string();
    StaticHost::serve(listener, path_of("META_CONSOLE_DIST_SUB"), config);
    let browser = Browser::start().await;
    let page = browser.page();
    page.open(&host.url("")).await;
    // A key that is typed before is asked for again.
    let base_url = faults.base_url();
    page.sees(base_url.trim_start_matches("http://")).await;
    page.enter("Developer key", &key).await;
    faults.always("*", "*", Fault::WithoutCors);
    page.press("Unlock").await;
    page.sees(&format!("--allow-origin {}", host.origin()))
        .await;
    faults.heal();
    page.press("Unlock").await;
    page.sees("No applications yet").await;
}

#[tokio::test]
async fn refused_fields_are_listed_marked_and_reached_from_the_list() {
    let journey = Faulty::unlocked(0).await;
    let (page, faults) = (journey.page(), &journey.faults);
    journey.open("applications/new").await;
    page.enter("Name", "Demo App").await;
    page.enter("Description", "Kept").await;
    let refusal = json!({"status_code": 400, "error_code": "invalid_parameters", "id": "77",
        "message": "Check the fields.",
        "fields": {"name": "This name is taken.", "description": "Too short."}});
    let headers = vec![("content-type", "application/json".to_owned())];
    let refused = Fault::Answered(400, headers, refusal.to_string());
    faults.next(1, "POST", "applications", refused);
    page.press("Create application").await;
    page.refuses("Name", "This name is taken.").await;
    page.refuses("Description", "Too short.").await;
    let focused = async || {
        page.script("return document.activeElement.id", vec![])
            .await
    };
    assert_eq!(focused().await, "name");
    page.follow("Description: Too short.").await;
    assert_eq!(focused().await, "description");
    page.press("Create application").await;
    page.sees("Created Demo App").await;
    assert_eq!(faults.writes().len(), 2);
}
