//! The tables, as SeaORM sees them. Times are microseconds since 1970 in UTC.

pub mod api_key;
pub mod application;
pub mod developer;
pub mod webhook;
