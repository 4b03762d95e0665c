//! The console's own page: what its server says about caching and safety, and where it is shown.

use super::{Finding, Part, Verdict, fixes};

/// Headers of an answer: lower-case names, and their values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers(pub Vec<(&'static str, String)>);

impl Headers {
    /// Those that are looked at.
    pub const NAMES: [&str; 7] = [
        "cache-control",
        "content-encoding",
        "content-security-policy",
        "referrer-policy",
        "strict-transport-security",
        "x-content-type-options",
        "x-frame-options",
    ];

    /// The value of one.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| *known == name)?;
        Some(&found.1)
    }
}

/// What is known of the page and of one of its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageFacts {
    /// Whether it came encrypted.
    pub is_secure: bool,
    /// What its server says with it; `None` without an answer.
    pub page: Option<Headers>,
    /// The policy that stands in the page itself.
    pub policy: Option<String>,
    /// The referrer policy that stands in the page itself.
    pub referrer: Option<String>,
    /// A file whose name changes with its content: its name, and what its server says with it.
    pub file: Option<(String, Headers)>,
}

/// Whether the page's server sends what keeps it safe and fresh.
pub fn headers(facts: &PageFacts) -> Finding {
    let Some(page) = &facts.page else {
        return Finding::new(
            Verdict::Unknown,
            "The page could not be asked for once more: its server does not answer.",
        );
    };
    let mut parts = vec![
        fresh(page),
        policy(page, facts.policy.as_deref()),
        frames(page),
        sniffing(page),
        referrer(page, facts.referrer.as_deref()),
    ];
    parts.extend(facts.is_secure.then(|| transport(page)));
    parts.extend(
        facts
            .file
            .as_ref()
            .map(|(name, headers)| kept(name, headers)),
    );
    let finding = Finding::of(parts, "What the server of this page sends with it.");
    if finding.verdict <= Verdict::Passed {
        finding
    } else {
        finding.fix(fixes::headers(facts.is_secure))
    }
}

fn fresh(page: &Headers) -> Part {
    let what = "Cache-Control of the page";
    let Some(value) = page.get("cache-control") else {
        return Part::new(
            what,
            Verdict::Warning,
            "Missing: browsers guess how long to keep the page, and may show an old version.",
        );
    };
    if directive(value, "no-cache") || directive(value, "no-store") || max_age(value) == Some(0) {
        return Part::new(what, Verdict::Passed, value);
    }
    let evidence = [
        value,
        ": a new version is not seen before that time is over.",
    ]
    .concat();
    Part::new(what, Verdict::Warning, evidence)
}

fn kept(name: &str, headers: &Headers) -> Part {
    const WEEK: u64 = 604_800;
    let what = "Cache-Control of its files";
    let value = headers.get("cache-control").unwrap_or("Missing");
    let quoted = [name, ": ", value].concat();
    if !has_hash(name) {
        let evidence = [
            name,
            ": its name carries no hash, so it must not be kept for long.",
        ]
        .concat();
        return Part::new(what, Verdict::Passed, evidence);
    }
    if directive(value, "immutable") || max_age(value).is_some_and(|it| it >= WEEK) {
        return Part::new(what, Verdict::Passed, quoted);
    }
    let evidence = [&quoted, ". Its name changes with its content: without “immutable” it is asked for again at every visit."].concat();
    Part::new(what, Verdict::Warning, evidence)
}

fn policy(page: &Headers, own: Option<&str>) -> Part {
    let what = "Content-Security-Policy";
    match (page.get(what_header(what)), own) {
        (Some(_), _) => Part::new(what, Verdict::Passed, "Sent with the page."),
        (None, Some(_)) => Part::new(
            what,
            Verdict::Passed,
            "Stands in the page itself, which is enough for all but frames.",
        ),
        (None, None) => Part::new(
            what,
            Verdict::Warning,
            "Missing: nothing limits what a script that got into the page could load and send.",
        ),
    }
}

fn what_header(what: &str) -> &'static str {
    Headers::NAMES
        .into_iter()
        .find(|it| it.eq_ignore_ascii_case(what))
        .unwrap_or_default()
}

fn frames(page: &Headers) -> Part {
    let what = "frame-ancestors";
    let policy = page.get("content-security-policy").unwrap_or_default();
    if policy.contains("frame-ancestors") {
        return Part::new(
            what,
            Verdict::Passed,
            "In the policy that is sent with the page.",
        );
    }
    match page.get("x-frame-options") {
        Some(value) => Part::new(what, Verdict::Passed, ["X-Frame-Options: ", value].concat()),
        None => Part::new(
            what,
            Verdict::Warning,
            "Missing, and no X-Frame-Options either: any site can show this page inside its own and \
             lead clicks to it. A policy in the page cannot forbid that, only a header can.",
        ),
    }
}

fn sniffing(page: &Headers) -> Part {
    let what = "X-Content-Type-Options";
    match page.get("x-content-type-options") {
        Some(value) if value.eq_ignore_ascii_case("nosniff") => {
            Part::new(what, Verdict::Passed, "nosniff")
        }
        _ => Part::new(
            what,
            Verdict::Warning,
            "Missing: a browser may take a file for what it is not. It should be nosniff.",
        ),
    }
}

