//! API keys of an application.

use super::{Answering, Call, Client};
use meta_api::endpoint::{CREATE_API_KEY, DELETE_API_KEY, LIST_API_KEYS};
use meta_api::{ApiKey, ApiKeyValue, ApplicationId, Page, Paging};

impl Client {
    /// One page of an application's API keys.
    pub fn api_keys(self, application: &ApplicationId, paging: Paging) -> Answering<Page<ApiKey>> {
        let call = Call::new(&LIST_API_KEYS, &[application.as_str()]).query(paging.to_query());
        self.read(call)
    }

    /// Creates an API key and answers it.
    pub fn create_api_key(self, application: &ApplicationId) -> Answering<ApiKey> {
        self.read(Call::new(&CREATE_API_KEY, &[application.as_str()]))
    }

    /// Deletes an API key.
    pub fn delete_api_key(self, application: &ApplicationId, key: &ApiKeyValue) -> Answering<()> {
        let path = [application.as_str(), key.expose()];
        self.write(Call::new(&DELETE_API_KEY, &path))
    }
}
