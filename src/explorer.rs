//! The API Explorer without its inputs: what can be asked, the request as it is put together, and
//! what is wrong with it. Plain Rust, tested on the host.

mod body;
mod collections;
mod draft;
mod history;
mod openapi;
mod operation;

pub use body::{Note, Problem, example, formatted, warnings};
pub use collections::{Collections, MOST_BYTES, Saved};
pub use draft::{Draft, ROOT, Refusal, SECRET_PARAMETER};
pub use history::{Entry, History, Outcome};
pub use openapi::extensions;
pub use operation::{Group, Operation, Parameter, Takes};
