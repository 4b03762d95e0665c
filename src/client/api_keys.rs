//! API keys of an application.

use super::{Answering, Call, Client};
use meta_api::{ApiKey, ApiKeyValue, ApplicationId, Page, Paging};

impl Client {
    /// One page of an application's API keys.
    pub fn api_keys(self, application: &ApplicationId, paging: Paging) -> Answering<Page<ApiKey>> {
        self.read(Call::api_keys(application, paging))
    }

    /// Creates an API key and answers it.
    pub fn create_api_key(self, application: &ApplicationId) -> Answering<ApiKey> {
        self.read(Call::create_api_key(application))
    }

    /// Deletes an API key.
    pub fn delete_api_key(self, application: &ApplicationId, key: &ApiKeyValue) -> Answering<()> {
        self.write(Call::delete_api_key(application, key))
    }
}
