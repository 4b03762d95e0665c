//! Long work in short slices, between which the page can answer its person.

use crate::browser;
use leptos::prelude::*;

/// How long one slice takes, in milliseconds; a task on the page's thread is long from 50 on.
const SLICE: u64 = 8;

/// Work of something that is shown, which ends with it. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Slices(StoredValue<()>);

impl Slices {
    /// For what is being built now.
    pub fn new() -> Self {
        Self(StoredValue::new(()))
    }

    /// Repeats a short step until it answers `true`. What is short altogether is done at once.
    pub fn run(self, mut step: Box<dyn FnMut() -> bool>) {
        if slice(&mut step) {
            return;
        }
        browser::spawn(Box::pin(async move {
            loop {
                browser::pause(0).await;
                if self.0.is_disposed() || slice(&mut step) {
                    return;
                }
            }
        }));
    }
}

fn slice(step: &mut dyn FnMut() -> bool) -> bool {
    let end = browser::now() + SLICE;
    loop {
        if step() {
            return true;
        }
        if browser::now() >= end {
            return false;
        }
    }
}
