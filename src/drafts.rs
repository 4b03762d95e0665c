//! What is typed into a form and not saved: kept in this tab, for the same account and the same
//! form, until it is saved or discarded. Nothing else in the console sees its storage, and what
//! looks like a key does not get there.

use crate::browser::tab_storage;
use crate::dom::effect;
use crate::form::{Change, Kept, SOURCE, Value};
use crate::location::{Guard, Location};
use crate::routes::Route;
use crate::session::Session;
use leptos::prelude::*;
use std::rc::Rc;

/// What the names of the entries in session storage begin with; account and form follow.
const PREFIX: &str = "meta-console.draft.";

/// A form whose draft is kept.
pub trait Form {
    /// What it holds that is not saved, in its order; tracked.
    fn changes(&self) -> Vec<Change>;
    /// What a field holds without the draft, `None` for one that the form does not have; tracked.
    fn saved(&self, field: &str) -> Option<Value>;
    /// Puts kept changes back in.
    fn restore(&self, changes: &[Change]);
    /// Takes all changes out.
    fn reset(&self);
}

/// The draft of one form. Cheap to copy: it is a handle, and belongs to the component that
/// started it.
#[derive(Clone, Copy)]
pub struct Draft {
    session: Session,
    form: StoredValue<Rc<dyn Form>, LocalStorage>,
    entry: StoredValue<Entry>,
    changes: Memo<Vec<Change>>,
    written: StoredValue<Option<Kept>>,
    /// Left on purpose, and not put back in yet.
    offered: RwSignal<Option<Kept>>,
    /// Put back in.
    restored: RwSignal<Option<Kept>>,
}

/// Where a draft is kept; none while there is no account.
#[derive(Clone, Debug)]
pub struct Entry(Option<String>);

impl Draft {
    /// Follows a form: keeps what it holds, puts back what went away under its person, and asks
    /// before it is left.
    pub fn follow(route: &Route, form: impl Form + 'static) -> Self {
        Self::follow_part(route, "", form)
    }

    /// Like [`Self::follow`], for one of several forms of a screen.
    pub fn follow_part(route: &Route, part: &str, form: impl Form + 'static) -> Self {
        let session = expect_context::<Session>();
        adopt(session);
        let entry = Entry::of(session, &[&route.href(), part].concat());
        let kept = entry.read();
        let form = StoredValue::<Rc<dyn Form>, _>::new_local(Rc::new(form));
        let draft = Self {
            session,
            form,
            entry: StoredValue::new(entry),
            changes: Memo::new(move |_| form.with_value(|form| form.changes())),
            written: StoredValue::new(kept.clone()),
            offered: RwSignal::new(None),
            restored: RwSignal::new(None),
        };
        if let Some(kept) = kept {
            if kept.left {
                draft.offered.set(Some(kept));
            } else {
                draft.put_back(&kept, &[]);
            }
        }
        effect(Box::new(move || draft.write()));
        expect_context::<Location>().guard(Guard {
            changed: Box::new(move || labels(&draft.changes.read())),
            left_out: Box::new(move || draft.left_out()),
            set_aside: Box::new(move || draft.set_aside()),
            discard: Box::new(move || draft.discard()),
        });
        draft
    }

    /// What can be put back in: the fields that still differ from what is saved and were not
    /// changed again. `None` when nothing is; tracked.
    pub fn offered(self) -> Option<Kept> {
        let kept = self.offered.get()?;
        let changes = kept.without(&self.changes.read());
        self.differing(kept.at, changes)
    }

    /// What was put back in and is not saved yet; tracked.
    pub fn restored(self) -> Option<Kept> {
        let kept = self.restored.get()?;
        let held = self.changes.read();
        let changes = kept.changes.into_iter();
        let changes = changes.filter(|it| held.iter().any(|now| now.field == it.field));
        self.differing(kept.at, changes.collect())
    }

    fn differing(self, at: u64, mut changes: Vec<Change>) -> Option<Kept> {
        changes.retain(|it| self.saved(&it.field).is_some_and(|now| now != it.new));
        let left = true;
        (!changes.is_empty()).then_some(Kept { at, left, changes })
    }

    /// What a field holds without the draft; tracked.
    pub fn saved(self, field: &str) -> Option<Value> {
        self.form.with_value(|form| form.saved(field))
    }

