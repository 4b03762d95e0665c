//! A layer between the browser and the real server that breaks what a journey tells it to break,
//! and records every request. It stands at an origin of its own: a console opened there has its
//! API on the same origin, one opened elsewhere reaches it across origins.

mod gate;
mod http;

pub use gate::Gate;
pub use http::Request;

use crate::{Server, until};
use http::{Answer, exchange, read_request};
use std::io::Write;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What happens to a request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// It reaches the server once the gate is open.
    Held(Gate),
    /// It reaches the server at once; the answer reaches the browser once the gate is open.
    AnswerHeld(Gate),
    /// The connection ends before the server has seen it.
    Dropped,
    /// The server does what it says, and the connection ends before the browser hears of it.
    AnswerLost,
    /// The server does what it says, and the browser hears this status instead.
    AnswerReplaced(u16),
    /// The connection ends in the middle of the answer's body.
    CutOff,
    /// The answer does not allow other origins to read it.
    WithoutCors,
    /// The answer allows other origins everything but this: a method, or a header.
    CorsLacks(&'static str),
    /// The answer has this header in place of its own.
    WithHeader(&'static str, String),
    /// Somebody in front of the server answers: status, headers, body.
    Answered(u16, Vec<(&'static str, String)>, String),
}

impl Fault {
    /// 429, asking for that many seconds of quiet.
    pub fn too_many_requests(seconds: u32) -> Self {
        let body = r#"{"error": "too_many_requests", "message": "too many requests"}"#;
        let mut headers = vec![("content-type", "application/json".to_owned())];
        headers.push(("retry-after", seconds.to_string()));
        Self::Answered(429, headers, body.to_owned())
    }

    /// A status with a body that is JSON, but says nothing.
    pub fn status(status: u16) -> Self {
        let headers = vec![("content-type", "application/json".to_owned())];
        Self::Answered(status, headers, "{}".to_owned())
    }

    /// A page for people, as a proxy or a sign-in portal sends it.
    pub fn page(status: u16, html: &str) -> Self {
        let headers = vec![("content-type", "text/html; charset=utf-8".to_owned())];
        Self::Answered(status, headers, html.to_owned())
    }
}

/// The layer. Dropping it lets everything through that it still holds.
pub struct Faults {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    server: String,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    rules: Vec<Rule>,
    requests: Vec<Request>,
    ended: bool,
}

struct Rule {
    method: String,
    path: String,
    left: usize,
    fault: Fault,
}

impl Rule {
    fn fits(&self, request: &Request) -> bool {
        let path = request.path();
        let path_fits = self.path.strip_suffix('*').map_or_else(
            || path == self.path,
            |beginning| path.starts_with(beginning),
        );
        self.left > 0 && path_fits && (self.method == "*" || self.method == request.method)
    }
}

impl Faults {
    /// Stands in front of a server, and lets everything through.
    pub fn before(server: &Server) -> Self {
        Self::at("127.0.0.1:0", server)
    }

    /// Like [`Faults::before`], at an address of one's choice, which has to be free.
    pub fn at(address: &str, server: &Server) -> Self {
        let listener = TcpListener::bind(address)
            .unwrap_or_else(|error| panic!("cannot listen on {address}: {error}"));
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            server: server.address().to_owned(),
            state: Mutex::default(),
        });
        let listening = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if listening.state.lock().unwrap().ended {
                    break;
                }
                let shared = Arc::clone(&listening);
                // A browser that closes early is no failure of the layer.
                thread::spawn(move || shared.serve(&stream).ok());
            }
        });
        Self { address, shared }
    }

    /// A URL of the console behind the layer.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// The base URL of the API behind the layer.
    pub fn base_url(&self) -> String {
        self.url("v0")
    }

    /// Does this to the next requests that fit and that no earlier rule takes. The method `*` is
    /// every method; a path is one of the API, without its query, and may end with `*`.
    pub fn next(&self, times: usize, method: &str, path: &str, fault: Fault) {
        self.shared.state.lock().unwrap().rules.push(Rule {
            method: method.to_owned(),
            path: format!("/v0/{path}"),
            left: times,
            fault,
        });
    }

    /// Does this to every request that fits, until [`Self::heal`].
    pub fn always(&self, method: &str, path: &str, fault: Fault) {
        self.next(usize::MAX, method, path, fault);
    }

    /// Holds the next request that fits, until the gate that it answers is opened.
    pub fn hold(&self, method: &str, path: &str) -> Gate {
        let gate = Gate::default();
        self.next(1, method, path, Fault::Held(gate.clone()));
        gate
    }

    /// Forgets all rules, and opens their gates.
    pub fn heal(&self) {
        self.shared.state.lock().unwrap().heal();
    }

    /// Every request to the API that has arrived, in order, also those that the server never saw.
    pub fn requests(&self) -> Vec<Request> {
        let state = self.shared.state.lock().unwrap();
        let of_the_api = |request: &&Request| request.path().starts_with("/v0/");
        state.requests.iter().filter(of_the_api).cloned().collect()
    }

    /// The last request for a path of the server outside of the API: `/healthz`.
    pub fn last_to(&self, path: &str) -> Option<Request> {
        let state = self.shared.state.lock().unwrap();
        let mut requests = state.requests.iter().rev();
        requests.find(|it| it.path() == path).cloned()
    }

    /// Those with this method and path, `*` as in [`Self::next`].
    pub fn requests_to(&self, method: &str, path: &str) -> Vec<Request> {
        let rule = Rule {
            method: method.to_owned(),
            path: format!("/v0/{path}"),
            left: 1,
            fault: Fault::Dropped,
        };
        let mut requests = self.requests();
        requests.retain(|request| rule.fits(request));
        requests
    }

    /// Every request that is no read, as `"PATCH /v0/applications/x"`: what must not be repeated.
    pub fn writes(&self) -> Vec<String> {
        let writes = self.requests().into_iter().filter(Request::is_write);
        writes
            .map(|request| format!("{} {}", request.method, request.target))
            .collect()
    }

    /// Waits until that many requests with this method and path have arrived.
    pub async fn sees(&self, times: usize, method: &str, path: &str) {
        until(&format!("not {times} × {method} {path}"), async || {
            let seen = self.requests_to(method, path).len();
            (seen >= times)
                .then_some(())
                .ok_or_else(|| format!("{seen}: {:#?}", self.requests()))
        })
        .await;
    }
}

