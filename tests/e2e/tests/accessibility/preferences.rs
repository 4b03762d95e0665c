//! What a person has told the system: colours of their own, and no motion.

use crate::screens;
use crate::walk::{Look, Theme, Walk};
use e2e::{Page, Role};
use serde_json::{Value, json};
use thirtyfour::Key;

/// Comes to each kind of control, and calls at every place.
async fn tour(walk: &Walk, look: impl AsyncFn(&Page, &str)) {
    const UNFOLD: &str = "for (const it of document.querySelectorAll('details')) it.open = true";
    let page = walk.page();
    page.find(Role::Button, "Unlock").await;
    page.script(UNFOLD, vec![]).await;
    page.press("Unlock").await;
    page.refuses("Developer key", "Enter").await;
    look(page, "unlock, refused").await;
    page.unlock(&walk.key).await;
    page.sees("1–25 of 30").await;
    look(page, "list").await;
    page.chord(&[Key::Control], 'k').await;
    page.find(Role::Choice, "New application").await;
    look(page, "palette").await;
    page.type_key(Key::Escape).await;
    let gate = walk.faults.hold("GET", "applications");
    walk.open("applications").await;
    page.find(Role::Button, "Lock").await;
    look(page, "list, loading").await;
    gate.open();

    let id = screens::make(walk).await;
    let path = format!("applications/{id}");
    walk.open(&path).await;
    page.sees("Danger zone").await;
    page.enter("Description", "More.").await;
    page.press("Save").await;
    page.sees("Saved Wide").await;
    page.replace("Name", "").await;
    page.press("Save").await;
    page.refuses("Name", "Enter a name").await;
    look(page, "details, refused").await;
    page.press("Discard").await;
    page.press("Delete…").await;
    page.find(Role::Button, "Delete application").await;
    look(page, "delete dialog").await;
    page.press("Cancel").await;
    page.follow("API keys").await;
    page.press("Create key").await;
    page.sees("API key created").await;
    look(page, "API keys, created").await;
    page.follow("Webhooks").await;
    page.press("Add webhook…").await;
    page.enter("URL", "http://localhost:5000").await;
    page.sees("This host is the server").await;
    look(page, "webhook dialog, warned").await;
    page.type_key(Key::Escape).await;
    walk.open("applications/new").await;
    page.sees("capabilities are copied").await;
    page.click(Role::Field, "Template").await;
    page.find(Role::Choice, "Juniper Legal").await;
    look(page, "new application, templates").await;
    walk.open("activity").await;
    page.sees("PATCH").await;
    page.script(UNFOLD, vec![]).await;
    page.sees("What changed").await;
    look(page, "activity, unfolded").await;
    walk.open("settings").await;
    page.find(Role::Heading, "Settings").await;
    look(page, "settings").await;
}

/// What of the page cannot be told from its ground, or from its like in another state, when all
/// colours are the reader's.
const LOST: &str = r#"
    const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
        .getContext("2d", { willReadFrequently: true });
    const painted = colour => {
        context.clearRect(0, 0, 1, 1);
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data];
    };
    const lightness = ([r, g, b]) => [r, g, b].map(it => it / 255)
        .map(it => it <= .04045 ? it / 12.92 : ((it + .055) / 1.055) ** 2.4)
        .reduce((sum, it, place) => sum + it * [.2126, .7152, .0722][place], 0);
    const differ = (one, other) => {
        const [a, b] = [one, other].map(painted);
        if (a[3] < 128) return false;
        const [dark, light] = [a, b].map(lightness).sort((x, y) => x - y);
        return (light + .05) / (dark + .05) >= 3;
    };
    // What is painted under an element, itself included.
    const ground = element => {
        for (let it = element; it; it = it.parentElement) {
            const colour = getComputedStyle(it).backgroundColor;
            if (painted(colour)[3] === 255) return colour;
        }
        return "Canvas";
    };
    const under = element => element.parentElement ? ground(element.parentElement) : "Canvas";
    const edged = element => {
        const style = getComputedStyle(element);
        const side = name => parseFloat(style[name + "Width"]) >= 1
            && !["none", "hidden"].includes(style[name + "Style"])
            && differ(style[name + "Color"], under(element));
        return ["borderTop", "borderRight", "borderBottom", "borderLeft"].every(side);
    };
    const outlined = element => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
            && differ(style.outlineColor, ground(element));
    };
    const written = element => [...element.childNodes].some(node => node.nodeType === 3
        ? node.data.trim() && differ(getComputedStyle(element).color, ground(element))
        : node.nodeType === 1 && node.checkVisibility() && written(node));
    const drawn = element => [...element.querySelectorAll("svg.i")]
        // Its stroke, too, is told as it is without the reader's colours.
        .some(icon => differ(getComputedStyle(icon).color, ground(element)))
        || getComputedStyle(element, "::before").maskImage !== "none"
            && differ(getComputedStyle(element, "::before").backgroundColor, ground(element));
    const framed = element => edged(element.closest(".group") ?? element);
    const native = element => element.matches("[type=checkbox], [type=radio]")
        && getComputedStyle(element).appearance !== "none";

    const scope = [...document.querySelectorAll("dialog:modal")].pop() ?? document;
    const shown = selector => [...scope.querySelectorAll(selector)]
        .filter(it => it.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && it.getClientRects().length);
    const lost = [];
    const missing = (what, element) => lost.push(what + ": " + element.outerHTML.slice(0, 160));

    for (const it of shown("a, button, summary, [role=option]"))
        if (!written(it) && !drawn(it) && !edged(it)) {
            const icon = it.querySelector("svg.i");
            missing(`cannot be seen: ${icon && getComputedStyle(icon).color} on ${ground(it)}`, it);
        }
    for (const it of shown("input, select, textarea"))
        if (!native(it) && !framed(it)) missing("has no border", it);
    for (const it of shown(".btn:not(:disabled, [aria-disabled=true])"))
        if (!edged(it)) missing("is no button to the eye", it);
    for (const it of shown(".switch")) {
        const [knob, track] = [getComputedStyle(it, "::before"), getComputedStyle(it)];
        if (!differ(knob.backgroundColor, track.backgroundColor)) missing("has no knob", it);
    }
    // A state is more than a colour: those are gone.
    const look = (element, parts) => {
        const style = getComputedStyle(element);
        return parts.map(part => style[part]).join();
    };
    const LINES = ["borderTopStyle", "borderTopWidth", "borderBottomWidth", "borderBottomColor", "outlineStyle", "outlineWidth"];
    for (const [state, others] of [
        ["nav [aria-current], .tabs [aria-current]", ":not([aria-current])"],
        ["[role=option][aria-selected=true]", "[role=option]:not([aria-selected=true])"],
        ["[role=tab][aria-selected=true]", "[role=tab]:not([aria-selected=true])"],
    ]) for (const it of shown(state)) {
        const siblings = [...(it.closest("ul, nav, [role=listbox], [role=tablist]") ?? it.parentElement).querySelectorAll(it.tagName + others)];
        if (siblings.some(other => look(other, LINES) === look(it, LINES))) missing("looks like the others", it);
    }
    for (const it of shown("[aria-invalid=true]"))
        if (getComputedStyle(it.closest(".group") ?? it).borderTopStyle !== "dashed") missing("does not look refused", it);
    // Where the focus is, has an outline. The last key was one, so the browser shows it.
    const before = document.activeElement;
    for (const it of shown("a, button, summary, input, select, textarea")) {
        it.focus();
        if (document.activeElement !== it) continue;
        if (!outlined(it) && !outlined(it.closest(".group") ?? it)) missing("shows no focus", it);
    }
    before?.focus();
    return lost"#;

