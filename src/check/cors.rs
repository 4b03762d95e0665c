//! CORS: whether the server allows this page every method and header that the console uses.

use super::answer::{Contact, Outcome, Seen, Shape};
use super::{Finding, Part, Scene, Verdict, fixes};
use meta_api::Method;

/// A request that shows whether one thing is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What it shows: `PATCH`, or `Authorization`.
    pub what: &'static str,
    /// Its method.
    pub method: Method,
    /// Whether it carries a key, which is none.
    pub authorization: bool,
    /// Whether it carries a body and says that it is JSON.
    pub json: bool,
}

/// The requests, each with one thing that needs a permission: what fails is then known by its name.
/// (POST, and `Accept` with a media type, need none by the Fetch standard, but something on the way
/// may refuse them all the same.)
///
/// None of them can change anything: they carry no key or a made-up one, so the API answers 401
/// before it looks at anything else. Whoever let them pass would find an object that cannot be there,
/// since ids are the API's and have no dashes, and an empty body that no endpoint takes.
pub fn asks() -> [Ask; 5] {
    let bare = |what, method| Ask {
        what,
        method,
        authorization: false,
        json: false,
    };
    [
        bare("POST", Method::Post),
        bare("PATCH", Method::Patch),
        bare("DELETE", Method::Delete),
        Ask {
            authorization: true,
            ..bare("Authorization", Method::Get)
        },
        Ask {
            json: true,
            ..bare("Content-Type", Method::Post)
        },
    ]
}

/// What the answers show. `with_key` is whether a read with the real key could be read, where the
/// plain one could not.
pub fn cors(
    scene: &Scene,
    contact: &Contact,
    answers: &[(Ask, Outcome)],
    with_key: Option<bool>,
) -> Finding {
    let Contact::Readable(first) = contact else {
        return blocked(scene, with_key);
    };
    let mut parts = vec![
        Part::new("GET", Verdict::Passed, answered(first.status)),
        Part::new(
            "Accept",
            Verdict::Passed,
            "Needs no permission, and was sent with each request.",
        ),
    ];
    parts.extend(
        answers
            .iter()
            .map(|(ask, outcome)| part(scene, ask, outcome)),
    );
    parts.extend(exposed(scene, first));
    let evidence = if scene.is_same_origin() {
        "Page and API share an origin, so the browser asks for no permission. Every method was tried \
         all the same: without a valid key, and at a path where nothing is."
    } else {
        "The server allows this page to read its answers. Every method and header was tried without a \
         valid key, and at a path where nothing is: nothing can have changed."
    };
    let finding = Finding::of(parts, evidence);
    if finding.verdict <= Verdict::Passed {
        finding
    } else if scene.is_same_origin() {
        finding.fix(fixes::methods(scene))
    } else {
        finding.fix(fixes::cors(scene))
    }
}

fn blocked(scene: &Scene, with_key: Option<bool>) -> Finding {
    let origin = &scene.origin;
    let evidence = if with_key == Some(true) {
        "The server allows this page to read successes, but not refusals: its proxy adds the CORS \
         headers to good answers only (nginx: without “always”). The console then cannot tell a \
         refused key from a broken connection."
            .to_owned()
    } else {
        format!(
            "The server answers, but not with Access-Control-Allow-Origin: {origin}, so the browser \
             withholds every answer. A redirect without that header looks the same: check whether the \
             address begins with https: and has the right path."
        )
    };
    let finding = Finding::new(Verdict::Failed, evidence);
    finding.fix(fixes::cors(scene))
}

fn part(scene: &Scene, ask: &Ask, outcome: &Outcome) -> Part {
    let is_header = ask.authorization || ask.json;
    let (verdict, evidence) = match outcome {
        Outcome::Answered(seen) if refused_on_the_way(seen) => (
            Verdict::Warning,
            format!(
                "Answered with {} by something that is not the API: it may refuse this.",
                seen.status
            ),
        ),
        Outcome::Answered(seen) => (Verdict::Passed, answered(seen.status)),
        Outcome::Redirected => (Verdict::Warning, "Answered with a redirect.".to_owned()),
        Outcome::Late => (Verdict::Unknown, "No answer in time.".to_owned()),
        Outcome::Nothing if scene.is_same_origin() => (
            Verdict::Failed,
            "The connection ends without an answer: something on the way refuses it.".to_owned(),
        ),
        Outcome::Nothing => {
            let list = if is_header {
                "Access-Control-Allow-Headers"
            } else if ask.method == Method::Post {
                // It needs no permission: its answer is not for this page, or there is none.
                "The answer has no Access-Control-Allow-Origin"
            } else {
                "Access-Control-Allow-Methods"
            };
            let evidence = if list.contains(' ') {
                [list, ", or there is none."].concat()
            } else {
                ["Not allowed: it is not in ", list, "."].concat()
            };
            (Verdict::Failed, evidence)
        }
    };
    Part::new(ask.what, verdict, evidence)
}

