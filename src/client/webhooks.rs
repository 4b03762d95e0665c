//! Webhooks of an application.

use super::{Call, Client, ClientError};
use meta_api::endpoint::{CREATE_WEBHOOK, DELETE_WEBHOOK, LIST_WEBHOOKS, RETRIEVE_WEBHOOK};
use meta_api::{ApplicationId, CreateWebHook, Page, Paging, WebHook, WebHookId};

impl Client {
    /// One page of an application's webhooks.
    ///
    /// # Errors
    /// Whatever the request ran into.
    pub async fn webhooks(
        self,
        application: &ApplicationId,
        paging: Paging,
    ) -> Result<Page<WebHook>, ClientError> {
        let call = Call::new(&LIST_WEBHOOKS, &[application.as_str()]).query(paging.to_query());
        self.read(call).await
    }

    /// One webhook.
    ///
    /// # Errors
    /// Whatever the request ran into.
    pub async fn webhook(
        self,
        application: &ApplicationId,
        id: &WebHookId,
    ) -> Result<WebHook, ClientError> {
        let path = [application.as_str(), id.as_str()];
        self.read(Call::new(&RETRIEVE_WEBHOOK, &path)).await
    }

    /// Creates a webhook and answers it.
    ///
    /// # Errors
    /// Whatever the request ran into.
    pub async fn create_webhook(
        self,
        application: &ApplicationId,
        body: &CreateWebHook,
    ) -> Result<WebHook, ClientError> {
        self.read(Call::new(&CREATE_WEBHOOK, &[application.as_str()]).json(body))
            .await
    }

    /// Deletes a webhook.
    ///
    /// # Errors
    /// Whatever the request ran into.
    pub async fn delete_webhook(
        self,
        application: &ApplicationId,
        id: &WebHookId,
    ) -> Result<(), ClientError> {
        let path = [application.as_str(), id.as_str()];
        self.send(&Call::new(&DELETE_WEBHOOK, &path))
            .await
            .map(|_| ())
    }
}
