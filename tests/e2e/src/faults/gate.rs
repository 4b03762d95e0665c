//! What requests wait at until a journey lets them pass.

use std::sync::{Arc, Condvar, Mutex};

/// Closed until it is opened; then it stays open. Clones are the same gate.
#[derive(Clone, Debug, Default)]
pub struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    /// Lets everything pass that waits, and all that follows.
    pub fn open(&self) {
        let (is_open, changed) = &*self.0;
        *is_open.lock().unwrap() = true;
        changed.notify_all();
    }

    pub(super) fn pass(&self) {
        let (is_open, changed) = &*self.0;
        let guard = is_open.lock().unwrap();
        drop(changed.wait_while(guard, |is_open| !*is_open).unwrap());
    }
}
