//! Logos: letters on a tint, and on the detail page, when it is asked for, the image itself.

use crate::dom::{El, h};
use leptos::prelude::*;
use meta_api::HttpUrl;

/// How many tints there are (`data-hue` in the stylesheet).
const TINTS: u32 = 6;

/// Up to two letters that stand for a name, in the case of the name: the stylesheet writes them
/// in capitals, since the tables for that would be a part of this program.
pub fn initials(name: &str) -> String {
    let is_gap = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
    let mut words = name.split(is_gap).filter(|word| !word.is_empty());
    match (words.next(), words.next()) {
        (Some(first), Some(second)) => first
            .chars()
            .take(1)
            .chain(second.chars().take(1))
            .collect(),
        (Some(word), None) => word.chars().take(2).collect(),
        _ => "–".to_owned(),
    }
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
pub fn logo(
    name: impl Fn() -> String + 'static,
    id: &str,
    image: impl Fn() -> Option<HttpUrl> + 'static,
) -> El {
    let broken: RwSignal<Option<HttpUrl>> = RwSignal::new(None);
    h("span.logo.logo-lg")
        .attr("data-hue", &tint(id))
        .attr("aria-hidden", "true")
        .swap(
            move || match image().filter(|url| broken.with(|it| it.as_ref() != Some(url))) {
                Some(url) => [h("img")
                    .attr("alt", "")
                    .attr("referrerpolicy", "no-referrer")
                    .attr("src", url.as_str())
                    .on("error", move |_| broken.set(Some(url.clone())))],
                None => [h("span").with(initials(&name()))],
            },
        )
}

#[cfg(test)]
mod tests {
    use super::{initials, tint};

    #[test]
    fn initials_come_from_the_first_two_words() {
        assert_eq!(initials("Partner Portal (staging)"), "PP");
        assert_eq!(initials("élan"), "él");
        assert_eq!(initials("x"), "x");
        assert_eq!(initials("  "), "–");
        assert_eq!(initials("🦀 crab"), "🦀c");
    }

    #[test]
    fn the_tint_of_an_id_never_changes() {
        assert_eq!(tint("koiR71rFLPTdld9N-YUR"), tint("koiR71rFLPTdld9N-YUR"));
        assert_ne!(tint("a"), tint("b"));
    }
}
