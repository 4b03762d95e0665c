//! Starts the console in the page, in place of the static shell.

fn main() {
    // Leptos brings the executor and the root owner; the elements are the console's own.
    leptos::mount::mount_to_body(meta_console::start);
}
