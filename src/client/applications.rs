//! Applications.

use super::{Call, Client, ClientError};
use meta_api::endpoint::{
    CREATE_APPLICATION, DELETE_APPLICATION, LIST_APPLICATIONS, RETRIEVE_APPLICATION,
    UPDATE_APPLICATION,
};
use meta_api::{
    Application, ApplicationId, ApplicationsQuery, CreateApplication, Page, UpdateApplication,
};

impl Client {
    /// One page of the account's applications.
    ///
    /// # Errors
    /// Whatever the request ran into.
    pub async fn applications(
        self,
        query: ApplicationsQuery,
    ) -> Result<Page<Application>, ClientError> {
        self.read(Call::new(&LIST_APPLICATIONS, &[]).query(query.to_query()))
            .await
    }

    /// One application.
    ///
    /// # Errors
    /// Whatever the request ran into.
    pub async fn application(self, id: &ApplicationId) -> Result<Application, ClientError> {
        self.read(Call::new(&RETRIEVE_APPLICATION, &[id.as_str()]))
            .await
    }

    /// Creates an application and answers it.
    ///
    /// # Errors
    /// Whatever the request ran into.
    pub async fn create_application(
        self,
        body: &CreateApplication,
    ) -> Result<Application, ClientError> {
        self.read(Call::new(&CREATE_APPLICATION, &[]).json(body))
            .await
    }

    /// Changes an application and answers what it is now.
    ///
    /// # Errors
    /// Whatever the request ran into.
    pub async fn update_application(
        self,
        id: &ApplicationId,
        body: &UpdateApplication,
    ) -> Result<Application, ClientError> {
        self.read(Call::new(&UPDATE_APPLICATION, &[id.as_str()]).json(body))
            .await
    }

    /// Deletes an application with its API keys and webhooks.
    ///
    /// # Errors
    /// Whatever the request ran into.
    pub async fn delete_application(self, id: &ApplicationId) -> Result<(), ClientError> {
        self.send(&Call::new(&DELETE_APPLICATION, &[id.as_str()]))
            .await
            .map(|_| ())
    }
}
