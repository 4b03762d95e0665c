//! `cargo xtask bench browser`: how soon Chromium paints what a person has asked for.

#![expect(
    clippy::unwrap_used,
    reason = "whatever fails in here ends the program"
)]

mod answer;

use e2e::{Browser, Page, Role, Server, until};
use std::process::ExitCode;
use thirtyfour::Key;

/// How long the next paint may take, in milliseconds.
const LIMIT: f64 = 50.0;
/// Each of them starts with a page that has just been loaded.
const ROUNDS: usize = 7;
/// How often everything is opened again in one round.
const AGAIN: usize = 5;

const DEVELOPER: &str = "bench";
const APPLICATIONS: u32 = 1_000;

/// Notes when the first row is on the screen: in the first frame whose start found it.
const FIRST_ROW: &str = "(() => {
    const look = () => document.querySelector('main table:not(.bones) tbody tr a')
        ? after(() => performance.mark('first row')) : requestAnimationFrame(look);
    const after = painted => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = painted;
        port2.postMessage(null);
    };
    requestAnimationFrame(look);
})()";

/// Notes when the frame after the next key or click is painted, and the first one that shows
/// something. A frame is painted between its animation callbacks and the next task; Event Timing
/// says the same from the browser's side, in steps of 8 ms and not below 16.
const WATCH: &str = "const shown = () => SHOWN;
    const seen = window.seen = { from: 0, next: null, shown: null, timing: null };
    const observer = window.observer ??= new PerformanceObserver(list => {
        for (const { startTime, duration, interactionId } of list.getEntries())
            if (interactionId && Math.abs(startTime - window.seen.from) < 1)
                window.seen.timing = Math.max(window.seen.timing ?? 0, duration);
    });
    observer.observe({ type: 'event', durationThreshold: 16 });
    const begin = event => {
        if (event.key === 'Control') return;
        removeEventListener('keydown', begin, true);
        removeEventListener('click', begin, true);
        seen.from = event.timeStamp;
        const frame = () => requestAnimationFrame(() => {
            const done = shown();
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
                const duration = performance.now() - seen.from;
                seen.next ??= duration;
                if (done) seen.shown = duration; else frame();
            };
            port2.postMessage(null);
        });
        frame();
    };
    addEventListener('keydown', begin, true);
    addEventListener('click', begin, true);";

#[derive(Clone, Copy)]
enum Thing {
    Dialog,
    Tab,
    Palette,
}

#[derive(Clone, Copy)]
struct Paint {
    next: f64,
    shown: f64,
    /// Nothing below 16 ms.
    timing: Option<f64>,
}

impl Thing {
    const ALL: [Self; 3] = [Self::Dialog, Self::Tab, Self::Palette];

    fn name(self) -> &'static str {
        match self {
            Self::Dialog => "a dialog",
            Self::Tab => "a tab",
            Self::Palette => "the palette",
        }
    }

    /// The condition under which it is open.
    fn shown(self) -> &'static str {
        match self {
            Self::Dialog | Self::Palette => "document.querySelector('dialog:modal') !== null",
            Self::Tab => {
                "document.querySelector('main table') !== null
                && document.querySelector('.tabs a[aria-current]')?.pathname.endsWith('/keys')"
            }
        }
    }

    async fn open(self, page: &Page) {
        match self {
            Self::Dialog => page.press("Delete…").await,
            Self::Tab => page.follow("API keys").await,
            Self::Palette => page.chord(&[Key::Control], 'k').await,
        }
    }

    async fn close(self, page: &Page) {
        if let Self::Tab = self {
            page.follow("Details").await;
        } else {
            page.type_key(Key::Escape).await;
        }
        page.find(Role::Button, "Delete…").await;
    }

    async fn measure(self, page: &Page) -> Paint {
        let watch = WATCH.replace("SHOWN", self.shown());
        page.script(&watch, vec![]).await;
        self.open(page).await;
        let (next, shown) = until(&format!("{} does not open", self.name()), async || {
            let seen = page.script("return seen", vec![]).await;
            let both = seen["next"].as_f64().zip(seen["shown"].as_f64());
            both.ok_or(seen.to_string())
        })
        .await;
        // What closes it is a later event; the entry of the first has arrived by then.
        self.close(page).await;
        let timing = page.script("return seen", vec![]).await["timing"].as_f64();
        Paint {
            next,
            shown,
            timing,
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let server = Server::start();
    let key = server.add_developer(DEVELOPER);
    server.fill(DEVELOPER, APPLICATIONS);
    let list = server.ask(&key, "GET", "applications", None).await;
    let id = list["objects"][0]["id"].as_str().unwrap();
    let browser = Browser::start().await;
    let page = browser.page();
    page.open(&server.url("")).await;
    page.unlock(&key).await;

    println!("Milliseconds; {ROUNDS} loads of a list with {APPLICATIONS} applications:\n");
    println!("| visit | first contentful paint, median (worst) | first row, median (worst) |");
    println!("|---|---|---|");
    page.before_scripts(FIRST_ROW).await;
    for (visit, is_cold) in [("first", true), ("again", false)] {
        page.disable_cache(is_cold).await;
        let (mut paints, mut rows) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let (paint, row) = load(page, &server.url("applications")).await;
            paints.push(paint);
            rows.push(row);
        }
        println!("| {visit} | {} | {} |", figures(&paints), figures(&rows));
    }

    println!("\nFrom the key or click to the end of a frame, in milliseconds:\n");
    println!("| opening | next paint, median (worst) | the same by Event Timing | painted open |");
    println!("|---|---|---|---|");
    let url = server.url(&format!("applications/{id}"));
    let mut slow = Vec::new();
    for thing in Thing::ALL {
        let (mut first, mut again) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            page.open(&url).await;
            page.find(Role::Button, "Delete…").await;
            first.push(thing.measure(page).await);
            for _ in 0..AGAIN {
                again.push(thing.measure(page).await);
            }
        }
        for (time, paints) in [(", first time", first), ("", again)] {
            let name = format!("{}{time}", thing.name());
            let next: Vec<f64> = paints.iter().map(|paint| paint.next).collect();
            let shown: Vec<f64> = paints.iter().map(|paint| paint.shown).collect();
            let timing: Vec<f64> = paints
                .iter()
                .map(|paint| paint.timing.unwrap_or(16.0))
                .collect();
            println!(
                "| {name} | {} | {} | {} |",
                figures(&next),
                figures(&timing),
                figures(&shown)
            );
            if median(&next).max(median(&timing)) > LIMIT {
                slow.push(name);
            }
        }
    }
    if slow.is_empty() {
        println!("\nEvery median of the next paint is within {LIMIT} ms.");
    } else {
        println!(
            "\nThe median of the next paint is over {LIMIT} ms for {}.",
            slow.join(", ")
        );
    }
    let is_usable = answer::measure(&browser, &server, &key).await;
    if slow.is_empty() && is_usable {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// First contentful paint and first row, from the start of the navigation.
async fn load(page: &Page, url: &str) -> (f64, f64) {
    const MARKS: &str =
        "const at = name => performance.getEntriesByName(name)[0]?.startTime ?? null;
        return [at('first-contentful-paint'), at('first row')]";
    page.open(url).await;
    until("no row is painted", async || {
        let marks = page.script(MARKS, vec![]).await;
        let both = marks[0].as_f64().zip(marks[1].as_f64());
        both.ok_or(marks.to_string())
    })
    .await
}

fn figures(values: &[f64]) -> String {
    let worst = values.iter().copied().fold(0.0, f64::max);
    format!("{:.0} ({worst:.0})", median(values))
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}
