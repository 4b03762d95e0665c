//! Recorded answers in place of the API: `window.fetch` is replaced by a function that notes the
//! request and answers with a real `Response`.

use super::page::BASE_URL;
use super::{call, until};
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::AbortSignal;

/// A request as it would have left the browser.
#[derive(Clone, Debug)]
pub struct Request {
    /// Method and what follows the base URL: `GET /applications?page=1`.
    pub line: String,
    /// The whole URL.
    pub url: String,
    /// Lower-case names with values, in alphabetical order.
    pub headers: Vec<(String, String)>,
    /// The body, empty without one.
    pub body: String,
    /// `cache`, `credentials`, `redirect` and `referrerPolicy`.
    pub modes: [String; 4],
    /// `cors`, or `no-cors` for one whose answer stays hidden.
    pub mode: String,
    /// Tells whether it was aborted.
    pub signal: AbortSignal,
}

/// What the network answers.
pub struct Answer(Promise);

/// An answer that is on its way until it is released.
pub struct Held(Function);

type Routes = Rc<RefCell<Vec<(String, Vec<Answer>)>>>;

/// The network as the page sees it.
pub struct Network {
    requests: Rc<RefCell<Vec<Request>>>,
    routes: Routes,
}

impl Answer {
    /// An answer with this status and body.
    pub fn new(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let pairs: Array = headers
            .iter()
            .map(|(name, value)| Array::of2(&(*name).into(), &(*value).into()))
            .collect();
        let response = call(
            "const [status, headers, body] = arguments;
             return new Response(body === '' ? null : body, { status, headers });",
            &[status.into(), pairs.into(), body.into()],
        );
        Self(Promise::resolve(&response))
    }

    /// JSON.
    pub fn json(status: u16, body: &str) -> Self {
        Self::new(status, &[("content-type", "application/json")], body)
    }

    /// A success with JSON.
    pub fn ok(body: &str) -> Self {
        Self::json(200, body)
    }

    /// An error in the form of the API.
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        let body = format!(
            r#"{{"status_code":{status},"error_code":"{code}","message":"{message}","id":"r-77"}}"#
        );
        Self::json(status, &body)
    }

    /// A page of a proxy in front of the API.
    pub fn html(status: u16, body: &str) -> Self {
        Self::new(status, &[("content-type", "text/html")], body)
    }

    /// A redirect, of which `redirect: manual` shows nothing more.
    pub fn redirect() -> Self {
        let response = call(
            "return Object.defineProperties(new Response(), {
                 type: { value: 'opaqueredirect' }, status: { value: 0 }, ok: { value: false } })",
            &[],
        );
        Self(Promise::resolve(&response))
    }

    /// No answer: the connection is refused or lost before one.
    pub fn dropped() -> Self {
        Self(
            call(
                "return Promise.reject(new TypeError('Failed to fetch'))",
                &[],
            )
            .unchecked_into(),
        )
    }

    /// A connection that is lost in the middle of the answer.
    pub fn cut(beginning: &str) -> Self {
        let response = call(
            "const bytes = new TextEncoder().encode(arguments[0]);
             let sent = false;
             return new Response(new ReadableStream({ pull(stream) {
                 if (sent) stream.error(new TypeError('network error'));
                 else { sent = true; stream.enqueue(bytes); }
             } }));",
            &[beginning.into()],
        );
        Self(Promise::resolve(&response))
    }

    /// An answer that comes when the test says so.
    pub fn held() -> (Held, Self) {
        let mut release = None;
        let promise = Promise::new(&mut |resolve, _| release = Some(resolve));
        (Held(release.unwrap()), Self(promise))
    }
}

impl Held {
    /// Lets this be the answer.
    pub fn release(self, Answer(answer): Answer) {
        self.0.call1(&JsValue::NULL, &answer.into()).unwrap();
    }
}

