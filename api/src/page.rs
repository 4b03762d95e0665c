//! Pages of a list and the queries that ask for them.

use crate::error::FieldErrors;
use crate::json::null_as_default;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// How many objects the whole list has.
    #[serde(default, deserialize_with = "null_as_default")]
    pub total: u64,
    /// How many objects are on this page.
    #[serde(default, deserialize_with = "null_as_default")]
    pub count: u64,
    /// The number of this page; the first is 1.
    #[serde(default, deserialize_with = "null_as_default")]
    pub page: u64,
    /// The objects, oldest first, ties by id.
    #[serde(default, deserialize_with = "null_as_default")]
    pub objects: Vec<T>,
}

/// The number of a page, from 1. Its upper bound is the largest number that JSON carries
/// through a browser without loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageNumber(u64);

/// How many objects a page holds, 1 to 1,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageSize(u16);

/// Which part of a list to answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Paging {
    /// Which page.
    pub page: PageNumber,
    /// How long each page is.
    pub page_size: PageSize,
}

/// Which applications to answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ApplicationsQuery {
    /// Only active (`true`) or only inactive (`false`) applications.
    pub active: Option<bool>,
    /// Which part of the list.
    pub paging: Paging,
}

impl PageNumber {
    /// The first page.
    pub const FIRST: Self = Self(1);
    /// The last page number there can be: 2^53 − 1.
    pub const MAX: u64 = (1 << 53) - 1;

    /// `None` unless 1 to [`Self::MAX`].
    pub fn new(page: u64) -> Option<Self> {
        (1..=Self::MAX).contains(&page).then_some(Self(page))
    }

    /// The number itself.
    pub fn get(self) -> u64 {
        self.0
    }
}

impl Default for PageNumber {
    fn default() -> Self {
        Self::FIRST
    }
}

impl PageSize {
    /// What the API uses when nothing is asked for.
    pub const DEFAULT: Self = Self(10);
    /// The longest page.
    pub const MAX: u16 = 1_000;

    /// `None` unless 1 to [`Self::MAX`].
    pub fn new(size: u64) -> Option<Self> {
        u16::try_from(size)
            .ok()
            .filter(|size| (1..=Self::MAX).contains(size))
            .map(Self)
    }

    /// The number itself.
    pub fn get(self) -> u64 {
        u64::from(self.0)
    }
}

impl Default for PageSize {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Paging {
    /// One object alone, by its place in the list: the first is at 1.
    pub fn one(place: PageNumber) -> Self {
        Self {
            page: place,
            page_size: PageSize(1),
        }
    }

    /// A page as long as a page can be.
    pub fn longest(page: PageNumber) -> Self {
        Self {
            page,
            page_size: PageSize(PageSize::MAX),
        }
    }

    /// How many objects come before this page. It never overflows: 2^53 × 1,000 is below 2^63.
    pub fn offset(self) -> u64 {
        (self.page.get() - 1) * self.page_size.get()
    }

    /// The page of another size on which this page's first object is; the last page there can be
    /// when that is further than [`PageNumber::MAX`].
    pub fn with_size(self, page_size: PageSize) -> Self {
        let page = self.offset() / page_size.get() + 1;
        Self {
            page: PageNumber(page.min(PageNumber::MAX)),
            page_size,
        }
    }

    /// How many pages a list of `total` objects has; an empty list has one (empty) page.
    pub fn page_count(self, total: u64) -> u64 {
        total.div_ceil(self.page_size.get()).max(1)
    }

    /// The positions, from 1, of `count` objects on this page; `None` when there are none. An
    /// answer can claim any count, so the last position stops at the largest number.
    pub fn positions(self, count: u64) -> Option<RangeInclusive<u64>> {
        let offset = self.offset();
        (count > 0).then(|| offset + 1..=offset.saturating_add(count))
    }

    /// Reads `page` and `page_size` from a query string (without its `?`). A missing key takes
    /// the API's default, of a repeated key the last one counts, unknown keys are ignored.
    ///
    /// # Errors
    /// The parameters that are out of bounds, each with a sentence.
    pub fn from_query(query: &str) -> Result<Self, FieldErrors> {
        let mut reader = QueryReader::new(query);
        let paging = reader.paging();
        reader.finish(paging)
    }

    /// The query string that asks for this, without its `?`.
    pub fn to_query(self) -> String {
        format!(
            "page={}&page_size={}",
            self.page.get(),
            self.page_size.get()
        )
    }
}

impl ApplicationsQuery {
    /// Reads `active`, `page` and `page_size`; otherwise like [`Paging::from_query`].
    ///
    /// # Errors
    /// The parameters that are refused, each with a sentence.
    pub fn from_query(query: &str) -> Result<Self, FieldErrors> {
        let mut reader = QueryReader::new(query);
        let paging = reader.paging();
        let active = reader.take("active", "Send True or False.", |text| match text {
            "True" | "true" => Some(true),
            "False" | "false" => Some(false),
            _ => None,
        });
        reader.finish(Self { active, paging })
    }

    /// The query string that asks for this, without its `?`. The reference spells the choices of
    /// `active` as `True` and `False`.
    pub fn to_query(self) -> String {
        let active = match self.active {
            None => "",
            Some(true) => "&active=True",
            Some(false) => "&active=False",
        };
        self.paging.to_query() + active
    }
}

struct QueryReader<'a> {
    query: &'a str,
    errors: FieldErrors,
}

impl<'a> QueryReader<'a> {
    fn new(query: &'a str) -> Self {
        Self {
            query,
            errors: FieldErrors::default(),
        }
    }

    fn paging(&mut self) -> Paging {
        let number = |text: &str| text.parse().ok().filter(|_| !text.starts_with('+'));
        let page = self.take(
            "page",
            "page must be between 1 and 9007199254740991.",
            |text| PageNumber::new(number(text)?),
        );
        let page_size = self.take(
            "page_size",
            "page_size must be between 1 and 1000.",
            |text| PageSize::new(number(text)?),
        );
        Paging {
            page: page.unwrap_or_default(),
            page_size: page_size.unwrap_or_default(),
        }
    }

    fn take<T>(
        &mut self,
        name: &'static str,
        refusal: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let (_, text) = form_urlencoded::parse(self.query.as_bytes())
            .filter(|(key, _)| key == name)
            .last()?;
        let value = parse(&text);
        if value.is_none() {
            self.errors.push(name, refusal.to_owned());
        }
        value
    }

    fn finish<T>(self, value: T) -> Result<T, FieldErrors> {
        if self.errors.is_empty() {
            Ok(value)
        } else {
            Err(self.errors)
        }
    }
}
