//! API keys of an application.

use super::{Call, Client, ClientError};
use meta_api::endpoint::{CREATE_API_KEY, DELETE_API_KEY, LIST_API_KEYS};
use meta_api::{ApiKey, ApiKeyValue, ApplicationId, Page, Paging};

impl Client {
    /// One page of an application's API keys.
    ///
    /// # Errors
    /// Whatever the request ran into.
    pub async fn api_keys(
        self,
        application: &ApplicationId,
        paging: Paging,
    ) -> Result<Page<ApiKey>, ClientError> {
        let call = Call::new(&LIST_API_KEYS, &[application.as_str()]).query(paging.to_query());
        self.read(call).await
    }

    /// Creates an API key and answers it.
    ///
    /// # Errors
    /// Whatever the request ran into.
    pub async fn create_api_key(self, application: &ApplicationId) -> Result<ApiKey, ClientError> {
        self.read(Call::new(&CREATE_API_KEY, &[application.as_str()]))
            .await
    }

    /// Deletes an API key.
    ///
    /// # Errors
    /// Whatever the request ran into.
    pub async fn delete_api_key(
        self,
        application: &ApplicationId,
        key: &ApiKeyValue,
    ) -> Result<(), ClientError> {
        let path = [application.as_str(), key.expose()];
        self.send(&Call::new(&DELETE_API_KEY, &path))
            .await
            .map(|_| ())
    }
}