impl Drop for Faults {
    fn drop(&mut self) {
        let mut state = self.shared.state.lock().unwrap();
        state.ended = true;
        state.heal();
        drop(state);
        // Wakes the thread that listens; it fails only when that has ended already.
        let _ = TcpStream::connect(self.address);
    }
}

impl State {
    fn heal(&mut self) {
        for rule in self.rules.drain(..) {
            if let Fault::Held(gate) | Fault::AnswerHeld(gate) = rule.fault {
                gate.open();
            }
        }
    }

    fn record(&mut self, request: &Request) -> Option<Fault> {
        self.requests.push(request.clone());
        let rule = self.rules.iter_mut().find(|rule| rule.fits(request))?;
        rule.left -= 1;
        Some(rule.fault.clone())
    }
}

impl Shared {
    fn serve(&self, browser: &TcpStream) -> std::io::Result<()> {
        let Some(request) = read_request(browser)? else {
            // Browsers open connections in advance, and may not use them.
            return Ok(());
        };
        let fault = self.state.lock().unwrap().record(&request);
        if let Some(answer) = self.answer(&request, fault)? {
            let mut browser = browser;
            browser.write_all(&answer.into_bytes())?;
        }
        browser.shutdown(Shutdown::Both)
    }

    /// What the browser gets; `None` is a connection that ends.
    fn answer(&self, request: &Request, fault: Option<Fault>) -> std::io::Result<Option<Answer>> {
        let ask = || exchange(&self.server, request);
        Ok(match fault {
            None => Some(ask()?),
            Some(Fault::Held(gate)) => {
                gate.pass();
                Some(ask()?)
            }
            Some(Fault::AnswerHeld(gate)) => {
                let answer = ask()?;
                gate.pass();
                Some(answer)
            }
            Some(Fault::Dropped) => None,
            Some(Fault::AnswerLost) => {
                ask()?;
                None
            }
            Some(Fault::AnswerReplaced(status)) => {
                ask()?;
                Some(Answer::new(request, status, &[], String::new()))
            }
            Some(Fault::CutOff) => Some(ask()?.cut_off()),
            Some(Fault::WithoutCors) => Some(ask()?.without_cors()),
            Some(Fault::CorsLacks(word)) => Some(ask()?.cors_lacks(word)),
            Some(Fault::WithHeader(name, value)) => Some(ask()?.with_header(name, &value)),
            Some(Fault::Answered(status, headers, body)) => {
                Some(Answer::new(request, status, &headers, body))
            }
        })
    }
}