const LOSE: &str = "const lost = document.createElement('button');
        lost.textContent = 'Lost';
        lost.className = 'btn';
        Object.assign(lost.style, { forcedColorAdjust: 'none', color: 'Canvas',
            background: 'none', border: '0', outline: '0' });
        document.querySelector('main').append(lost);
        document.querySelector('.nav [aria-current]').style.outline = 'none'";

#[tokio::test]
async fn everything_can_be_told_apart_in_the_reader_s_own_colours() {
    for scheme in ["light", "dark"] {
        let walk = Walk::start(Look::new(Theme::Light, 1280)).await;
        let colours = [
            ("forced-colors", "active"),
            ("prefers-color-scheme", scheme),
        ];
        walk.page().prefer(&colours).await;
        tour(&walk, async |page, place| {
            page.type_key(Key::Shift).await;
            let lost = page.script(LOST, vec![]).await;
            assert_eq!(lost, json!([]), "{place}, {scheme}");
        })
        .await;

        // What is lost is found.
        let page = walk.page();
        page.script(LOSE, vec![]).await;
        let lost = page.script(LOST, vec![]).await;
        let found: Vec<&str> = lost.as_array().unwrap().iter().filter_map(kind).collect();
        for kind in [
            "cannot be seen",
            "is no button to the eye",
            "looks like the others",
            "shows no focus",
        ] {
            assert!(found.contains(&kind), "{kind:?} is not found: {lost}");
        }
    }
}

fn kind(lost: &Value) -> Option<&str> {
    Some(lost.as_str()?.split_once(':')?.0)
}

/// Everything that moves or would move, with its parts that are no elements.
const MOVING: &str = "const seconds = times => times.split(',').some(it => parseFloat(it) > 0);
    const moves = style => seconds(style.transitionDuration) || style.scrollBehavior === 'smooth'
        || style.animationName !== 'none' && seconds(style.animationDuration);
    const running = document.getAnimations().filter(it => it.effect.getComputedTiming().duration > 0);
    return [...document.querySelectorAll('*')].flatMap(it =>
        [null, '::before', '::after', '::backdrop']
            .filter(part => moves(getComputedStyle(it, part)))
            .map(part => [it.tagName, it.className, part].join(' ')))
        .concat(running.map(it => String(it.animationName ?? it.transitionProperty)))";

#[tokio::test]
async fn nothing_moves_for_those_who_want_no_motion() {
    let walk = Walk::start(Look::new(Theme::Light, 1280)).await;
    let page = walk.page();
    page.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    tour(&walk, async |page, place| {
        let moving = page.script(MOVING, vec![]).await;
        assert_eq!(moving, json!([]), "{place}");
    })
    .await;
    // The same page moves for others, and that is found.
    page.prefer(&[("prefers-reduced-motion", "no-preference")])
        .await;
    let moving = page.script(MOVING, vec![]).await;
    assert_ne!(moving, json!([]), "no motion is found anywhere");
}
