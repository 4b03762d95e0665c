//! Nothing jumps: the frame that is there before the program, and the skeletons that are there
//! before the data, have the geometry of what takes their place.

use crate::{Journey, MARY};
use e2e::{Fault, Faults, Gate, Page, Role, Server, until};
use serde_json::{Value, json};

pub const WIDTHS: [(u32, u32); 3] = [(1280, 900), (768, 900), (320, 640)];

/// What the browser itself counts as a shift of the layout, since the page was opened.
async fn shifts(page: &Page) -> Option<Value> {
    const SHIFTS: &str =
        "if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return null;
        const observer = new PerformanceObserver(() => {});
        observer.observe({ type: 'layout-shift', buffered: true });
        return observer.takeRecords().filter(it => !it.hadRecentInput).map(({ value, sources }) => [value, ...sources.map(it =>
            [it.node?.nodeName, it.node?.className, it.previousRect, it.currentRect])])";
    let shifts = page.script(SHIFTS, vec![]).await;
    (!shifts.is_null()).then_some(shifts)
}

async fn nothing_shifted(page: &Page, when: &str) {
    if let Some(shifts) = shifts(page).await {
        assert_eq!(shifts, json!([]), "{when}");
    }
}

/// Where these things are and how large: `[x, y, width, height]` each, those of a kind together.
pub async fn places(page: &Page, selectors: &[&str]) -> Value {
    const PLACES: &str = "return Object.fromEntries(arguments[0].map(selector => [selector,
        [...document.querySelectorAll(selector)].filter(it => it.checkVisibility()).map(it => {
            const { x, y, width, height } = it.getBoundingClientRect();
            return [x, y, width, height].map(Math.round);
        })]))";
    let places = page.script(PLACES, vec![json!(selectors)]).await;
    for selector in selectors {
        assert_ne!(places[selector], json!([]), "no {selector} to measure");
    }
    places
}

/// The static shell as it was delivered, in place of the running console: first its parts, then
/// the console's own.
async fn shell_and_console(page: &Page, selectors: &[&str]) -> Value {
    const BOTH: &str = "return (async () => {
        const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
        const delivered = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const shell = delivered.getElementById('shell');
        const app = document.querySelector('.app');
        Object.assign(document.documentElement.dataset, { session: 'open', screen: 'list' });
        const places = scope => Object.fromEntries(arguments[0].map(selector => [selector,
            [...scope.querySelectorAll(selector)].filter(it => it.checkVisibility()).map(it => {
                const { x, y, width, height } = it.getBoundingClientRect();
                return [x, y, width, height].map(Math.round);
            })]));
        const running = places(app);
        app.hidden = true;
        document.body.prepend(shell);
        // WebKit answers container queries a frame after an element has come.
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        const still = places(shell);
        shell.remove();
        app.hidden = false;
        return [still, running];
    })()";
    page.script(BOTH, vec![json!(selectors)]).await
}

#[tokio::test]
async fn the_frame_before_the_program_is_the_frame_of_the_program() {
    let journey = Journey::unlocked(30).await;
    let page = journey.page();
    for density in ["comfortable", "compact"] {
        let root = "document.documentElement.dataset.density = arguments[0]";
        for (width, height) in WIDTHS {
            page.resize(width, height).await;
            page.script(root, vec![json!(density)]).await;
            let parts = [
                ".topbar",
                ".brand",
                ".palette",
                ".topbar .btn",
                ".nav",
                ".nav .item",
                "h1",
                ".page-head .btn",
                ".seg > a",
                "thead th",
                "tbody > tr:first-child",
                "tbody > tr:first-child > .c-main > .logo",
            ];
            // WebKit takes up a changed density a frame later.
            until("the frames differ", async || {
                let both = shell_and_console(page, &parts).await;
                for part in parts {
                    let (still, running) = (&both[0][part], &both[1][part]);
                    assert_ne!(running, &json!([]), "no {part} at {width}");
                    if still != running {
                        let place = format!("{part} at {width}, {density}");
                        return Err(format!("{place}: {still} and {running}"));
                    }
                }
                Ok(())
            })
            .await;
        }
    }
}

#[tokio::test]
async fn nothing_shifts_from_the_first_paint_to_the_rows() {
    let journey = Journey::unlocked(30).await;
    let page = journey.page();
    let application = journey.make("Settled").await;
    for (width, height) in WIDTHS {
        page.resize(width, height).await;
        journey.open("applications").await;
        page.find(Role::Link, "Next page").await;
        nothing_shifted(page, &format!("list at {width}")).await;
        journey.open(&format!("applications/{application}")).await;
        page.sees("Danger zone").await;
        nothing_shifted(page, &format!("details at {width}")).await;
        journey
            .open(&format!("applications/{application}/keys"))
            .await;
        page.sees("Key ending in").await;
        nothing_shifted(page, &format!("API keys at {width}")).await;
        page.press("Lock").await;
        page.reload().await;
        page.find(Role::Button, "Unlock").await;
        nothing_shifted(page, &format!("unlock at {width}")).await;
        page.unlock(&journey.key).await;
        page.sees("Key ending in").await;
        nothing_shifted(page, &format!("unlocked at {width}")).await;
    }
    // A measurement that finds nothing has to be able to find something.
    until("a shift is not seen", async || {
        let shift = "document.querySelector('h1').style.marginTop = `${1 + 9 * Math.random()}em`";
        page.script(shift, vec![]).await;
        match shifts(page).await {
            Some(found) if found == json!([]) => Err(found.to_string()),
            _ => Ok(()),
        }
    })
    .await;
}

#[tokio::test]
async fn a_skeleton_has_the_geometry_of_what_it_stands_for() {
    let journey = Journey::start().await;
    let page = journey.page();
    let server: &Server = &journey.server;
    server.fill(MARY, 3);
    let faults = Faults::before(server);
    page.open(&faults.url("")).await;
    page.unlock(&journey.key).await;
    let application = journey.make("Settled").await;
    let path = format!("applications/{application}");
    // The last row of a list has no line below it, so the first may not be the last.
    let keys = format!("{path}/apikeys");
    journey.ask("POST", &keys, Some(json!({}))).await;
    for (width, height) in WIDTHS {
        page.resize(width, height).await;

        let rows = ["tbody > tr:first-child", "tbody > tr:nth-child(2)"];
        let gate = faults.hold("GET", "applications");
        page.open(&faults.url("applications")).await;
        page.sees("Loading applications…").await;
        let before = places(page, &rows).await;
        gate.open();
        page.find(Role::Link, "Settled").await;
        assert_eq!(before, places(page, &rows).await, "list at {width}");

        let parts = [
            ".page-head",
            ".tabs",
            ".section:has(.field)",
            ".section .field:nth-child(2)",
        ];
        let gate = faults.hold("GET", &path);
        page.open(&faults.url(&path)).await;
        page.sees("Loading this application…").await;
        let before = places(page, &parts).await;
        gate.open();
        page.sees("Danger zone").await;
        assert_eq!(before, places(page, &parts).await, "details at {width}");

        let rows = [".table-wrap", "tbody > tr:first-child"];
        faults.next(2, "GET", &keys, Fault::Held(Gate::default()));
        page.open(&faults.url(&format!("{path}/keys"))).await;
        page.sees("Loading API keys…").await;
        let before = places(page, &rows).await;
        faults.heal();
        page.sees("Key ending in").await;
        let after = places(page, &rows).await;
        let row = rows[1];
        assert_eq!(before[row], after[row], "API keys at {width}");
    }
}
