//! The tests of the wire, as one program: linking it once is quicker than linking one per file.
//! `reference` holds the examples of the API's reference; the other modules are tests.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod endpoints;
mod lenient_decoding;
mod properties;
mod reference;
mod request_bodies;
mod round_trips;
mod samples;
mod urls;
