//! A change on its way, and how to find out whether it happened when no answer came. A write is
//! never repeated before that is known.

use super::{Answering, Call, Client, ClientError, ErrorKind};
use crate::browser;
use meta_api::{Page, PageNumber, Paging};
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::rc::Rc;

/// How long to wait when the API asked to slow down and did not say for how long, in seconds.
pub const SLOW_DOWN: u32 = 10;

/// What looking showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened<T> {
    /// The change is there.
    Yes(T),
    /// It is not.
    No,
    /// What is there does not tell.
    Unknown,
}

/// Reads what a write would have changed.
pub type Look<T> = Box<dyn Fn() -> Answering<Happened<T>>>;

/// A write: its answer, and how to look whether it happened.
pub struct Writing<T> {
    /// Dropping it aborts the request, which may have happened all the same.
    pub answer: Answering<T>,
    /// `None` for what changes nothing.
    pub look: Option<Look<T>>,
    /// What was done to the object: "saved".
    pub did: &'static str,
}

impl<T> From<Answering<T>> for Writing<T> {
    fn from(answer: Answering<T>) -> Self {
        Self {
            answer,
            look: None,
            did: "",
        }
    }
}

impl<T: 'static> Writing<T> {
    /// The answer, or what looking shows when it does not come.
    ///
    /// # Errors
    /// Why it did not work, or why that is not known.
    pub async fn settled(self) -> Result<T, ClientError> {
        let error = match self.answer.await {
            Err(error) if error.leaves_doubt() => error,
            answer => return answer,
        };
        match self.look {
            Some(look) => match patiently(&*look).await {
                Ok(Happened::Yes(value)) => Ok(value),
                _ => Err(error),
            },
            None => Err(error),
        }
    }
}

/// Whether an object is gone, from an attempt to read it.
pub async fn is_gone<T>(answer: Answering<T>) -> Result<Happened<()>, ClientError> {
    match answer.await {
        Ok(_) => Ok(Happened::No),
        Err(error) if error.kind == ErrorKind::NotFound => Ok(Happened::Yes(())),
        Err(error) => Err(error),
    }
}

impl Client {
    /// Adds an object to a list. The list is counted before, since lists are oldest first: when no
    /// answer comes and there is one object more, it is the last one, if it `fits`. Whatever others
    /// add or delete in between can mislead; what cannot be told is said to be unknown.
    pub(super) fn adding<T: DeserializeOwned + 'static>(
        self,
        call: Call,
        list: impl Fn(Paging) -> Answering<Page<T>> + 'static,
        fits: impl Fn(&T) -> bool + 'static,
        did: &'static str,
    ) -> Writing<T> {
        let list: List<T> = Rc::new(list);
        let fits: Rc<dyn Fn(&T) -> bool> = Rc::new(fits);
        let before = Rc::new(Cell::new(None));
        let answer = {
            let (list, before) = (Rc::clone(&list), Rc::clone(&before));
            async move {
                before.set(Some(list(Paging::one(PageNumber::FIRST)).await?.total));
                self.read(call).await
            }
        };
        let look = move || -> Answering<Happened<T>> {
            let (list, fits, before) = (Rc::clone(&list), Rc::clone(&fits), before.get());
            Box::pin(async move {
                // The list could not even be counted, so nothing was sent.
                let Some(before) = before else {
                    return Ok(Happened::No);
                };
                let total = list(Paging::one(PageNumber::FIRST)).await?.total;
                if total == before {
                    return Ok(Happened::No);
                }
                let (Some(page), true) = (PageNumber::new(total), total == before + 1) else {
                    return Ok(Happened::Unknown);
                };
                let newest = list(Paging::one(page)).await?.objects.pop();
                let newest = newest.filter(|it| fits(it));
                Ok(newest.map_or(Happened::Unknown, Happened::Yes))
            })
        };
        Writing {
            answer: Box::pin(answer),
            look: Some(Box::new(look)),
            did,
        }
    }
}

type List<T> = Rc<dyn Fn(Paging) -> Answering<Page<T>>>;

/// Asks, and once more whenever waiting may help: see [`wait_out`].
///
/// # Errors
/// What no waiting helps against.
pub async fn patiently<T>(ask: &dyn Fn() -> Answering<T>) -> Result<T, ClientError> {
    loop {
        let error = match ask().await {
            Err(error) => error,
            answer => return answer,
        };
        if !wait_out(&error.kind).await {
            return Err(error);
        }
    }
}

/// Waits until asking once more is good: as long as the API wants, or for the network. `false` at
/// once when no waiting helps.
pub async fn wait_out(kind: &ErrorKind) -> bool {
    match kind {
        ErrorKind::RateLimited { retry_after } => {
            let seconds = retry_after.unwrap_or(SLOW_DOWN);
            browser::pause(seconds.saturating_mul(1_000)).await;
            true
        }
        ErrorKind::Offline => {
            browser::online().await;
            true
        }
        _ => false,
    }
}
