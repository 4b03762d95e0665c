//! Applications.

use super::writing::is_gone;
use super::{Answering, Call, Client, ClientError, Happened, Writing, patiently};
use meta_api::{
    Application, ApplicationId, ApplicationsQuery, CreateApplication, Page, PageNumber, Paging,
    UpdateApplication,
};

impl Client {
    /// One page of the account's applications.
    pub fn applications(self, query: ApplicationsQuery) -> Answering<Page<Application>> {
        self.read(Call::applications(query))
    }

    /// All applications, `most` of them at most: `take` gets page after page of 1,000. Waits whenever
    /// waiting helps, see [`super::wait_out`].
    ///
    /// # Errors
    /// Why the rest could not be read.
    pub async fn all_applications(
        self,
        most: u64,
        take: impl Fn(Page<Application>),
    ) -> Result<(), ClientError> {
        let mut known = 0;
        for page in (1..).map_while(PageNumber::new) {
            let paging = Paging::longest(page);
            let active = None;
            let page =
                patiently(&|| self.applications(ApplicationsQuery { active, paging })).await?;
            let (count, total) = (page.objects.len() as u64, page.total);
            known += count;
            take(page);
            if count == 0 || known >= total.min(most) {
                break;
            }
        }
        Ok(())
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
