//! Components by themselves.

mod combobox;
mod dialog;
mod field;
mod pager;
mod request_panel;
mod small;
mod toast;
