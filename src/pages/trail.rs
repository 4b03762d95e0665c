//! Which row of a list something was, so that after its deletion the focus lands beside it.

use crate::keyboard;
use crate::routes::Route;
use leptos::prelude::*;

/// What the list showed last. Cheap to copy: it is a handle.
pub struct Trail<I: 'static>(StoredValue<Shown<I>>);

struct Shown<I> {
    route: Option<Route>,
    ids: Vec<I>,
    /// Which row gets the focus when the list is drawn again.
    row: Option<usize>,
}

impl<I> Copy for Trail<I> {}

impl<I> Clone for Trail<I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I: PartialEq + Send + Sync> Trail<I> {
    /// Knows of no list yet.
    pub fn new() -> Self {
        Self(StoredValue::new(Shown {
            route: None,
            ids: Vec::new(),
            row: None,
        }))
    }

    /// Notes what the list shows. After a deletion, the row that followed gets the focus.
    pub fn draw(self, route: Route, ids: Vec<I>) {
        let row = self.0.try_update_value(|shown| {
            shown.route = Some(route);
            shown.ids = ids;
            shown.row.take()
        });
        if let Some(row) = row.flatten() {
            keyboard::focus_row_at(row);
        }
    }

    /// Notes that something was deleted. The answer is where it was listed, if it was.
    pub fn delete(self, id: &I) -> Option<Route> {
        self.0.try_update_value(|shown| {
            let row = shown.ids.iter().position(|it| it == id)?;
            shown.row = Some(row);
            shown.route.clone()
        })?
    }
}
