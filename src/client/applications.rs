//! Applications.

use super::writing::is_gone;
use super::{Answering, Call, Client, Happened, Writing};
use meta_api::{
    Application, ApplicationId, ApplicationsQuery, CreateApplication, Page, UpdateApplication,
};

impl Client {
    /// One page of the account's applications.
    pub fn applications(self, query: ApplicationsQuery) -> Answering<Page<Application>> {
        self.read(Call::applications(query))
    }

    /// One application.
    pub fn application(self, id: &ApplicationId) -> Answering<Application> {
        self.read(Call::application(id))
    }

    /// Creates an application and answers it.
    pub fn create_application(self, body: &CreateApplication) -> Writing<Application> {
        let name = body.name.clone();
        let active = None;
        self.adding(
            Call::create_application(body),
            move |paging| self.applications(ApplicationsQuery { active, paging }),
            move |it| it.name == name,
            "created",
        )
    }

    /// Changes an application and answers what it is now.
    pub fn update_application(
        self,
        id: &ApplicationId,
        body: &UpdateApplication,
    ) -> Writing<Application> {
        let (look_at, sent) = (id.clone(), body.clone());
        Writing {
            answer: self.read(Call::update_application(id, body)),
            look: Some(Box::new(move || {
                let answer = self.application(&look_at);
                let sent = sent.clone();
                Box::pin(async move {
                    let now = answer.await?;
                    Ok(if sent.is_met_by(&now) {
                        Happened::Yes(now)
                    } else {
                        Happened::No
                    })
                })
            })),
            did: "saved",
        }
    }

    /// Deletes an application with its API keys and webhooks.
    pub fn delete_application(self, id: &ApplicationId) -> Writing<()> {
        let gone = id.clone();
        Writing {
            answer: self.write(Call::delete_application(id)),
            look: Some(Box::new(move || Box::pin(is_gone(self.application(&gone))))),
            did: "deleted",
        }
    }
}