/// Whether a proxy or a filter in front of the API answered, and not with a success.
fn refused_on_the_way(seen: &Seen) -> bool {
    seen.shape == Shape::NoJson && matches!(seen.status, 400.. if seen.status != 404)
}

fn answered(status: u16) -> String {
    ["Allowed: answered with ", &status.to_string(), "."].concat()
}

/// The headers that the console reads. One that is not there cannot be told from one that is hidden.
fn exposed(scene: &Scene, first: &Seen) -> Vec<Part> {
    if scene.is_same_origin() {
        return Vec::new();
    }
    let readable = |what, can: bool, without| {
        if can {
            Part::new(what, Verdict::Passed, "Can be read.")
        } else {
            let evidence = [
                "Not sent, or not in Access-Control-Expose-Headers: ",
                without,
            ]
            .concat();
            Part::new(what, Verdict::Warning, evidence)
        }
    };
    vec![
        readable(
            "X-Request-Id",
            first.request_id,
            "requests are listed without the id under which the server's log has them.",
        ),
        readable(
            "Date",
            first.date.is_some(),
            "the two clocks cannot be compared.",
        ),
        Part::new(
            "Retry-After",
            Verdict::Passed,
            "Comes only with 429, so that was not tried. Without it the console waits 10 seconds.",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::answer::tests::seen;
    use crate::check::tests::scene;

    const REFUSAL: &str = r#"{"status_code":401,"message":"No.","error_code":"unauthorized"}"#;

    fn elsewhere() -> Scene {
        scene("https://console.example.com", "https://api.example.com/v0")
    }

    fn refusal() -> Seen {
        Seen {
            date: Some(0),
            ..seen(401, REFUSAL)
        }
    }

    fn tried(outcome: impl Fn(&Ask) -> Outcome) -> Vec<(Ask, Outcome)> {
        asks()
            .into_iter()
            .map(|it| (it.clone(), outcome(&it)))
            .collect()
    }

    fn found(scene: &Scene, outcome: impl Fn(&Ask) -> Outcome) -> Finding {
        cors(scene, &Contact::Readable(refusal()), &tried(outcome), None)
    }

    fn of(finding: &Finding, what: &str) -> Verdict {
        finding
            .parts
            .iter()
            .find(|it| it.what == what)
            .unwrap()
            .verdict
    }

    #[test]
    fn every_method_and_header_has_its_own_verdict() {
        let all = found(&elsewhere(), |_| Outcome::Answered(refusal()));
        assert_eq!(all.verdict, Verdict::Passed, "{all:?}");
        assert_eq!(all.fix, None);
        for what in ["POST", "PATCH", "DELETE", "Authorization", "Content-Type"] {
            let finding = found(&elsewhere(), |ask| {
                if ask.what == what {
                    Outcome::Nothing
                } else {
                    Outcome::Answered(refusal())
                }
            });
            assert_eq!(finding.verdict, Verdict::Failed);
            let failed: Vec<_> = finding
                .parts
                .iter()
                .filter(|it| it.verdict == Verdict::Failed)
                .collect();
            assert!(
                matches!(&failed[..], [part] if part.what == what),
                "{failed:?}"
            );
        }
    }

    #[test]
    fn the_fix_names_the_pages_origin_for_every_server() {
        let finding = cors(&elsewhere(), &Contact::Hidden, &[], None);
        assert_eq!(finding.verdict, Verdict::Failed);
        let lines = finding.fix.unwrap().lines;
        assert_eq!(
            lines.iter().map(|it| it.0).collect::<Vec<_>>(),
            ["meta-server", "nginx", "Caddy"]
        );
        for (tool, text) in lines {
            assert!(
                text.contains("https://console.example.com"),
                "{tool}: {text}"
            );
        }
    }

    #[test]
    fn successes_that_can_be_read_point_to_headers_that_refusals_lack() {
        let finding = cors(&elsewhere(), &Contact::Hidden, &[], Some(true));
        assert!(finding.evidence.contains("“always”"), "{finding:?}");
    }

    #[test]
    fn a_proxy_that_refuses_a_method_is_not_the_api() {
        let scene = scene("https://api.example.com", "https://api.example.com/v0");
        let finding = found(&scene, |ask| {
            Outcome::Answered(if ask.what == "DELETE" {
                seen(405, "<html>")
            } else {
                refusal()
            })
        });
        assert_eq!(of(&finding, "DELETE"), Verdict::Warning);
        assert_eq!(of(&finding, "PATCH"), Verdict::Passed);
    }

    #[test]
    fn headers_that_cannot_be_read_are_a_warning() {
        let first = Seen {
            date: None,
            ..refusal()
        };
        let answers = tried(|_| Outcome::Answered(refusal()));
        let finding = cors(&elsewhere(), &Contact::Readable(first), &answers, None);
        assert_eq!(finding.verdict, Verdict::Warning);
        assert_eq!(of(&finding, "Date"), Verdict::Warning);
    }

    #[test]
    fn no_question_carries_anything_that_could_work() {
        for ask in asks() {
            assert!(ask.method == Method::Get || !ask.authorization, "{ask:?}");
        }
    }
}
