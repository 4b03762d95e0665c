//! Requests from the Explorer, whose answers are shown whatever they say.

use super::exchange::{Answer, Received, exchange, receive};
use super::journal::milliseconds_since;
use super::{Answering, Call, Client, ClientError, ErrorKind, Free};
use crate::browser::now;
use meta_api::Method;

/// The longest answer of which the journal keeps something, in bytes.
const NOTED: usize = 64 * 1_024;

/// An answer, whatever it says.
pub struct Explored {
    /// The HTTP status.
    pub status: u16,
    /// The headers that the browser shows.
    pub headers: Vec<(String, String)>,
    /// As it came.
    pub body: Vec<u8>,
    /// How long it took, in milliseconds.
    pub duration: u32,
    /// The API's id of the request.
    pub request_id: Option<String>,
}

impl Client {
    /// Sends a request once, and notes it in the journal. Other tabs are told of a change.
    ///
    /// The answer is an error only when there is none.
    pub fn explore(self, call: Call) -> Answering<Explored> {
        Box::pin(async move {
            let Some(connection) = self.session.current() else {
                return Err(ErrorKind::Unauthorized.into());
            };
            let started = now();
            let mut entry = self.journal.start(&connection, &call, false);
            let mut error = match receive(&connection, &call).await {
                Ok(received) => {
                    let duration = milliseconds_since(started);
                    let explored = Explored {
                        status: received.status,
                        headers: received.headers.entries().collect(),
                        request_id: received.headers.get("x-request-id"),
                        duration,
                        body: received.body,
                    };
                    let body = beginning(&explored.body);
                    entry.finish(&Received { body, ..received }.judged());
                    if !call.is_read() && explored.status < 300 {
                        self.tabs.say_changed();
                    }
                    return Ok(explored);
                }
                Err(error) => {
                    entry.finish(&Err(error.clone()));
                    let record = Some(entry.id());
                    ClientError { record, ..error }
                }
            };
            if error.kind == ErrorKind::Unreachable {
                error.kind = super::reach::diagnose(&connection.base_url).await;
            }
            Err(error)
        })
    }

    /// The OpenAPI document of the server, from its root, asked for without the key. It is no
    /// part of the API, so the journal does not note it.
    pub fn openapi(self) -> Answering<Vec<u8>> {
        let call = Call::free(Free {
            method: Method::Get,
            what: "Read the OpenAPI document",
            object: String::new(),
            path: "/openapi.json".to_owned(),
            query: String::new(),
            body: None,
            api_key: None,
            at_root: true,
        });
        Box::pin(async move {
            let connection = self.session.current();
            let connection = connection.ok_or(ErrorKind::Unauthorized)?;
            let Answer { body, .. } = exchange(&connection, &call).await?;
            Ok(body)
        })
    }
}

/// A body that is short enough to be looked at again, or nothing of it.
fn beginning(body: &[u8]) -> Vec<u8> {
    if body.len() <= NOTED {
        body.to_vec()
    } else {
        Vec::new()
    }
}
