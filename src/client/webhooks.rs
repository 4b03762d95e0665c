//! Webhooks of an application.

use super::{Answering, Call, Client};
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
    ) -> Answering<WebHook> {
        self.read(Call::create_webhook(application, body))
    }

    /// Deletes a webhook.
    pub fn delete_webhook(self, application: &ApplicationId, id: &WebHookId) -> Answering<()> {
        self.write(Call::delete_webhook(application, id))
    }
}