impl Network {
    /// Takes the place of the network.
    pub fn new() -> Self {
        let network = Self {
            requests: Rc::default(),
            routes: Rc::default(),
        };
        let (requests, routes) = (Rc::clone(&network.requests), Rc::clone(&network.routes));
        let fetch =
            Closure::<dyn FnMut(JsValue, JsValue) -> Promise>::new(move |request, options| {
                let (requests, routes) = (Rc::clone(&requests), Rc::clone(&routes));
                future_to_promise(async move {
                    let request = read(request, options).await;
                    let answer = answer(&routes, &request);
                    requests.borrow_mut().push(request);
                    JsFuture::from(answer).await
                })
            });
        Reflect::set(&js_sys::global(), &"fetch".into(), &fetch.into_js_value()).unwrap();
        network
    }

    /// Answers a request, such as `GET /applications`, without looking at its query unless the
    /// line has one. Several answers are given one after the other, the last of them from then on.
    pub fn on(&self, line: &str, answer: Answer) -> &Self {
        let mut routes = self.routes.borrow_mut();
        match routes.iter_mut().find(|(known, _)| known == line) {
            Some((_, answers)) => answers.push(answer),
            None => routes.push((line.to_owned(), vec![answer])),
        }
        self
    }

    /// Answers a request like this from now on, whatever was its answer before.
    pub fn again(&self, line: &str, answer: Answer) -> &Self {
        self.routes.borrow_mut().retain(|(known, _)| known != line);
        self.on(line, answer)
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.borrow().clone()
    }

    /// How many requests like this were made so far.
    pub fn count(&self, line: &str) -> usize {
        self.requests
            .borrow()
            .iter()
            .filter(|it| fits(&it.line, line))
            .count()
    }

    /// Waits for the first request like this.
    pub async fn request(&self, line: &str) -> Request {
        until(&format!("no request {line:?}"), || self.count(line) > 0).await;
        let requests = self.requests.borrow();
        requests
            .iter()
            .find(|it| fits(&it.line, line))
            .unwrap()
            .clone()
    }
}

fn fits(asked: &str, line: &str) -> bool {
    asked == line || (!line.contains('?') && asked.split('?').next() == Some(line))
}

fn answer(routes: &Routes, request: &Request) -> Promise {
    let asked = request.line.as_str();
    let mut routes = routes.borrow_mut();
    // The longest line is the one with the query.
    let route = routes
        .iter_mut()
        .filter(|(line, _)| fits(asked, line))
        .max_by_key(|(line, _)| line.len());
    match route {
        Some((_, answers)) if answers.len() > 1 => answers.remove(0).0,
        Some((_, answers)) => {
            // A body can be read once: what is kept is copied.
            let copy =
                "return arguments[0].then(it => it.type === 'opaqueredirect' ? it : it.clone())";
            call(copy, &[answers[0].0.clone().into()]).unchecked_into()
        }
        // A server that nobody speaks of is not there.
        None if request.mode == "no-cors" => Answer::dropped().0,
        None => Answer::error(404, "not_found", &format!("no answer for {asked}")).0,
    }
}

async fn read(request: JsValue, options: JsValue) -> Request {
    let facts = call(
        "const request = new Request(...[...arguments].filter(it => it !== undefined));
         return request.clone().text().then(body => ({
             method: request.method, url: request.url, body,
             headers: [...request.headers], mode: request.mode,
             modes: [request.cache, request.credentials, request.redirect, request.referrerPolicy],
             signal: (arguments[0].signal ?? request.signal),
         }))",
        &[request, options],
    );
    let facts: Object = JsFuture::from(facts.unchecked_into::<Promise>())
        .await
        .unwrap()
        .unchecked_into();
    let get = |name: &str| Reflect::get(&facts, &name.into()).unwrap();
    let text = |value: JsValue| value.as_string().unwrap();
    let url = text(get("url"));
    let pair = |pair: JsValue| {
        let pair: Array = pair.unchecked_into();
        (text(pair.get(0)), text(pair.get(1)))
    };
    let modes: Array = get("modes").unchecked_into();
    Request {
        line: [
            &text(get("method")),
            " ",
            url.strip_prefix(BASE_URL).unwrap_or(&url),
        ]
        .concat(),
        mode: text(get("mode")),
        headers: get("headers")
            .unchecked_into::<Array>()
            .iter()
            .map(pair)
            .collect(),
        body: text(get("body")),
        modes: [0, 1, 2, 3].map(|it| text(modes.get(it))),
        signal: get("signal").unchecked_into(),
        url,
    }
}
