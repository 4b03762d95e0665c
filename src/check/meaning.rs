//! Whether what answers is the API, and whether it accepts the key.

use super::answer::{Seen, Shape};
use super::{Finding, Scene, Verdict, fixes};
use crate::client::{ClientError, ErrorKind};

/// Whether what answers is the Meta API: it refuses a list without a key in its own form.
pub fn api(scene: &Scene, seen: &Seen) -> Finding {
    let status = seen.status;
    let failed = |evidence: String| Finding::new(Verdict::Failed, evidence).fix(fixes::api(scene));
    let quote = if seen.beginning.is_empty() {
        String::new()
    } else {
        format!(" It begins with: {}", seen.beginning)
    };
    match (seen.shape, status) {
        (_, 429) => Finding::new(
            Verdict::Unknown,
            "It answers that there are too many requests (429). Check again in a minute.",
        ),
        (Shape::Refusal, 401 | 403) => Finding::passed(format!(
            "It refuses a list without a key with {status}, in the form of the Meta API."
        )),
        (Shape::List, _) => Finding::new(
            Verdict::Warning,
            "It has the form of the Meta API, but answers a list without a key: something on the way \
             adds one, or anybody can read the account.",
        ),
        (Shape::Refusal, 404) => failed(
            "It answers like the Meta API, but has no list of applications below this address (404)."
                .to_owned(),
        ),
        (Shape::Refusal, _) => Finding::new(
            Verdict::Warning,
            format!("It answers like the Meta API, but with {status} in place of 401."),
        ),
        (Shape::OtherJson, _) => failed(format!(
            "It answers with {status} and JSON that is not of the Meta API."
        )),
        (Shape::NoJson, 502..=504) => failed(format!(
            "A proxy answers with {status}: it is there, and the API behind it is not.{quote}"
        )),
        (Shape::NoJson, _) => failed(format!(
            "It answers with {status} and no JSON: a page for people, or another service.{quote}"
        )),
    }
}

/// Whether the API accepts the key that opened the console.
pub fn key(answer: &Result<(), ClientError>) -> Finding {
    let error = match answer {
        Ok(()) => return Finding::passed("The API answers the list of applications to this key."),
        Err(error) => error,
    };
    let verdict = match error.kind {
        ErrorKind::Unauthorized | ErrorKind::Forbidden => {
            return Finding::new(Verdict::Failed, error.sentence()).fix(fixes::key());
        }
        ErrorKind::RateLimited { .. } | ErrorKind::Offline | ErrorKind::TimedOut { .. } => {
            Verdict::Unknown
        }
        _ => Verdict::Failed,
    };
    Finding::new(verdict, error.sentence())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::answer::tests::seen;
    use crate::check::tests::scene;

    #[test]
    fn the_api_is_what_refuses_in_its_own_form() {
        let refusal = r#"{"status_code":0,"message":"No.","error_code":"x"}"#;
        let list = r#"{"total":0,"objects":[]}"#;
        for (status, body, verdict) in [
            (401, refusal, Verdict::Passed),
            (404, refusal, Verdict::Failed),
            (500, refusal, Verdict::Warning),
            (429, refusal, Verdict::Unknown),
            (200, list, Verdict::Warning),
            (200, r#"{"hello":"world"}"#, Verdict::Failed),
            (401, r#"{"detail":"No."}"#, Verdict::Failed),
            (200, "<!doctype html>", Verdict::Failed),
            (502, "<html>", Verdict::Failed),
            (401, "", Verdict::Failed),
        ] {
            let scene = scene("https://a.example.com", "https://b.example.com/v0");
            let finding = api(&scene, &seen(status, body));
            assert_eq!(finding.verdict, verdict, "{status} {body}");
            assert_eq!(
                finding.fix.is_some(),
                verdict == Verdict::Failed,
                "{status} {body}"
            );
        }
    }

    #[test]
    fn a_refused_key_fails_and_a_busy_api_tells_nothing() {
        let verdict = |kind: ErrorKind| key(&Err(kind.into())).verdict;
        assert_eq!(key(&Ok(())).verdict, Verdict::Passed);
        assert_eq!(verdict(ErrorKind::Unauthorized), Verdict::Failed);
        assert_eq!(
            verdict(ErrorKind::RateLimited { retry_after: None }),
            Verdict::Unknown
        );
        assert_eq!(verdict(ErrorKind::Unreachable), Verdict::Failed);
    }
}
