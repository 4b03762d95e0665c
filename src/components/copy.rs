//! Copying. What was copied is said by its name and never shown.

use super::{Toaster, icon_button};
use crate::browser;
use crate::dom::El;
use leptos::prelude::expect_context;

/// Puts text on the clipboard and says so: "App ID copied".
pub fn copy_and_say(toaster: Toaster, what: &'static str, text: String) {
    browser::spawn(Box::pin(async move {
        if browser::copy(&text).await {
            toaster.success(&[what, " copied"].concat());
        } else {
            toaster.failure(
                &[
                    what,
                    " not copied: the browser allows it only on https and localhost.",
                ]
                .concat(),
            );
        }
    }));
}

/// A button that copies a text, which does not get into the page by it.
pub fn copy_button(what: &'static str, name: &str, text: String) -> El {
    let toaster = expect_context::<Toaster>();
    icon_button("button.btn.btn-icon.btn-quiet.btn-sm", "copy", name)
        .on_click(move || copy_and_say(toaster, what, text.clone()))
}
