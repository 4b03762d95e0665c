//! The account's applications, to be searched. The API has no search, so all of them are read,
//! page by page, while the palette is open; those that are here already are found meanwhile.

use crate::browser;
use crate::client::{Client, ClientError};
use crate::intl;
use futures_util::future::abortable;
use leptos::prelude::*;
use meta_api::{Application, ApplicationId, Page};

/// How many applications are read at most.
const MOST: u64 = 50_000;

/// An application as the palette shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: ApplicationId,
    /// Its name.
    pub name: String,
    /// What of it is searched: name, id and description, without differences of case.
    folded: [String; 3],
}

impl Entry {
    /// An application, ready to be searched.
    pub fn new(application: &Application) -> Self {
        let parts = [
            &*application.name,
            application.id.as_str(),
            &*application.description,
        ];
        Self {
            id: application.id.clone(),
            name: application.name.clone(),
            folded: parts.map(intl::lower_case),
        }
    }

    /// How well it fits what was typed, in lower case: 0 is best, `None` not at all.
    fn rank(&self, typed: &str) -> Option<usize> {
        if self.folded[0].starts_with(typed) {
            return Some(0);
        }
        self.folded
            .iter()
            .position(|it| it.contains(typed))
            .map(|it| it + 1)
    }
}

/// What has been read. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Index {
    entries: StoredValue<Vec<Entry>>,
    /// How many there are altogether, once that is known.
    total: RwSignal<Option<u64>>,
    /// How many have been read.
    known: RwSignal<u64>,
    error: RwSignal<Option<ClientError>>,
}

impl Index {
    /// Reads until everything is known or the owner goes.
    pub fn read(client: Client) -> Self {
        let index = Self {
            entries: StoredValue::new(Vec::new()),
            total: RwSignal::new(None),
            known: RwSignal::new(0),
            error: RwSignal::new(None),
        };
        let reading = async move {
            let take = move |page: Page<Application>| index.add(page.total, &page.objects);
            let read = client.all_applications(MOST, take).await;
            index.error.set(read.err());
        };
        let (reading, handle) = abortable(reading);
        on_cleanup(move || handle.abort());
        browser::spawn(Box::pin(async move {
            // Aborted when the palette is closed.
            let _ = reading.await;
        }));
        index
    }

    fn add(self, total: u64, applications: &[Application]) {
        let entries = applications.iter().map(Entry::new);
        self.entries.update_value(|known| known.extend(entries));
        self.total.set(Some(total));
        self.known.set(self.entries.with_value(Vec::len) as u64);
    }

    /// The best matches for what was typed, in lower case, and how many there are; tracked.
    pub fn search(self, typed: &str, most: usize) -> (Vec<Entry>, u64) {
        self.known.track();
        self.entries
            .with_value(|entries| best(entries, typed, most))
    }

    /// Whether an application is among those that have been read; not tracked.
    pub fn has(self, id: &str) -> bool {
        self.entries
            .with_value(|entries| entries.iter().any(|it| it.id.as_str() == id))
    }

    /// How far the search goes, as a sentence; tracked. `matches` counts what was found.
    pub fn status(self, typed: &str, matches: u64) -> String {
        let known = self.known.get();
        let total = self.total.get();
        let (known_text, total_text) =
            (intl::number(known), intl::number(total.unwrap_or_default()));
        let complete = total.is_some_and(|total| known >= total);
        let error = self.error.get();
        let found = if matches == 0 && !typed.is_empty() && (complete || error.is_some()) {
            ["No application matches “", typed, "”. "].concat()
        } else {
            String::new()
        };
        let searched = match (total, &error) {
            (None, None) => "Reading applications…".to_owned(),
            (None, Some(_)) => String::new(),
            (Some(1), _) if complete => {
                "Searched the name, description and App ID of your only application.".to_owned()
            }
            (Some(_), _) if complete => [
                "Searched the name, description and App ID of all ",
                &total_text,
                " applications.",
            ]
            .concat(),
            _ => ["Searched ", &known_text, " of ", &total_text, "."].concat(),
        };
        let rest = match error {
            Some(error) => [" Could not read the rest. ", &error.sentence()].concat(),
            None if !complete && known >= MOST => {
                " No more are read: type a whole App ID to open one of the rest.".to_owned()
            }
            None => String::new(),
        };
        [found, searched, rest].concat()
    }
}

/// The matches, best first and else in the order of the list.
fn best(entries: &[Entry], typed: &str, most: usize) -> (Vec<Entry>, u64) {
    let mut ranks: [Vec<&Entry>; 4] = Default::default();
    let mut count = 0;
    for entry in entries {
        if let Some(rank) = entry.rank(typed) {
            count += 1;
            if ranks[rank].len() < most {
                ranks[rank].push(entry);
            }
        }
    }
    let best = ranks.into_iter().flatten().take(most).cloned().collect();
    (best, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, name: &str, description: &str) -> Entry {
        Entry {
            id: ApplicationId::new(id),
            name: name.to_owned(),
            folded: [name, id, description].map(str::to_lowercase),
        }
    }

    #[test]
    fn a_name_that_begins_so_comes_before_names_ids_and_descriptions_that_have_it() {
        let entries = [
            entry("d4", "Scan Inbox", "A part of it"),
            entry("part3", "Quarry", ""),
            entry("c2", "Spare Parts", ""),
            entry("b1", "Partner Portal", ""),
            entry("e5", "Backup", ""),
        ];
        let (found, count) = best(&entries, "part", 8);
        let ids: Vec<&str> = found.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["b1", "c2", "part3", "d4"]);
        assert_eq!(count, 4);
        let (found, count) = best(&entries, "part", 2);
        assert_eq!(found.len(), 2);
        assert_eq!(count, 4, "all are counted");
    }
}
