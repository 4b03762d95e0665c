//! Webhooks of an application.

use super::writing::is_gone;
use super::{Answering, Call, Client, Writing};
use meta_api::{ApplicationId, CreateWebHook, Page, Paging, WebHook, WebHookId};

impl Client {
    /// One page of an application's webhooks.
    pub fn webhooks(self, application: &ApplicationId, paging: Paging) -> Answering<Page<WebHook>> {
        self.read(Call::webhooks(application, paging))
    }

    /// One webhook.
    pub fn webhook(self, application: &ApplicationId, id: &WebHookId) -> Answering<WebHook> {
        self.read(Call::webhook(application, id))
    }

    /// Creates a webhook and answers it.
    pub fn create_webhook(
        self,
        application: &ApplicationId,
        body: &CreateWebHook,
    ) -> Writing<WebHook> {
        let (id, url) = (application.clone(), body.url.as_str().to_owned());
        self.adding(
            Call::create_webhook(application, body),
            move |paging| self.webhooks(&id, paging),
            move |it| it.url.as_str() == url,
            "added",
        )
    }

    /// Deletes a webhook.
    pub fn delete_webhook(self, application: &ApplicationId, id: &WebHookId) -> Writing<()> {
        let (app, gone) = (application.clone(), id.clone());
        Writing {
            answer: self.write(Call::delete_webhook(application, id)),
            look: Some(Box::new(move || {
                Box::pin(is_gone(self.webhook(&app, &gone)))
            })),
            did: "deleted",
        }
    }
}
