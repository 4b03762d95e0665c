//! Applications.

use super::{Answering, Call, Client};
use meta_api::endpoint::{
    CREATE_APPLICATION, DELETE_APPLICATION, LIST_APPLICATIONS, RETRIEVE_APPLICATION,
    UPDATE_APPLICATION,
};
use meta_api::{
    Application, ApplicationId, ApplicationsQuery, CreateApplication, Page, UpdateApplication,
};

impl Client {
    /// One page of the account's applications.
    pub fn applications(self, query: ApplicationsQuery) -> Answering<Page<Application>> {
        self.read(Call::new(&LIST_APPLICATIONS, &[]).query(query.to_query()))
    }

    /// One application.
    pub fn application(self, id: &ApplicationId) -> Answering<Application> {
        self.read(Call::new(&RETRIEVE_APPLICATION, &[id.as_str()]))
    }

    /// Creates an application and answers it.
    pub fn create_application(self, body: &CreateApplication) -> Answering<Application> {
        self.read(Call::new(&CREATE_APPLICATION, &[]).json(body))
    }

    /// Changes an application and answers what it is now.
    pub fn update_application(
        self,
        id: &ApplicationId,
        body: &UpdateApplication,
    ) -> Answering<Application> {
        self.read(Call::new(&UPDATE_APPLICATION, &[id.as_str()]).json(body))
    }

    /// Deletes an application with its API keys and webhooks.
    pub fn delete_application(self, id: &ApplicationId) -> Answering<()> {
        self.write(Call::new(&DELETE_APPLICATION, &[id.as_str()]))
    }
}
