//! What holds for every value, tried with drawn ones.

mod paging;
mod paths;
mod queries;
mod secrets;
mod urls;
