//! API keys of an application.

use super::{Answering, Call, Client, Happened, Writing};
use meta_api::{ApiKey, ApiKeyValue, ApplicationId, Page, PageNumber, Paging};

impl Client {
    /// One page of an application's API keys.
    pub fn api_keys(self, application: &ApplicationId, paging: Paging) -> Answering<Page<ApiKey>> {
        self.read(Call::api_keys(application, paging))
    }

    /// Creates an API key and answers it.
    pub fn create_api_key(self, application: &ApplicationId) -> Writing<ApiKey> {
        let id = application.clone();
        self.adding(
            Call::create_api_key(application),
            move |paging| self.api_keys(&id, paging),
            |_| true,
            "created",
        )
    }

    /// Deletes an API key.
    pub fn delete_api_key(self, application: &ApplicationId, key: &ApiKeyValue) -> Writing<()> {
        let (id, gone) = (application.clone(), key.clone());
        Writing {
            answer: self.write(Call::delete_api_key(application, key)),
            // The API has no request for a single key.
            look: Some(Box::new(move || {
                let answer = self.api_keys(&id, Paging::longest(PageNumber::FIRST));
                let gone = gone.clone();
                Box::pin(async move {
                    let page = answer.await?;
                    Ok(if page.objects.iter().any(|it| it.key == gone) {
                        Happened::No
                    } else if page.objects.len() as u64 == page.total {
                        Happened::Yes(())
                    } else {
                        Happened::Unknown
                    })
                })
            })),
            did: "deleted",
        }
    }
}
