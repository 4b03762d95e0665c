//! The connection check: asks what there is to ask, in order, and hands what it saw to `check`, which
//! judges it.

use super::exchange::exchange;
use super::{BaseUrl, Call, Client, ClientError, decode, probe, reach};
use crate::browser;
use crate::check::{
    self, Contact, Finding, Outcome, PageFacts, Scene, Seen, Sizes, Spread, Step, Verdict,
};
use crate::session::Connection;
use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;
use meta_api::{Application, ApplicationsQuery, Page, PageNumber, PageSize, Paging};

/// How many answers may not come before no more are measured.
const LOST: usize = 2;

/// Takes what a step has found.
type Tell = Box<dyn Fn(Step, Finding)>;

/// What a check is about.
struct Examination {
    client: Client,
    scene: Scene,
    /// Of an open session with this very API.
    connection: Option<Connection>,
    tell: Tell,
}

impl Client {
    /// Checks the connection to an address, and tells step by step what it finds. With the session's
    /// own address, its key is tried, too. Nothing is changed at the API. Dropping the future aborts
    /// what is under way.
    pub fn examine(
        self,
        address: String,
        tell: impl Fn(Step, Finding) + 'static,
    ) -> LocalBoxFuture<'static, ()> {
        Box::pin(async move {
            let tell: Tell = Box::new(tell);
            let (finding, base_url) = check::address(&address);
            tell(Step::Address, finding);
            let (facts, tell) = if let Some(base_url) = base_url {
                self.examine_api(base_url, tell).await
            } else {
                for step in &Step::ALL[1..10] {
                    tell(*step, Finding::skipped("there is no address to ask"));
                }
                (page_facts().await.0, tell)
            };
            tell(Step::Headers, check::headers(&facts));
            tell(Step::Framed, check::framed(is_framed()));
        })
    }

    async fn examine_api(self, base_url: BaseUrl, tell: Tell) -> (PageFacts, Tell) {
        probe::note_requests();
        let connection = self.session.current();
        let examination = Examination {
            client: self,
            connection: connection.filter(|it| it.base_url == base_url),
            scene: Scene {
                base_url,
                origin: browser::origin(),
            },
            tell,
        };
        let sizes = examination.api().await;
        let (facts, files) = page_facts().await;
        if let Some(sizes) = sizes {
            let finding = check::compression(&examination.scene, &sizes, &files);
            (examination.tell)(Step::Compression, finding);
        }
        (facts, examination.tell)
    }
}

impl Examination {
    /// All steps that ask the API; `None` when it could not be asked.
    async fn api(&self) -> Option<Sizes> {
        let mixed = check::mixed(&self.scene);
        let stays = mixed.verdict == Verdict::Failed;
        (self.tell)(Step::Mixed, mixed);
        if stays {
            return self.skip(2, "the browser sends nothing there");
        }
        let contact = self.contact().await;
        (self.tell)(Step::Reachable, check::reachable(&self.scene, &contact));
        if matches!(contact, Contact::Silent | Contact::Late | Contact::Offline) {
            return self.skip(3, "nothing answers");
        }
        (self.tell)(Step::Redirects, check::redirected(&self.scene, &contact));
        let seen = match &contact {
            Contact::Readable(seen) => seen.clone(),
            Contact::Redirected => return self.skip(4, "the server points elsewhere"),
            _ => {
                let with_key = self.key().await.map(|it| it.is_ok());
                let cors = check::cors(&self.scene, &contact, &[], with_key);
                (self.tell)(Step::Cors, cors);
                return self.skip(5, "the browser hides the answers from this page");
            }
        };
        let mut answers = Vec::new();
        for ask in check::asks() {
            let outcome = probe::probe(&self.nowhere(), Some(&ask)).await;
            answers.push((ask, outcome));
        }
        let cors = check::cors(&self.scene, &contact, &answers, None);
        (self.tell)(Step::Cors, cors);
        let api = check::api(&self.scene, &seen);
        let is_api = api.verdict < Verdict::Failed;
        (self.tell)(Step::Api, api);
        if !is_api {
            return self.skip(6, "what answers is not the Meta API");
        }
        let accepted = self.say_key().await;
        self.measure(&seen, accepted).await
    }

    fn skip(&self, from: usize, why: &str) -> Option<Sizes> {
        for step in &Step::ALL[from..10] {
            (self.tell)(*step, Finding::skipped(why));
        }
        None
    }

    /// What a first request, which any page may send, runs into.
    async fn contact(&self) -> Contact {
        match probe::probe(&self.list(1), None).await {
            Outcome::Answered(seen) => Contact::Readable(seen),
            Outcome::Redirected => Contact::Redirected,
            Outcome::Late => Contact::Late,
            Outcome::Nothing if !browser::is_online() => Contact::Offline,
            Outcome::Nothing if self.scene.is_same_origin() => Contact::Silent,
            Outcome::Nothing if reach::answers(&self.list(1)).await => Contact::Hidden,
            Outcome::Nothing => Contact::Silent,
        }
    }

