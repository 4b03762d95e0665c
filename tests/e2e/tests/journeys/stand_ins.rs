//! More of what stands in for something: the locked screen before the program, and the skeletons of
//! an application's parts before their data.

use crate::layout::{WIDTHS, places};
use crate::{Journey, MARY};
use e2e::{Engine, Fault, Faults, Gate, Page, Role, Server, until};
use serde_json::{Value, json};

/// The locked half of the static shell as it was delivered, in place of the running screen: first
/// its parts, then the screen's own.
async fn shell_and_screen(page: &Page, selectors: &[&str]) -> Value {
    const BOTH: &str = "return (async () => {
        const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
        const delivered = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const shell = delivered.getElementById('shell');
        const screen = document.querySelector('main.center');
        const places = scope => Object.fromEntries(arguments[0].map(selector => [selector,
            [...scope.querySelectorAll(selector)].filter(it => it.checkVisibility()).map(it => {
                const { x, y, width, height } = it.getBoundingClientRect();
                return [x, y, width, height].map(Math.round);
            })]));
        const running = places(screen);
        screen.hidden = true;
        document.body.prepend(shell);
        // WebKit answers container queries a frame after an element has come.
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        const still = places(shell);
        shell.remove();
        screen.hidden = false;
        return [still, running];
    })()";
    page.script(BOTH, vec![json!(selectors)]).await
}

async fn the_locked_shell_fits(page: &Page, profile: Option<&str>) {
    let parts = [
        ".brand",
        ".mark",
        ".card",
        "h1",
        "h1 + p",
        ".field",
        ".field > label",
        ".field > .input",
        ".field > .group",
        ".group > .btn",
        ".hint",
        "legend",
        ".keep > label",
        ".keep .muted",
        "details > summary",
        ".btn-primary",
        ".card + p",
    ];
    for (width, height) in WIDTHS {
        page.resize(width, height).await;
        // Without the sentence that says why it is locked.
        page.reload().await;
        page.find(Role::Button, "Unlock").await;
        until("the screens differ", async || {
            let both = shell_and_screen(page, &parts).await;
            for part in parts {
                let (still, running) = (&both[0][part], &both[1][part]);
                // A choice of profiles is the only field with an input of its own.
                let missing = profile.is_none() && part == ".field > .input";
                assert_eq!(running == &json!([]), missing, "{part} at {width}");
                if !fits(part, still, running) {
                    return Err(format!(
                        "{part} at {width}, {profile:?}: {still} and {running}"
                    ));
                }
            }
            Ok(())
        })
        .await;
    }
}

/// A choice of profiles becomes as wide as their names when these have come, and the last line as
/// long as the address in it.
fn fits(part: &str, still: &Value, running: &Value) -> bool {
    let left_out = match part {
        ".field > .input" => 2,
        ".card + p" => 3,
        _ => return still == running,
    };
    (0..4)
        .filter(|side| *side != left_out)
        .all(|side| still[0][side] == running[0][side])
}

#[tokio::test]
async fn the_locked_screen_before_the_program_is_the_one_of_the_program() {
    let journey = Journey::start().await;
    let page = journey.page();
    journey.open("").await;
    page.find(Role::Button, "Unlock").await;
    the_locked_shell_fits(page, None).await;
    page.unlock(&journey.key).await;
    journey.open("settings").await;
    page.press("New profile…").await;
    page.enter("Name", "Production").await;
    page.press("Create profile").await;
    page.press("Switch to Production").await;
    page.sees("Enter the key of this one.").await;
    the_locked_shell_fits(page, Some("Production")).await;
}

const LIST: [&str; 5] = [
    ".tabs",
    ".stack.top > :first-child",
    ".table",
    "thead > tr",
    "tbody > tr",
];
const ONE: [&str; 5] = [".tabs", "h2", ".kv", ".kv > dt", ".kv > dd"];

/// Something that the API answers, what stands in for it meanwhile, and what follows.
struct StandIn<'a> {
    name: &'a str,
    path: &'a str,
    /// What the API is asked for.
    asked: &'a str,
    says_before: &'a str,
    says_after: &'a str,
    parts: &'a [&'a str],
}

/// The page, and the layer that keeps the answer until what stands in for it is measured.
async fn stands_in(page: &Page, faults: &Faults, width: u32, it: &StandIn<'_>) {
    faults.always("GET", it.asked, Fault::Held(Gate::default()));
    page.open(&faults.url(it.path)).await;
    page.sees(it.says_before).await;
    let before = places(page, it.parts).await;
    faults.heal();
    page.sees(it.says_after).await;
    page.sees_no_more(it.says_before).await;
    let after = places(page, it.parts).await;
    // WebKit puts the baseline of a row without text 8 pixels higher than with it.
    let webkit = page.engine() == Engine::WebKit && it.parts == ONE;
    assert!(
        before == after || webkit,
        "{} at {width}: {before} and {after}",
        it.name
    );
}

#[tokio::test]
async fn the_skeletons_of_an_application_s_parts_have_their_geometry() {
    let journey = Journey::start().await;
    let page = journey.page();
    let server: &Server = &journey.server;
    server.fill(MARY, 1);
    let faults = Faults::before(server);
    page.open(&faults.url("")).await;
    page.unlock(&journey.key).await;
    let application = journey.make("Settled").await;
    let path = format!("applications/{application}");
    let [keys, hooks] = ["apikeys", "webhooks"].map(|part| format!("{path}/{part}"));
    // As many as the skeletons have rows.
    for _ in 0..2 {
        journey.ask("POST", &keys, Some(json!({}))).await;
    }
    let mut hook = String::new();
    for number in 1..=3 {
        let body = json!({ "url": format!("https://example.com/{number}") });
        let made = journey.ask("POST", &hooks, Some(body)).await;
        hook = format!("{hooks}/{}", made["id"].as_str().unwrap());
    }
    let keys_screen = format!("{path}/keys");
    let parts = [
        ("API keys", &keys_screen, &keys, "Key ending in", &LIST[..]),
        ("webhooks", &hooks, &hooks, "https://example.com/3", &LIST),
        ("this webhook", &hook, &hook, "Modified", &ONE),
    ];
    for (width, height) in WIDTHS {
        page.resize(width, height).await;
        for (name, screen, asked, says, parts) in parts {
            for (asked, waits) in [(asked, name), (&path, "this application")] {
                let stand_in = StandIn {
                    name: &format!("{name} without {waits}"),
                    path: screen,
                    asked,
                    says_before: &format!("Loading {waits}…"),
                    says_after: says,
                    parts,
                };
                stands_in(page, &faults, width, &stand_in).await;
            }
        }
    }
}
