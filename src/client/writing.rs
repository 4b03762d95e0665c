//! A change on its way, and how to find out whether it happened when no answer came. A write is
//! never repeated before that is known.

use super::{Answering, Client, ClientError, ErrorKind};
use futures_util::future::LocalBoxFuture;
use meta_api::{Page, PageNumber, PageSize, Paging};

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

impl<T: 'static> IntoFuture for Writing<T> {
    type Output = Result<T, ClientError>;
    type IntoFuture = LocalBoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.answer
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
    /// Whether an object was added to a list that had `before` of them: lists are oldest first,
    /// so it is the last one.
    pub(super) async fn added<T>(
        self,
        before: Option<u64>,
        list: impl Fn(Paging) -> Answering<Page<T>>,
        fits: impl Fn(&T) -> bool,
    ) -> Result<Happened<T>, ClientError> {
        let Some(before) = before else {
            return Ok(Happened::Unknown);
        };
        let page_size = PageSize::new(1).unwrap_or_default();
        let at = |page| list(Paging { page, page_size });
        let total = at(PageNumber::FIRST).await?.total;
        if total == before {
            return Ok(Happened::No);
        }
        let (Some(page), true) = (PageNumber::new(total), total > before) else {
            return Ok(Happened::Unknown);
        };
        let newest = at(page).await?.objects.pop().filter(fits);
        Ok(newest.map_or(Happened::Unknown, Happened::Yes))
    }
}
