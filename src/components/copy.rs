//! Copying. What was copied is said by its name and never shown.

use super::{Toaster, icon_button};
use crate::browser;
use crate::dom::El;
use leptos::prelude::expect_context;

/// Puts text on the clipboard and says so: "App ID copied".
pub fn copy_and_say(toaster: Toaster, what: &'static str, text: String) {
    copy_and_tell(what, text, move |worked, said| {
        if worked {
            toaster.success(said);
        } else {
            toaster.failure(said);
        }
    });
}

/// Puts text on the clipboard and tells whether that worked, and how to say so: where there are no
/// toasts, since the console is locked.
pub fn copy_and_tell(what: &'static str, text: String, tell: impl FnOnce(bool, &str) + 'static) {
    browser::spawn(Box::pin(async move {
        let worked = browser::copy(&text).await;
        let said = if worked {
            " copied"
        } else {
            " not copied: the browser allows it only on https and localhost."
        };
        tell(worked, &[what, said].concat());
    }));
}

/// A button that copies a text, which does not get into the page by it.
pub fn copy_button(what: &'static str, name: &str, text: String) -> El {
    let toaster = expect_context::<Toaster>();
    icon_button("button.btn.btn-icon.btn-quiet.btn-sm", "copy", name)
        .on_click(move || copy_and_say(toaster, what, text.clone()))
}
