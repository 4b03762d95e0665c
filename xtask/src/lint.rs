//! Formatting, clippy, and the rules of this project that no tool knows.

use std::path::Path;

use anyhow::{Result, bail};

use crate::process::{cargo, command, output, run};
use crate::project::{Project, read};
use crate::style;
use crate::tools;

/// The crates that run on a machine; the console is looked at as WASM.
const NATIVE: [&str; 5] = ["meta-api", "meta-server", "e2e", "samples", "xtask"];

/// A word that, within one folder, stands only in files whose path begins with its home.
struct Place {
    word: &'static str,
    within: &'static str,
    home: &'static str,
    reason: &'static str,
}

const PLACES: [Place; 5] = [
    Place {
        word: "gloo_net",
        within: "src/",
        home: "src/client",
        reason: "only the client sees HTTP",
    },
    Place {
        word: "\"meta-console.session\"",
        within: "src/",
        home: "src/session",
        reason: "only the session keeps the developer key",
    },
    Place {
        word: "\"meta-console.draft",
        within: "src/",
        home: "src/drafts",
        reason: "only drafts keep what is typed",
    },
    Place {
        word: "sea_orm",
        within: "server/src/",
        home: "server/src/store",
        reason: "only the store sees SQL",
    },
    Place {
        word: "inner_html",
        within: "src/",
        home: "nowhere",
        reason: "text is text, never markup",
    },
];

pub fn check(project: &Project) -> Result<()> {
    check_rules(project)?;
    run(cargo(project).args(["fmt", "--all", "--check"]))?;
    let mut native = cargo(project);
    native.args(["clippy", "--all-targets"]);
    for name in NATIVE {
        native.args(["--package", name]);
    }
    run(native.args(["--", "--deny", "warnings"]))?;
    tools::install_target(project)?;
    run(cargo(project)
        .args([
            "clippy",
            "--all-targets",
            "--package",
            "meta-console",
            "--target",
            "wasm32-unknown-unknown",
        ])
        .args(["--", "--deny", "warnings"]))
}

/// Reads the project's own files, and lists everything that breaks a rule.
fn check_rules(project: &Project) -> Result<()> {
    let mut broken = Vec::new();
    for path in style::files(&project.root.join("style"))? {
        if !path.ends_with("tokens.css") {
            let text = read(&path)?;
            broken.extend(lines_with(
                &path,
                &text,
                is_colour,
                "a colour belongs in style/tokens.css",
            ));
        }
    }
    let listed = output(command("git", project).args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    for name in listed.lines() {
        let path = project.root.join(name);
        // Pictures are not text, and a deleted file is still listed until that is committed.
        let Ok(text) = read(&path) else { continue };
        broken.extend(lines_with(
            &path,
            &text,
            names_a_home,
            "a path of one machine",
        ));
        // src/boot.js runs before the program and reads some of what the program keeps.
        for rule in PLACES.iter().filter(|_| is_rust(&path)) {
            if name.starts_with(rule.within) && !name.starts_with(rule.home) {
                let breaks = |line: &str| line.contains(rule.word);
                broken.extend(lines_with(&path, &text, breaks, rule.reason));
            }
        }
    }
    if broken.is_empty() {
        return Ok(());
    }
    bail!("{}", broken.join("\n"))
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

fn lines_with(path: &Path, text: &str, breaks: impl Fn(&str) -> bool, rule: &str) -> Vec<String> {
    text.lines()
        .zip(1..)
        .filter(|(line, _)| breaks(line))
        .map(|(line, number)| format!("{}:{number}: {rule}: {}", path.display(), line.trim()))
        .collect()
}

/// `#abc`, `rgb(…)` and the other ways of writing a colour in CSS, except the system's own names
/// and colours computed from a property of the element.
fn is_colour(line: &str) -> bool {
    const FUNCTIONS: [&str; 8] = [
        "rgb(",
        "rgba(",
        "hsl(",
        "hsla(",
        "hwb(",
        "lab(",
        "lch(",
        "light-dark(",
    ];
    let line = line.split("/*").next().unwrap_or_default();
    let hex = line.split('#').skip(1).any(|rest| {
        let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
        let ends =
            !rest[digits..].starts_with(|next: char| next.is_alphanumeric() || "-_".contains(next));
        matches!(digits, 3 | 4 | 6 | 8) && ends
    });
    // An id selector like `#add` looks the same, but stands before the brace, not after a colon.
    let value = line
        .split_once(':')
        .is_some_and(|(_, value)| value.contains('#'));
    let computed = line.contains("var(");
    (hex && value) || (!computed && FUNCTIONS.iter().any(|function| line.contains(function)))
}

/// A path below somebody's home folder.
fn names_a_home(line: &str) -> bool {
    ["home", "Users", "root"].iter().any(|folder| {
        line.split(&format!("/{folder}/"))
            .skip(1)
            .any(|rest| rest.starts_with(|next: char| next.is_alphanumeric() || next == '.'))
            && !line.contains("http")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_seen_in_every_notation() {
        for line in [
            "color: #fff;",
            "  border: 1px solid #12345678;",
            "background: rgb(0 0 0 / 50%);",
            "fill: oklch(50% 0 0);",
        ] {
            assert!(is_colour(line), "{line}");
        }
        for line in [
            "color: var(--text);",
            "#add { top: 0 }",
            "/* see #123 */",
            "fill: currentColor;",
            "clip-path: url(#shape);",
            "color: oklch(42% 9% var(--hue));",
        ] {
            assert!(!is_colour(line), "{line}");
        }
    }

    #[test]
    fn a_home_folder_is_recognised() {
        let home = |name: &str| format!("see /{}/{name}/x", "home");
        assert!(names_a_home(&home("mary")));
        assert!(!names_a_home("see /home for more") && !names_a_home(&home("$USER")));
    }
}