    /// The fields that differ and are not kept, since they look like a key; tracked.
    pub fn left_out(self) -> Vec<&'static str> {
        labels(&secrets(self.session, &self.changes.read()))
    }

    /// Puts back what is offered. What was typed meanwhile stays.
    pub fn restore(self) {
        let typed = self.changes.get_untracked();
        if let Some(kept) = self.offered.try_update(Option::take).flatten() {
            self.put_back(&kept, &typed);
        }
    }

    fn put_back(self, kept: &Kept, typed: &[Change]) {
        let changes = kept.without(typed);
        self.form.with_value(|form| form.restore(&changes));
        self.restored.set(Some(Kept { changes, ..*kept }));
    }

    /// Takes everything out of the form that is not saved, and forgets it.
    pub fn discard(self) {
        self.offered.set(None);
        self.restored.set(None);
        self.form.with_value(|form| form.reset());
        self.entry().forget();
        self.written.set_value(None);
    }

    /// Forgets what is offered; what was typed meanwhile stays.
    pub fn decline(self) {
        self.offered.set(None);
    }

    /// Takes out of what is offered what was saved with newer text.
    pub fn saved_anew(self, sent: &[Change]) {
        let newer = |kept: &mut Kept| kept.changes = kept.without(sent);
        self.offered.update(|it| it.iter_mut().for_each(newer));
    }

    /// Where it is kept, for the moment when a request has succeeded: its form may be gone then.
    pub fn entry(self) -> Entry {
        self.entry.get_value()
    }

    /// Keeps for another form what was typed after its object was sent, to be put back in there.
    pub fn hand_on(self, form: &Route, mut changes: Vec<Change>) {
        changes.retain(|it| !is_secret(self.session, &it.field, &it.new));
        if !changes.is_empty() {
            Entry::of(self.session, &form.href()).write(&Kept {
                at: now(),
                left: false,
                changes,
            });
        }
    }

    /// Keeps it as left on purpose.
    pub fn set_aside(self) {
        if let Some(kept) = self.written.get_value() {
            self.entry().write(&Kept { left: true, ..kept });
        }
    }

    fn write(self) {
        let session = self.session;
        let typed = self.changes.get();
        let offered = self.offered.get();
        let left = typed.is_empty();
        let older = offered.as_ref().map(|it| it.without(&typed));
        let mut changes = [older.unwrap_or_default(), typed].concat();
        changes.retain(|it| !is_secret(session, &it.field, &it.new));
        for change in &mut changes {
            let secret = |old: &Value| is_secret(session, &change.field, old);
            if change.old.as_ref().is_some_and(secret) {
                change.old = None;
            }
        }
        let before = self.written.get_value();
        let same = before.filter(|it| it.changes == changes);
        let next = (!changes.is_empty()).then(|| Kept {
            // A reload changes nothing, and is not a moment when anything was typed.
            at: same.map_or_else(now, |it| it.at),
            left,
            changes,
        });
        match &next {
            Some(kept) => self.entry().write(kept),
            None => self.entry().forget(),
        }
        self.written.set_value(next);
    }
}

impl Entry {
    fn of(session: Session, form: &str) -> Self {
        let account = session.account();
        Self(account.map(|account| [&account_prefix(account), form].concat()))
    }

    fn read(&self) -> Option<Kept> {
        let text = tab_storage()?.get_item(self.0.as_deref()?).ok().flatten()?;
        Kept::parse(&text)
    }

    fn write(&self, kept: &Kept) {
        if let (Some(storage), Some(key), Ok(text)) =
            (tab_storage(), &self.0, serde_json::to_string(kept))
        {
            // A full or forbidden storage costs no more than this: a reload loses what was typed.
            let _ = storage.set_item(key, &text);
        }
    }

    /// Forgets what was saved. What was typed after it was sent stays.
    pub fn saved(&self, sent: &[Change]) {
        let saved = |it: &Change| {
            let sent = sent.iter().find(|sent| sent.field == it.field);
            sent.is_some_and(|sent| sent.new == it.new)
        };
        if let Some(mut kept) = self.read() {
            kept.changes.retain(|it| !saved(it));
            if kept.changes.is_empty() {
                self.forget();
            } else {
                self.write(&kept);
            }
        }
    }

    /// Forgets what is kept here.
    pub fn forget(&self) {
        if let (Some(storage), Some(key)) = (tab_storage(), &self.0) {
            let _ = storage.remove_item(key);
        }
    }
}

/// Forgets the drafts of forms that are gone with what they were about.
pub fn forget(session: Session, forms: &[Route]) {
    for form in forms {
        Entry::of(session, &form.href()).forget();
    }
}

/// Takes over the drafts of a key that the API refused, when another one opened the console in its
/// place.
fn adopt(session: Session) {
    let (Some(storage), Some(old), Some(new)) =
        (tab_storage(), session.take_refused(), session.account())
    else {
        return;
    };
    let (old, new) = (account_prefix(old), account_prefix(new));
    let names = js_sys::Object::keys(&storage);
    for name in names.iter().filter_map(|name| name.as_string()) {
        let kept = storage.get_item(&name).ok().flatten();
        if let (Some(form), Some(kept)) = (name.strip_prefix(&old), kept) {
            let _ = storage.remove_item(&name);
            let _ = storage.set_item(&[&new, form].concat(), &kept);
        }
    }
}

fn account_prefix(account: u32) -> String {
    [PREFIX, &account.to_string(), "."].concat()
}

fn labels(changes: &[Change]) -> Vec<&'static str> {
    changes.iter().map(Change::label).collect()
}

fn secrets(session: Session, changes: &[Change]) -> Vec<Change> {
    let secret = |it: &&Change| is_secret(session, &it.field, &it.new);
    let secret = changes.iter().filter(secret);
    secret.cloned().collect()
}

/// Whether a field holds the key that opened the console, whatever its shape, or what looks like a
/// key. A template is an id, which looks like one and is chosen from a list.
fn is_secret(session: Session, field: &str, value: &Value) -> bool {
    let Value::Text(text) = value else {
        return false;
    };
    if field == SOURCE {
        session.holds_key(text)
    } else {
        session.is_secret(text)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds since 1970 are whole, and fewer than 2^53"
)]
fn now() -> u64 {
    js_sys::Date::now() as u64
}
