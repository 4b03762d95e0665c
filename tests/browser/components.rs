//! Components by themselves.

mod answer;
mod combobox;
mod dialog;
mod field;
mod pager;
mod request_panel;
mod small;
mod toast;
