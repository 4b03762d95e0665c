//! Logos: letters on a tint, and on the detail page the image itself.

use leptos::prelude::*;
use meta_api::HttpUrl;

/// How many tints there are (`data-hue` in the stylesheet).
const TINTS: u32 = 6;

/// Up to two letters that stand for a name.
pub fn initials(name: &str) -> String {
    let mut words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next().map(|first| (first, word)));
    match (words.next(), words.next()) {
        (Some((first, _)), Some((second, _))) => [first, second].iter().collect::<String>(),
        (Some((_, word)), None) => word.chars().take(2).collect(),
        _ => "–".to_owned(),
    }
    .to_uppercase()
}

/// The tint of an id: always the same for the same id.
pub fn tint(id: &str) -> String {
    let hash = id.bytes().fold(0_u32, |hash, byte| {
        hash.wrapping_mul(31).wrapping_add(u32::from(byte))
    });
    (hash % TINTS).to_string()
}

/// A large logo. The image is loaded without a referrer; the letters stand in when there is
/// none or it does not load.
#[component]
pub fn Logo(
    /// Whose letters to show.
    #[prop(into)]
    name: Signal<String>,
    /// What chooses the tint.
    #[prop(into)]
    id: Signal<String>,
    /// Where the image is.
    #[prop(into)]
    image: Signal<Option<HttpUrl>>,
) -> impl IntoView {
    let broken: RwSignal<Option<HttpUrl>> = RwSignal::new(None);
    let source = Memo::new(move |_| {
        image
            .get()
            .filter(|url| broken.with(|it| it.as_ref() != Some(url)))
    });
    let content = move || match source.get() {
        Some(url) => {
            let src = url.as_str().to_owned();
            view! {
                <img
                    referrerpolicy="no-referrer"
                    src=src
                    alt=""
                    on:error=move |_| broken.set(Some(url.clone()))
                />
            }
            .into_any()
        }
        None => name.with(|name| initials(name)).into_any(),
    };
    view! {
        <span class="logo logo-lg" data-hue=move || id.with(|id| tint(id)) aria-hidden="true">
            {content}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::{initials, tint};

    #[test]
    fn initials_come_from_the_first_two_words() {
        assert_eq!(initials("Partner Portal (staging)"), "PP");
        assert_eq!(initials("élan"), "ÉL");
        assert_eq!(initials("x"), "X");
        assert_eq!(initials("  "), "–");
        assert_eq!(initials("🦀 crab"), "CR");
    }

    #[test]
    fn the_tint_of_an_id_never_changes() {
        assert_eq!(tint("koiR71rFLPTdld9N-YUR"), tint("koiR71rFLPTdld9N-YUR"));
        assert_ne!(tint("a"), tint("b"));
    }
}
