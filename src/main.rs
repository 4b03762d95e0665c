//! Mounts the console in the page, in place of the static shell.

fn main() {
    leptos::mount::mount_to_body(meta_console::App);
    if let Some(shell) = leptos::prelude::document().get_element_by_id("shell") {
        shell.remove();
    }
}
