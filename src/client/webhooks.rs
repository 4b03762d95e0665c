//! Webhooks of an application.

use super::{Answering, Call, Client};
use meta_api::endpoint::{CREATE_WEBHOOK, DELETE_WEBHOOK, LIST_WEBHOOKS, RETRIEVE_WEBHOOK};
use meta_api::{ApplicationId, CreateWebHook, Page, Paging, WebHook, WebHookId};

impl Client {
    /// One page of an application's webhooks.
    pub fn webhooks(self, application: &ApplicationId, paging: Paging) -> Answering<Page<WebHook>> {
        let call = Call::new(&LIST_WEBHOOKS, &[application.as_str()]).query(paging.to_query());
        self.read(call)
    }

    /// One webhook.
    pub fn webhook(self, application: &ApplicationId, id: &WebHookId) -> Answering<WebHook> {
        let path = [application.as_str(), id.as_str()];
        self.read(Call::new(&RETRIEVE_WEBHOOK, &path))
    }

    /// Creates a webhook and answers it.
    pub fn create_webhook(
        self,
        application: &ApplicationId,
        body: &CreateWebHook,
    ) -> Answering<WebHook> {
        self.read(Call::new(&CREATE_WEBHOOK, &[application.as_str()]).json(body))
    }

    /// Deletes a webhook.
    pub fn delete_webhook(self, application: &ApplicationId, id: &WebHookId) -> Answering<()> {
        let path = [application.as_str(), id.as_str()];
        self.write(Call::new(&DELETE_WEBHOOK, &path))
    }
}
