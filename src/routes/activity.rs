//! The state of the Activity screen in its URL. [`super::Route`] carries it as text, so that
//! reading it is no part of what every screen needs.

use super::{Route, parameter};
use form_urlencoded::Serializer;

/// Which entries are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Requests and notices.
    #[default]
    All,
    /// Requests that read.
    Reads,
    /// Requests that create, change or delete.
    Writes,
    /// What did not work.
    Failures,
    /// What was said to the person.
    Notices,
}

/// What the screen shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Which entries.
    pub show: Show,
    /// The text that they have, empty for all.
    pub text: String,
    /// The entry to unfold.
    pub entry: Option<u32>,
}

impl Show {
    /// All of them with their labels, in the order in which they are offered.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::All, "All"),
        (Self::Reads, "Reads"),
        (Self::Writes, "Writes"),
        (Self::Failures, "Failures"),
        (Self::Notices, "Notices"),
    ];

    fn name(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Reads => "reads",
            Self::Writes => "writes",
            Self::Failures => "failures",
            Self::Notices => "notices",
        }
    }
}

impl Query {
    /// Reads the URL's search. What cannot be read counts as left out.
    pub fn parse(search: &str) -> Self {
        let show = parameter(search, "show").unwrap_or_default();
        let shown = |(known, _): &(Show, _)| known.name() == show;
        Self {
            show: Show::ALL
                .into_iter()
                .find(shown)
                .map_or(Show::All, |it| it.0),
            text: parameter(search, "text").unwrap_or_default(),
            entry: parameter(search, "entry").and_then(|text| text.parse().ok()),
        }
    }

    /// The screen in this state.
    pub fn route(&self) -> Route {
        let mut search = Serializer::new(String::new());
        if self.show != Show::All {
            search.append_pair("show", self.show.name());
        }
        if !self.text.is_empty() {
            search.append_pair("text", &self.text);
        }
        if let Some(entry) = self.entry {
            search.append_pair("entry", &entry.to_string());
        }
        Route::Activity(search.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_survives_its_url() {
        for (show, _) in Show::ALL {
            for text in ["", "a b&c=d?#é", "DELETE"] {
                for entry in [None, Some(0), Some(7)] {
                    let text = text.to_owned();
                    let query = Query { show, text, entry };
                    let href = query.route().href();
                    let (path, search) = href.split_once('?').unwrap_or((&href, ""));
                    assert_eq!(
                        Route::parse(&["/", path].concat(), search),
                        Some(query.route())
                    );
                    assert_eq!(Query::parse(search), query, "{href}");
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_read_counts_as_left_out() {
        for search in ["", "show=x", "entry=-1&show=", "&&=%zz"] {
            assert_eq!(Query::parse(search), Query::default(), "{search}");
        }
    }
}
