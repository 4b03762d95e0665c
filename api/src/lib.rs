//! The Meta API.
