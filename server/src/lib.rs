//! The Meta API server.
