//! Saving an application that others may change, too. The API has no versions to hold a change
//! against, so the application is read again right before it is changed.

use crate::client::{Answering, Client, ErrorKind, Happened, Writing};
use crate::components::Toaster;
use crate::form::{ApplicationDraft, Field, Merge};
use crate::load::Loaded;
use meta_api::{Application, ApplicationId, UpdateApplication};
use std::cell::RefCell;
use std::rc::Rc;

/// What became of a save.
pub enum Saved {
    /// Nothing was sent: what was edited here was changed elsewhere, too. This is the application
    /// as it is now.
    Moved(Application),
    /// It is saved, and this is what it is now.
    Done(Done),
}

/// A save that worked.
pub struct Done {
    /// The application.
    pub application: Application,
    /// What was sent, in its place among the values that were not.
    pub sent: ApplicationDraft,
    /// What it was before.
    pub before: ApplicationDraft,
    /// What others had changed, and was left alone.
    pub followed: Vec<Field>,
}

/// What was sent, known once the application was read.
struct Sent {
    body: UpdateApplication,
    merge: Merge,
    before: ApplicationDraft,
}

/// Reads the application, and changes it in the fields in which `draft` differs from `base`,
/// unless others changed the same ones.
pub fn save(
    client: Client,
    id: ApplicationId,
    draft: ApplicationDraft,
    base: ApplicationDraft,
) -> Writing<Saved> {
    let sent: Rc<RefCell<Option<Sent>>> = Rc::default();
    let (looked_at, looked_for) = (id.clone(), Rc::clone(&sent));
    let answer = async move {
        let now = client.application(&id).await?;
        let before = ApplicationDraft::from(&now);
        let merge = Merge::new(&draft, &base, &before);
        if !merge.conflicts.is_empty() {
            return Ok(Saved::Moved(now));
        }
        let body = merge.draft.update(&before).map_err(|fields| {
            let message = String::new();
            ErrorKind::Invalid { message, fields }
        })?;
        let answer = (!body.is_empty()).then(|| client.update_application(&id, &body));
        sent.replace(Some(Sent {
            body,
            merge,
            before,
        }));
        let application = match answer {
            Some(writing) => writing.answer.await?,
            None => now,
        };
        let done = sent.borrow_mut().take().map(|sent| sent.done(application));
        done.ok_or_else(|| ErrorKind::Cancelled.into())
    };
    let look = move || -> Answering<Happened<Saved>> {
        // The application could not even be read, so nothing was sent.
        if looked_for.borrow().is_none() {
            return Box::pin(async { Ok(Happened::No) });
        }
        let answer = client.application(&looked_at);
        let sent = Rc::clone(&looked_for);
        Box::pin(async move {
            let now = answer.await?;
            let met = sent.borrow_mut().take_if(|sent| sent.body.is_met_by(&now));
            Ok(met.map_or(Happened::No, |sent| Happened::Yes(sent.done(now))))
        })
    };
    Writing {
        answer: Box::pin(answer),
        look: Some(Box::new(look)),
        did: "saved",
    }
}

impl Sent {
    fn done(self, application: Application) -> Saved {
        Saved::Done(Done {
            application,
            sent: self.merge.draft,
            before: self.before,
            followed: self.merge.followed,
        })
    }
}

/// Says what was saved, and offers to take it back.
pub fn say_saved(client: Client, toaster: Toaster, current: Loaded<Application>, done: &Done) {
    let name = &done.application.name;
    let saved = done.sent.differences(&done.before);
    if saved.is_empty() {
        return toaster.success(&[name, " has these values already"].concat());
    }
    let text = if done.followed.is_empty() {
        ["Saved ", name].concat()
    } else {
        let followed = labels(&done.followed);
        ["Saved ", name, ". Changed elsewhere, and kept: ", &followed].concat()
    };
    let id = done.application.id.clone();
    let after = ApplicationDraft::from(&done.application);
    let before = saved.iter().fold(after.clone(), |draft, field| {
        draft.with(*field, done.before.get(*field).clone())
    });
    let undo = move || {
        let save = save(client, id.clone(), before.clone(), after.clone());
        let undone = async move {
            match save.settled().await {
                Ok(Saved::Done(done)) => {
                    toaster.success(&["Undid the change to ", &done.application.name].concat());
                    current.set(done.application);
                }
                Ok(Saved::Moved(now)) => toaster.failure(
                    &[
                        "Undid nothing: ",
                        &now.name,
                        " was changed elsewhere meanwhile.",
                    ]
                    .concat(),
                ),
                Err(error) => {
                    toaster.failure(&["Could not undo the change. ", &error.sentence()].concat());
                }
            }
        };
        crate::browser::spawn(Box::pin(undone));
    };
    toaster.success_with(&text, "Undo", undo);
}

/// Fields as a person calls them.
pub fn labels(fields: &[Field]) -> String {
    let labels: Vec<&str> = fields.iter().map(|field| field.label()).collect();
    labels.join(", ")
}
