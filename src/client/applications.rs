//! Applications.

use super::{Answering, Call, Client};
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
    pub fn create_application(self, body: &CreateApplication) -> Answering<Application> {
        self.read(Call::create_application(body))
    }

    /// Changes an application and answers what it is now.
    pub fn update_application(
        self,
        id: &ApplicationId,
        body: &UpdateApplication,
    ) -> Answering<Application> {
        self.read(Call::update_application(id, body))
    }

    /// Deletes an application with its API keys and webhooks.
    pub fn delete_application(self, id: &ApplicationId) -> Answering<()> {
        self.write(Call::delete_application(id))
    }
}