    /// Says whether the key is accepted, and answers it.
    async fn say_key(&self) -> bool {
        let answer = self.key().await;
        let finding = match &answer {
            Some(answer) => check::key(answer),
            None => Finding::skipped("the console is locked: unlock it to have the key tried"),
        };
        (self.tell)(Step::Key, finding);
        matches!(answer, Some(Ok(())))
    }

    /// Tries the key; `None` without one. A refusal locks nothing here: it is what is looked for.
    async fn key(&self) -> Option<Result<(), ClientError>> {
        let connection = self.connection()?;
        let answer = exchange(connection, &Call::check()).await;
        Some(match answer {
            Ok(answer) => decode::<Page<Application>>(&answer.body)
                .map(|_| ())
                .ok_or_else(|| ClientError::undecodable(answer.status, &answer.body)),
            Err(error) => Err(error),
        })
    }

    /// The connection whose key may be used: the console may have been locked meanwhile.
    fn connection(&self) -> Option<&Connection> {
        let now = self.client.session.current();
        self.connection
            .as_ref()
            .filter(|it| now.as_ref() == Some(*it))
    }

    async fn measure(&self, seen: &Seen, with_key: bool) -> Option<Sizes> {
        (self.tell)(Step::Clock, check::clock(&self.scene, seen));
        let spread = self.spread(with_key).await;
        (self.tell)(Step::Latency, check::latency(spread, with_key));
        let size = if with_key {
            PageSize::new(100).unwrap_or_default()
        } else {
            PageSize::new(1).unwrap_or_default()
        };
        let call = list(size);
        match self.connection().filter(|_| with_key) {
            // Whatever comes of it, the browser has noted how it was sent.
            Some(connection) => drop(exchange(connection, &call).await),
            None => drop(probe::probe(&call.url(self.scene.base_url.as_str()), None).await),
        }
        Some(probe::sizes(&call.url(self.scene.base_url.as_str())).await)
    }

    /// How long ten answers take, one after the other.
    async fn spread(&self, with_key: bool) -> Spread {
        let mut all = Vec::new();
        let lost = |all: &Vec<Option<u32>>| all.iter().filter(|it| it.is_none()).count();
        while all.len() < check::LATENCIES && lost(&all) < LOST {
            let began = probe::moment();
            let came = if let Some(connection) = self.connection().filter(|_| with_key) {
                let answer = exchange(connection, &Call::check()).await;
                answer.map_or_else(|error| error.status.is_some(), |_| true)
            } else {
                let outcome = probe::probe(&self.list(1), None).await;
                matches!(outcome, Outcome::Answered(_))
            };
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a positive number far below the largest one"
            )]
            let took = (probe::moment() - began).round() as u32;
            all.push(came.then_some(took));
        }
        Spread(all)
    }

    fn list(&self, size: u64) -> String {
        let size = PageSize::new(size).unwrap_or_default();
        list(size).url(self.scene.base_url.as_str())
    }

    /// A path at which nothing is, another one each time: browsers remember permissions by path.
    fn nowhere(&self) -> String {
        let number = browser::now() % 1_000_000 * 1_000 + u64::from(reach::random());
        let base_url = self.scene.base_url.as_str();
        format!("{base_url}/applications/connection-check-{number}")
    }
}

fn list(page_size: PageSize) -> Call {
    let page = PageNumber::FIRST;
    Call::applications(ApplicationsQuery {
        active: None,
        paging: Paging { page, page_size },
    })
}

/// What the page's own server sends, and whether it is compressed.
async fn page_facts() -> (PageFacts, Sizes) {
    let attribute = |selector: &str, name: &str| {
        let found = document().query_selector(selector).ok().flatten();
        found.and_then(|it| it.get_attribute(name))
    };
    let page = probe::own_file(&[&browser::base_path(), "/"].concat()).await;
    let mut sizes = page.as_ref().map_or(Sizes::Hidden, |it| it.1.clone());
    let mut file = None;
    if let Some(url) = attribute("link[rel=stylesheet]", "href")
        && let Some((headers, of_file)) = probe::own_file(&url).await
    {
        let name = url.rsplit('/').next().unwrap_or_default();
        file = Some((name.to_owned(), headers));
        sizes = of_file;
    }
    let facts = PageFacts {
        is_secure: browser::protocol() == "https:",
        page: page.map(|it| it.0),
        policy: attribute("meta[http-equiv=Content-Security-Policy]", "content"),
        referrer: attribute("meta[name=referrer]", "content"),
        file,
    };
    (facts, sizes)
}

/// Whether the page is shown inside another one.
fn is_framed() -> bool {
    let of = |name: &str| js_sys::Reflect::get(&window(), &name.into()).ok();
    of("top") != of("self")
}
