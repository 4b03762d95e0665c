//! The server's tests, as one program: linking it once is quicker than linking one per file.
//! `routes` mirrors the URLs, one file per action. Every test of the API runs on SQLite and, when
//! `TEST_POSTGRES_URL` names a server, on PostgreSQL as well.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod auth;
mod cli;
mod concurrency;
mod console_files;
mod cors;
mod curl_examples;
mod errors;
mod graceful_stop;
mod logs_hold_no_secrets;
mod openapi;
mod paths;
mod random_requests;
mod routes;
mod sample;
mod start;
mod support;