fn referrer(page: &Headers, own: Option<&str>) -> Part {
    let what = "Referrer-Policy";
    match (page.get("referrer-policy"), own) {
        (Some(value), _) => Part::new(what, Verdict::Passed, value),
        (None, Some(value)) => Part::new(
            what,
            Verdict::Passed,
            [value, ", in the page itself"].concat(),
        ),
        (None, None) => Part::new(
            what,
            Verdict::Warning,
            "Missing: other sites may learn addresses of this console.",
        ),
    }
}

fn transport(page: &Headers) -> Part {
    let what = "Strict-Transport-Security";
    match page.get("strict-transport-security") {
        Some(value) => Part::new(what, Verdict::Passed, value),
        None => Part::new(
            what,
            Verdict::Warning,
            "Missing: the first visit by http: can be read and changed on the way.",
        ),
    }
}

fn directive(value: &str, name: &str) -> bool {
    value
        .split(',')
        .any(|it| it.trim().eq_ignore_ascii_case(name))
}

fn max_age(value: &str) -> Option<u64> {
    value
        .split(',')
        .find_map(|it| it.trim().strip_prefix("max-age=")?.parse().ok())
}

/// Whether a file's name changes with its content, as the build names them.
fn has_hash(name: &str) -> bool {
    name.split(['-', '_', '.']).any(|part| {
        (12..=16).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Whether the page is shown inside another one.
pub fn framed(is_framed: bool) -> Finding {
    if !is_framed {
        return Finding::passed("The page stands on its own and in no other page.");
    }
    Finding::new(
        Verdict::Warning,
        "This page is shown inside another page, which can lay something over it and lead your clicks. \
         Unlock it here only if you trust that page, and better in a tab of its own.",
    )
    .fix(fixes::framed())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> PageFacts {
        let page = Headers(vec![
            ("cache-control", "no-cache".to_owned()),
            (
                "content-security-policy",
                "default-src 'none'; frame-ancestors 'none'".to_owned(),
            ),
            ("x-content-type-options", "nosniff".to_owned()),
            ("referrer-policy", "no-referrer".to_owned()),
            ("strict-transport-security", "max-age=31536000".to_owned()),
        ]);
        let file = Headers(vec![(
            "cache-control",
            "public, max-age=31536000, immutable".to_owned(),
        )]);
        PageFacts {
            is_secure: true,
            page: Some(page),
            file: Some(("console-0123456789abcdef.css".to_owned(), file)),
            ..PageFacts::default()
        }
    }

    fn without(name: &str) -> Finding {
        let mut facts = full();
        facts.page.as_mut().unwrap().0.retain(|it| it.0 != name);
        headers(&facts)
    }

    fn warned(finding: &Finding) -> Vec<&str> {
        let parts = finding
            .parts
            .iter()
            .filter(|it| it.verdict == Verdict::Warning);
        parts.map(|it| it.what.as_str()).collect()
    }

    #[test]
    fn each_header_that_is_missing_is_named() {
        assert_eq!(headers(&full()).verdict, Verdict::Passed);
        for (name, parts) in [
            ("cache-control", vec!["Cache-Control of the page"]),
            (
                "content-security-policy",
                vec!["Content-Security-Policy", "frame-ancestors"],
            ),
            ("x-content-type-options", vec!["X-Content-Type-Options"]),
            ("referrer-policy", vec!["Referrer-Policy"]),
            (
                "strict-transport-security",
                vec!["Strict-Transport-Security"],
            ),
        ] {
            let finding = without(name);
            assert_eq!(finding.verdict, Verdict::Warning);
            assert_eq!(warned(&finding), parts);
            assert!(finding.fix.is_some());
        }
    }

    #[test]
    fn what_stands_in_the_page_itself_counts_but_not_for_frames() {
        let facts = PageFacts {
            page: Some(Headers::default()),
            policy: Some("default-src 'none'".to_owned()),
            referrer: Some("no-referrer".to_owned()),
            ..PageFacts::default()
        };
        let finding = headers(&facts);
        let expected = [
            "Cache-Control of the page",
            "frame-ancestors",
            "X-Content-Type-Options",
        ];
        assert_eq!(warned(&finding), expected);
    }

    #[test]
    fn a_page_that_is_kept_and_files_that_are_not_are_named() {
        let mut facts = full();
        facts.page.as_mut().unwrap().0[0].1 = "max-age=3600".to_owned();
        facts.file.as_mut().unwrap().1.0[0].1 = "no-cache".to_owned();
        let expected = ["Cache-Control of the page", "Cache-Control of its files"];
        assert_eq!(warned(&headers(&facts)), expected);
        facts.file.as_mut().unwrap().0 = "console.css".to_owned();
        assert_eq!(warned(&headers(&facts)), expected[..1]);
    }

    #[test]
    fn a_page_that_does_not_answer_any_more_tells_nothing() {
        assert_eq!(headers(&PageFacts::default()).verdict, Verdict::Unknown);
        assert_eq!(framed(false).verdict, Verdict::Passed);
        assert_eq!(framed(true).verdict, Verdict::Warning);
    }
}
