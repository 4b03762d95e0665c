//! Inputs with their label, hint and error.

use leptos::prelude::*;

/// What a text field takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// One line.
    #[default]
    Line,
    /// Several lines.
    Lines,
    /// A URL.
    Url,
}

/// A text field. Its id is the API's name of the field, so that an error finds it.
#[component]
pub fn TextField(
    /// The API's name of the field.
    name: &'static str,
    /// A person's name of the field.
    #[prop(into)]
    label: ViewFn,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// Takes what is typed.
    #[prop(into)]
    on_input: Callback<String>,
    /// What is wrong with the text.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// What it takes.
    #[prop(optional)]
    kind: TextKind,
    /// What helps to fill it in.
    #[prop(optional)]
    hint: &'static str,
    /// What to think of before using the text as it is.
    #[prop(optional, into)]
    warning: Signal<Option<&'static str>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether it gets the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let error_id = [name, "-error"].concat();
    let hint_id = [name, "-hint"].concat();
    let described_by = {
        let (error_id, hint_id) = (error_id.clone(), hint_id.clone());
        move || match (error.with(Option::is_some), hint.is_empty()) {
            (true, true) => Some(error_id.clone()),
            (true, false) => Some([&error_id, " ", &hint_id].concat()),
            (false, false) => Some(hint_id.clone()),
            (false, true) => None,
        }
    };
    let invalid = move || error.with(Option::is_some).then_some("true");
    let input = if kind == TextKind::Lines {
        view! {
            <textarea
                class="input"
                id=name
                name=name
                rows="3"
                prop:value=value
                disabled=disabled
                aria-invalid=invalid
                aria-describedby=described_by
                on:input:target=move |event| on_input.run(event.target().value())
            ></textarea>
        }
        .into_any()
    } else {
        let (class, mode, spellcheck) = match kind {
            TextKind::Url => ("input mono", "url", "false"),
            _ => ("input", "text", "true"),
        };
        view! {
            <input
                class=class
                id=name
                name=name
                type="text"
                inputmode=mode
                spellcheck=spellcheck
                autocomplete="off"
                autofocus=autofocus
                prop:value=value
                disabled=disabled
                aria-invalid=invalid
                aria-describedby=described_by
                on:input:target=move |event| on_input.run(event.target().value())
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=name>
                {label.run()} {optional.then(|| view! { <span class="optional">" optional"</span> })}
            </label>
            {input}
            {move || {
                error
                    .get()
                    .map(|error| view! { <p class="field-error" id=error_id.clone()>{error}</p> })
            }}
            {move || warning.get().map(|warning| view! { <p class="warning">{warning}</p> })}
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
        </div>
    }
}

/// A switch with the API's name of its field.
#[component]
pub fn SwitchField(
    /// The API's name of the field.
    name: &'static str,
    /// A person's name of the field.
    label: &'static str,
    /// Whether it is on.
    #[prop(into)]
    value: Signal<bool>,
    /// Takes the change.
    #[prop(into)]
    on_change: Callback<bool>,
    /// What it does.
    hint: &'static str,
    /// Whether it differs from what is saved.
    #[prop(optional, into)]
    edited: Signal<bool>,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let hint_id = [name, "-hint"].concat();
    view! {
        <div class="option">
            <div class="row wrap">
                <label for=name>
                    <b>{label}</b>
                </label>
                <code class="subtle">{name}</code>
                {move || edited.get().then(|| view! { <span class="chip tint-info">"Edited"</span> })}
            </div>
            <input
                class="switch"
                type="checkbox"
                role="switch"
                id=name
                name=name
                prop:checked=value
                disabled=disabled
                aria-describedby=hint_id.clone()
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <p class="hint" id=hint_id>
                {hint}
            </p>
        </div>
    }
}
