//! Components by themselves.

mod combobox;
mod dialog;
mod field;
mod pager;
mod small;
mod toast;
