//! What the Explorer has sent in this session, in memory alone.

use super::draft::Draft;
use meta_api::sample::Request;
use std::collections::VecDeque;
use std::rc::Rc;

/// How many requests are remembered.
pub const LIMIT: usize = 200;

/// How many bytes of answers are remembered, all together. Older ones go first.
const MOST_BYTES: usize = 64 * 1_024 * 1_024;

/// A request that was sent, and how it ended.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Counts the requests of this session.
    pub id: u32,
    /// What was sent, without an API key.
    pub draft: Draft,
    /// The same as it is shown: an API key is masked.
    pub request: Request,
    /// What it does: "List applications".
    pub what: String,
    /// When it was sent: milliseconds since 1970.
    pub started: u64,
    /// How it ended; `None` while it is under way.
    pub outcome: Option<Outcome>,
}

/// How a request ended.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The HTTP status; `None` without an answer.
    pub status: Option<u16>,
    /// The headers that the browser shows, in its order.
    pub headers: Vec<(String, String)>,
    /// The body with API keys masked; `None` when it had to go for newer ones.
    pub body: Option<Rc<[u8]>>,
    /// How long the body was, in bytes.
    pub size: usize,
    /// How long it took, in milliseconds.
    pub duration: u32,
    /// Why there is no answer.
    pub error: Option<String>,
    /// The API's id of the request.
    pub request_id: Option<String>,
}

/// The requests, the newest first.
#[derive(Debug, Default)]
pub struct History {
    entries: VecDeque<Entry>,
    next: u32,
}

impl History {
    /// Adds a request that is sent now and answers its id. The oldest goes for it.
    pub fn add(&mut self, draft: Draft, request: Request, what: String, started: u64) -> u32 {
        let id = self.next;
        self.next = self.next.wrapping_add(1);
        self.entries.push_front(Entry {
            id,
            draft,
            request,
            what,
            started,
            outcome: None,
        });
        self.entries.truncate(LIMIT);
        id
    }

    /// Notes how a request ended.
    pub fn finish(&mut self, id: u32, outcome: Outcome) {
        if let Some(entry) = self.entries.iter_mut().find(|it| it.id == id) {
            entry.outcome = Some(outcome);
        }
        let mut kept = 0;
        for outcome in self.entries.iter_mut().filter_map(|it| it.outcome.as_mut()) {
            let size = outcome.body.as_ref().map_or(0, |it| it.len());
            kept += size;
            if kept > MOST_BYTES && kept > size {
                outcome.body = None;
            }
        }
    }

    /// The request with this id.
    pub fn get(&self, id: u32) -> Option<&Entry> {
        self.entries.iter().find(|it| it.id == id)
    }

    /// All of them, the newest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// Forgets all that have ended.
    pub fn clear(&mut self) {
        self.entries.retain(|it| it.outcome.is_none());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use meta_api::Method;

    fn send(history: &mut History) -> u32 {
        let request = Request {
            method: Method::Get,
            url: "https://api.example.com/v0/applications".to_owned(),
            headers: Vec::new(),
            body: None,
        };
        history.add(Draft::default(), request, "List".to_owned(), 0)
    }

    fn answer(size: usize) -> Outcome {
        Outcome {
            status: Some(200),
            headers: Vec::new(),
            body: Some(vec![b' '; size].into()),
            size,
            duration: 1,
            error: None,
            request_id: None,
        }
    }

    #[test]
    fn the_last_two_hundred_are_remembered_newest_first() {
        let mut history = History::default();
        for _ in 0..LIMIT + 5 {
            let id = send(&mut history);
            history.finish(id, answer(1));
        }
        let ids: Vec<u32> = history.entries().map(|it| it.id).collect();
        assert_eq!((ids.len(), ids[0], ids[LIMIT - 1]), (LIMIT, 204, 5));
        assert!(history.get(4).is_none());
    }

    #[test]
    fn big_answers_go_before_their_requests_do() {
        let mut history = History::default();
        for _ in 0..3 {
            let id = send(&mut history);
            history.finish(id, answer(MOST_BYTES / 2));
        }
        let has_body = |id| {
            let outcome = history.get(id).unwrap().outcome.as_ref().unwrap();
            (outcome.body.is_some(), outcome.size)
        };
        assert_eq!(has_body(2), (true, MOST_BYTES / 2));
        assert_eq!(has_body(1), (true, MOST_BYTES / 2));
        assert_eq!(has_body(0), (false, MOST_BYTES / 2));
        let id = send(&mut history);
        history.finish(id, answer(2 * MOST_BYTES));
        assert!(
            history
                .get(id)
                .unwrap()
                .outcome
                .as_ref()
                .unwrap()
                .body
                .is_some(),
            "the newest stays, whatever its size"
        );
    }

    #[test]
    fn what_is_under_way_is_not_forgotten() {
        let mut history = History::default();
        let (first, second) = (send(&mut history), send(&mut history));
        history.finish(first, answer(1));
        history.clear();
        assert!(history.get(first).is_none());
        assert!(history.get(second).is_some());
    }
}
