//! The way to the API: its address, and whether anything answers there.

use super::answer::Contact;
use super::{Finding, Scene, Verdict, fixes};
use crate::client::{BaseUrl, is_mixed};
use meta_api::secret::masked;

/// An address as it may be shown: without user name and password, without a query, and without what
/// looks like a key.
pub fn shown_address(address: &str) -> String {
    let address = address.trim();
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme, rest)) => ([scheme, "://"].concat(), rest),
        None => (String::new(), address),
    };
    // Whatever stands before an @ may be a password, also where a slash is in it.
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    masked(&[&scheme, rest].concat(), |_| false)
}

/// Whether the address can be one.
pub fn address(address: &str) -> (Finding, Option<BaseUrl>) {
    match BaseUrl::parse(address) {
        Ok(base_url) => {
            let shown = shown_address(base_url.as_str());
            let finding = if base_url.as_str().ends_with("/v0") {
                Finding::passed(format!("{shown} is well-formed."))
            } else {
                Finding::new(
                    Verdict::Warning,
                    format!("{shown} is well-formed, but does not end in /v0, as addresses of this API do."),
                )
                .fix(fixes::address())
            };
            (finding, Some(base_url))
        }
        Err(sentence) => {
            let shown = shown_address(address);
            let shown = if shown.is_empty() {
                "There is no address".to_owned()
            } else {
                format!("“{shown}” is no address of an API")
            };
            let finding = Finding::new(Verdict::Failed, format!("{shown}. {sentence}"));
            (finding.fix(fixes::address()), None)
        }
    }
}

/// Whether the browser sends anything there.
pub fn mixed(scene: &Scene) -> Finding {
    let base_url = &scene.base_url;
    if is_mixed(scene.is_secure(), base_url) {
        return Finding::new(
            Verdict::Failed,
            "This page came over https: and the address is http:, so the browser sends nothing there.",
        )
        .fix(fixes::mixed(scene));
    }
    if !base_url.is_unencrypted() {
        return Finding::passed("The address is https:, which every page may ask.");
    }
    if base_url.is_loopback() {
        return Finding::passed("The address is http: on this machine, which browsers allow.");
    }
    Finding::new(
        Verdict::Warning,
        "Neither the page nor the address is encrypted. The browser allows it, but whoever is on the \
         way can read the developer key.",
    )
    .fix(fixes::mixed(scene))
}

/// Whether anything answers.
pub fn reachable(scene: &Scene, contact: &Contact) -> Finding {
    let host = scene.base_url.host();
    let failed =
        |evidence: String| Finding::new(Verdict::Failed, evidence).fix(fixes::unreachable(scene));
    match contact {
        Contact::Readable(seen) => {
            Finding::passed(format!("{host} answered with status {}.", seen.status))
        }
        Contact::Redirected => Finding::passed(format!("{host} answered, with a redirect.")),
        Contact::Hidden => Finding::passed(format!(
            "{host} answers. What it says is hidden from this page, see CORS."
        )),
        Contact::Silent => {
            let here = page_is_elsewhere(scene).then_some(
                " The address means the computer that this browser runs on, not the server that the \
                 page came from.",
            );
            failed(format!(
                "Nothing answers at {host}: the name is not known, nothing listens there, the \
                 connection is refused on the way, or the certificate is not trusted.{}",
                here.unwrap_or_default()
            ))
        }
        Contact::Late => failed(format!(
            "{host} did not answer within 10 seconds. Something on the way, such as a firewall, may \
             swallow what is sent."
        )),
        Contact::Offline => Finding::new(
            Verdict::Failed,
            "The browser says that it has no network. Connect to one, and check again.",
        ),
    }
}

/// Whether the address is this machine and the page came from another one.
fn page_is_elsewhere(scene: &Scene) -> bool {
    let page = BaseUrl::parse(&scene.origin);
    scene.base_url.is_loopback() && page.is_ok_and(|it| !it.is_loopback())
}

