//! Forms without their inputs: a draft holds values as typed and becomes a request body or field
//! errors. Plain Rust, tested on the host.

mod application;
mod confirm;
mod kept;
mod merge;
mod webhook;

pub use application::{ApplicationDraft, Field, Value};
pub use confirm::confirms;
pub use kept::{Change, Kept, SOURCE, label_of};
pub use merge::Merge;
pub use webhook::{create_webhook, webhook_warning};
