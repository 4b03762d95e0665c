//! Journeys of a person through the console as it is shipped, with the real server.

#![expect(clippy::unwrap_used, reason = "whatever fails in here fails the test")]

mod unlock;
