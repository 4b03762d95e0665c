//! The settings of this browser: appearance, keyboard, safety, profiles, and forgetting it all.

mod profiles;

use super::delete_application::dialog_foot;
use super::{main, set_title};
use crate::actions::as_action;
use crate::browser;
use crate::components::{Submission, button, check_button, describe, dialog, error, hint_id};
use crate::dom::{El, flag_of, h, text_of};
use crate::session::{LockReason, Session};
use crate::settings::{IDLE_MINUTES, LEAST_IDLE_MINUTES, MOST_IDLE_MINUTES, Settings};
use crate::tabs::Tabs;
use crate::theme::Theme;
use leptos::prelude::*;
use meta_api::FieldErrors;
use wasm_bindgen::JsValue;

/// The screen.
pub fn settings() -> El {
    set_title("Settings");
    let settings = expect_context::<Settings>();
    let page = h("div.page")
        .with(h("div.page-head.row").with(h("h1").with("Settings")))
        .with(section("Appearance", appearance(settings)))
        .with(section("Keyboard", vec![single_keys(settings)]))
        .with(section("Safety", safety(settings)))
        .with(section("Profiles", profiles::profiles()))
        .with(section("Connection", connection()))
        .with(section("This browser", forget()));
    main("main.main").with(page)
}

fn section(title: &'static str, content: Vec<El>) -> El {
    h("section.section")
        .with(h("h2").with(title))
        .with(h("div.stack").with(content))
}

fn appearance(settings: Settings) -> Vec<El> {
    let theme = |theme: Theme, label| {
        choice(
            "theme",
            label,
            move || settings.theme() == theme,
            move || settings.set_theme(theme),
        )
    };
    let density = |compact: bool, label| {
        choice(
            "density",
            label,
            move || settings.preferences().compact == compact,
            move || settings.change(|it| it.compact = compact),
        )
    };
    vec![
        choices("Theme").with([
            theme(Theme::System, "As the system"),
            theme(Theme::Light, "Light"),
            theme(Theme::Dark, "Dark"),
        ]),
        choices("Density").with([density(false, "Comfortable"), density(true, "Compact")]),
    ]
}

/// A group of choices, one of which is taken.
fn choices(legend: &'static str) -> El {
    h("fieldset.choices").with(h("legend.label").with(legend))
}

fn choice(
    name: &'static str,
    label: &str,
    taken: impl Fn() -> bool + 'static,
    take: impl Fn() + 'static,
) -> El {
    let input = h("input")
        .attr("type", "radio")
        .attr("name", name)
        .prop_live("checked", move || JsValue::from(taken()))
        .on("change", move |_| take());
    h("label").with(input).with(label)
}

fn switch(
    name: &'static str,
    [label, hint]: [&'static str; 2],
    on: impl Fn() -> bool + 'static,
    turn: impl Fn(bool) + 'static,
) -> El {
    let input = h("input.switch")
        .attr("type", "checkbox")
        .attr("role", "switch")
        .attr("id", name)
        .attr("aria-describedby", &hint_id(name))
        .prop_live("checked", move || JsValue::from(on()))
        .on("change", move |event| turn(flag_of(&event, "checked")));
    h("div.option")
        .with(h("label").attr("for", name).with(h("b").with(label)))
        .with(input)
        .with(h("p.hint").attr("id", &hint_id(name)).with(hint))
}

fn single_keys(settings: Settings) -> El {
    let words = [
        "Single-key shortcuts",
        "Keys such as / and ? do something outside of fields. Turn it off if you use speech input \
         or press keys by accident.",
    ];
    switch(
        "single_keys",
        words,
        move || settings.preferences().single_keys,
        move |on| settings.change(|it| it.single_keys = on),
    )
}

fn safety(settings: Settings) -> Vec<El> {
    let words = [
        "Lock when nothing happens",
        "A minute ahead you are warned, and any key keeps the console open.",
    ];
    let minutes = move || settings.preferences().idle_minutes;
    let lock = switch(
        "idle_lock",
        words,
        move || minutes() != 0,
        move |on| settings.change(|it| it.idle_minutes = if on { IDLE_MINUTES } else { 0 }),
    );
    let is_on = Memo::new(move |_| minutes() != 0);
    vec![
        h("div.stack")
            .with(lock)
            .swap(move || is_on.get().then(|| idle_minutes(settings))),
        h("p.sm.muted").with(
            "In any case the console locks 12 hours after it was unlocked. Drafts of what you have \
             typed into a form are kept, without what looks like a key.",
        ),
    ]
}

fn idle_minutes(settings: Settings) -> El {
    const NAME: &str = "idle_minutes";
    let submission = Submission::default();
    let input = describe(h("input.input.minutes"), submission, NAME, false)
        .attr("id", NAME)
        .attr("type", "number")
        .attr("min", &LEAST_IDLE_MINUTES.to_string())
        .attr("max", &MOST_IDLE_MINUTES.to_string())
        .prop_live("value", move || {
            JsValue::from(settings.preferences().idle_minutes.to_string())
        })
        .on("change", move |event| {
            let minutes = text_of(&event).parse().ok();
            let minutes =
                minutes.filter(|it| (LEAST_IDLE_MINUTES..=MOST_IDLE_MINUTES).contains(it));
            match minutes {
                Some(minutes) => {
                    submission.reset();
                    settings.change(|it| it.idle_minutes = minutes);
                }
                None => submission.refuse(FieldErrors::one(
                    NAME,
                    "Enter a whole number of minutes from 2 to 60.",
                )),
            }
        });
    let field = h("div.field")
        .with(h("label").attr("for", NAME).with("Minutes until it locks"))
        .with(input);
    error(field, submission, NAME)
}

fn connection() -> Vec<El> {
    vec![
        h("p.muted").with(
            "Looks step by step whether this browser, the network, a proxy and the API get along, and \
             says what to change where they do not. Nothing is changed at the API.",
        ),
        h("div.row").with(check_button()),
    ]
}

fn forget() -> Vec<El> {
    let open = RwSignal::new(false);
    let button = button("button.btn.btn-warn", "trash", "Forget everything…")
        .on_click(move || open.set(true));
    let button = as_action(button, "Forget everything…", "trash", &[]);
    let dialog = dialog(
        "forget-title",
        open,
        || "Forget everything?".to_owned(),
        move || forget_form(open),
    );
    vec![
        h("p.muted").with(
            "This browser keeps settings, profiles, drafts and the activity of this session. \
             Nothing of it is at the API.",
        ),
        h("div.row").with(button),
        dialog,
    ]
}

fn forget_form(open: RwSignal<bool>) -> El {
    let session = expect_context::<Session>();
    let tabs = expect_context::<Tabs>();
    let form = h("form").on_submit(move || {
        tabs.say_forget();
        session.lock(LockReason::Asked);
        browser::forget_everything();
    });
    let body = h("div.dialog-body").with(h("p").with(
        "Settings, profiles, drafts and activity go, in all tabs, and the console locks. Drafts \
         cannot be brought back.",
    ));
    let forget = h("button.btn.btn-bad")
        .attr("type", "submit")
        .with("Forget everything");
    form.with(body)
        .with(dialog_foot(open, Submission::default(), forget))
}