/// Whether it answers itself.
pub fn redirected(scene: &Scene, contact: &Contact) -> Finding {
    match contact {
        Contact::Redirected => Finding::new(
            Verdict::Failed,
            "The server points to another address, which the browser does not name to this page. The \
             console does not follow: the developer key is for this address alone.",
        )
        .fix(fixes::redirected(scene)),
        Contact::Hidden => Finding::new(
            Verdict::Unknown,
            "The browser hides the answer, and with it whether it is a redirect.",
        ),
        _ => Finding::passed("The server answers at this very address."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::answer::tests::seen;
    use crate::check::tests::scene;

    const PAGE: &str = "https://console.example.com";
    const API: &str = "https://api.example.com/v0";

    #[test]
    fn an_address_is_shown_without_anything_secret() {
        for (address, shown) in [
            (
                " https://mary:pass@api.example.com/v0 ",
                "https://api.example.com/v0",
            ),
            (
                "https://mary:pa/ss@api.example.com/v0",
                "https://api.example.com/v0",
            ),
            ("mary:pass@api.example.com", "api.example.com"),
            (
                "https://api.example.com/v0?key=VWUx7ujk4jXhP33exOy29r",
                "https://api.example.com/v0",
            ),
            (
                "https://api.example.com/VWUx7ujk4jXhP33exOy29r",
                "https://api.example.com/•••",
            ),
        ] {
            assert_eq!(shown_address(address), shown);
        }
    }

    #[test]
    fn an_address_that_is_none_says_why_and_keeps_the_password_to_itself() {
        let (finding, base_url) = address("https://mary:word@api.example.com/v0");
        assert_eq!((finding.verdict, base_url), (Verdict::Failed, None));
        assert!(
            finding.evidence.contains("Leave out the user name"),
            "{finding:?}"
        );
        assert!(!format!("{finding:?}").contains("word@"));
        let (finding, _) = address("");
        assert!(
            finding.evidence.starts_with("There is no address."),
            "{finding:?}"
        );
        let (finding, base_url) = address("https://api.example.com");
        assert_eq!(finding.verdict, Verdict::Warning);
        assert!(base_url.is_some());
        assert_eq!(address(API).0.verdict, Verdict::Passed);
    }

    #[test]
    fn plain_http_is_mixed_from_https_and_a_warning_from_http() {
        let verdict = |page, api| mixed(&scene(page, api)).verdict;
        assert_eq!(verdict(PAGE, "http://api.example.com/v0"), Verdict::Failed);
        assert_eq!(verdict(PAGE, "http://localhost:8080/v0"), Verdict::Passed);
        assert_eq!(verdict(PAGE, API), Verdict::Passed);
        assert_eq!(
            verdict("http://a.example.com", "http://api.example.com/v0"),
            Verdict::Warning
        );
    }

    #[test]
    fn the_way_to_an_api_ends_where_nothing_answers() {
        let scene_ = scene(PAGE, API);
        let verdict = |contact: &Contact| reachable(&scene_, contact).verdict;
        assert_eq!(
            verdict(&Contact::Readable(seen(401, "{}"))),
            Verdict::Passed
        );
        assert_eq!(verdict(&Contact::Hidden), Verdict::Passed);
        for contact in [Contact::Silent, Contact::Late, Contact::Offline] {
            assert_eq!(verdict(&contact), Verdict::Failed, "{contact:?}");
        }
        let here = reachable(&scene(PAGE, "http://127.0.0.1:8080/v0"), &Contact::Silent);
        assert!(here.evidence.contains("this browser runs on"), "{here:?}");
        assert!(
            !reachable(&scene_, &Contact::Silent)
                .evidence
                .contains("this browser runs on")
        );
    }

    #[test]
    fn a_redirect_fails_and_a_hidden_answer_may_be_one() {
        let verdict = |contact: &Contact| redirected(&scene(PAGE, API), contact).verdict;
        assert_eq!(verdict(&Contact::Redirected), Verdict::Failed);
        assert_eq!(verdict(&Contact::Hidden), Verdict::Unknown);
        assert_eq!(
            verdict(&Contact::Readable(seen(401, "{}"))),
            Verdict::Passed
        );
    }
}
