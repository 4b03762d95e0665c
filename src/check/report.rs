//! The findings as text, to be sent to whoever runs the server.

use super::timing::milliseconds;
use super::{Finding, Step, Verdict};
use meta_api::secret::{MASK, masked};

/// How it went in one sentence.
pub fn summary(findings: &[(Step, Finding)]) -> String {
    let count = |verdict| findings.iter().filter(|it| it.1.verdict == verdict).count();
    let words = [
        (Verdict::Failed, "failed"),
        (Verdict::Warning, "with a warning"),
        (Verdict::Unknown, "that could not be told"),
        (Verdict::Skipped, "skipped"),
        (Verdict::Passed, "passed"),
    ];
    let parts: Vec<String> = words
        .into_iter()
        .map(|(verdict, word)| (count(verdict), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    format!("Done: {}.", parts.join(", "))
}

/// The whole report. `head` says what was checked from where; `key` is masked wherever it stands, and
/// so is everything that looks like a key.
pub fn report(head: &str, findings: &[(Step, Finding)], key: Option<&str>) -> String {
    let mut text = format!("{head}\n{}\n", summary(findings));
    for (number, (step, finding)) in (1..).zip(findings) {
        let line = format!("\n{number}. {}: {}\n", step.title(), finding.verdict.word());
        text.push_str(&line);
        indented(&mut text, "   ", &finding.evidence);
        for part in &finding.parts {
            let line = format!(
                "- {}: {}. {}",
                part.what,
                part.verdict.word(),
                part.evidence
            );
            indented(&mut text, "   ", &line);
        }
        if let Some(spread) = &finding.spread {
            let one = |it: &Option<u32>| it.map_or_else(|| "no answer".to_owned(), milliseconds);
            let all: Vec<String> = spread.0.iter().map(one).collect();
            indented(&mut text, "   ", &all.join(", "));
        }
        if let Some(fix) = &finding.fix {
            indented(&mut text, "   ", &["Fix: ", &fix.advice].concat());
            for (tool, lines) in &fix.lines {
                indented(&mut text, "   ", &[tool, ":"].concat());
                indented(&mut text, "     ", lines);
            }
        }
    }
    let text = match key {
        Some(key) if !key.is_empty() => text.replace(key, MASK),
        _ => text,
    };
    masked(&text, |_| false)
}

fn indented(text: &mut String, indent: &str, lines: &str) {
    for line in lines.lines() {
        let line = [indent, line].concat();
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Fix, Part, Spread};

    fn findings(evidence: &str) -> Vec<(Step, Finding)> {
        let cors = Finding {
            parts: vec![Part::new("DELETE", Verdict::Failed, "Not allowed.")],
            fix: Some(Fix {
                advice: "Allow it.".to_owned(),
                lines: vec![("nginx", "a {\n    b;\n}".to_owned())],
            }),
            ..Finding::new(Verdict::Failed, evidence)
        };
        let latency = Finding {
            spread: Some(Spread(vec![Some(3), None])),
            ..Finding::passed("Quick.")
        };
        vec![(Step::Cors, cors), (Step::Latency, latency)]
    }

    #[test]
    fn a_report_says_everything_that_the_dialog_says() {
        assert_eq!(
            report("Connection check", &findings("One is missing."), None),
            "Connection check\nDone: 1 failed, 1 passed.\n\n\
             1. CORS: Failed\n   One is missing.\n   - DELETE: Failed. Not allowed.\n   \
             Fix: Allow it.\n   nginx:\n     a {\n         b;\n     }\n\n\
             2. Latency: Passed\n   Quick.\n   3 ms, no answer\n"
        );
    }

    #[test]
    fn a_report_holds_no_key_whatever_was_seen() {
        let seen = "It begins with: key=plainword, VWUx7ujk4jXhP33exOy29r";
        let text = report(
            "of VWUx7ujk4jXhP33exOy29r",
            &findings(seen),
            Some("plainword"),
        );
        assert!(text.contains("key=•••, •••"), "{text}");
        assert!(
            !text.contains("plainword") && !text.contains("VWUx7"),
            "{text}"
        );
    }
}
