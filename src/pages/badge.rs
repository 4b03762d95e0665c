//! Which account or environment this is: the profile's name in its colour, or the API's host.

use crate::client::BaseUrl;
use crate::dom::{El, h};
use crate::profiles::{Colour, Profile, Profiles};
use leptos::prelude::*;

/// The badge of an address. The name says what the colour says.
pub fn badge(base_url: impl Fn() -> Option<BaseUrl> + Copy + 'static) -> El {
    let profiles = expect_context::<Profiles>();
    let profile = move || base_url().and_then(|it| profiles.at(&it));
    named(
        move || {
            let host = || base_url().map(|it| it.host().to_owned());
            profile()
                .map(|it| it.name)
                .or_else(host)
                .unwrap_or_default()
        },
        move || profile().map_or(Colour::Grey, |it| it.colour),
    )
}

/// The badge of a profile.
pub fn badge_of(profile: &Profile) -> El {
    let (name, colour) = (profile.name.clone(), profile.colour);
    named(move || name.clone(), move || colour)
}

fn named(name: impl Fn() -> String + 'static, colour: impl Fn() -> Colour + 'static) -> El {
    h("span.profile")
        .attr_live("data-colour", move || Some(colour().token().to_owned()))
        .with(h("span.trunc").live(name))
}
