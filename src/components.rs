//! What screens are made of. Components know neither the API nor the session.

mod combobox;
mod copy;
mod dialog;
mod failure;
mod field;
mod icon;
mod logo;
mod pager;
mod pill;
mod submission;
mod time;
mod toast;

pub use combobox::{Choice, Combobox};
pub use copy::{CopyButton, copy_and_say};
pub use dialog::Dialog;
pub use failure::{FailureBanner, Load};
pub use field::{SwitchField, TextField, TextKind};
pub use icon::{icon, mark};
pub use logo::{Logo, initials, tint};
pub use pager::Pager;
pub use pill::status_pill;
pub use submission::Submission;
pub use time::time;
pub use toast::{Toaster, Toasts};
