//! Building the console for production, unless what is built is still right.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::compress::files;
use crate::process::{self, step};
use crate::project::Project;
use crate::tools::Tools;

/// Everything that decides what the built console looks like.
const FILES: [&str; 6] = [
    "build.rs",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "index.html",
    ".cargo/config.toml",
];
const FOLDERS: [&str; 4] = ["src", "style", "api", "xtask"];
/// Lies in the built folder, so it goes when trunk replaces what is there.
const STAMP: &str = ".inputs";

/// How much is said while the console is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Output {
    Steps,
    Everything,
}

/// Builds the console in release mode for that public URL. The tools must be installed.
pub fn build(
    project: &Project,
    tools: &Tools,
    folder: &Path,
    public_url: &str,
    said: Output,
) -> Result<()> {
    let fingerprint = fingerprint(&project.root, public_url)?;
    let stamp = folder.join(STAMP);
    if fs::read_to_string(&stamp).is_ok_and(|old| old == fingerprint) {
        return Ok(());
    }
    let mut trunk = tools.trunk(project)?;
    trunk
        .args(["build", "--release", "--features", "split"])
        .args(["--public-url", public_url, "--dist"])
        .arg(folder);
    match said {
        Output::Steps => step(project, "Build the console", &mut trunk)?,
        Output::Everything => process::run(&mut trunk)?,
    }
    fs::write(&stamp, fingerprint).with_context(|| format!("cannot write {}", stamp.display()))
}

/// A digest of every input by path and content.
fn fingerprint(root: &Path, public_url: &str) -> Result<String> {
    let mut paths: Vec<PathBuf> = FILES.iter().map(|name| root.join(name)).collect();
    for folder in FOLDERS {
        paths.extend(files(&root.join(folder))?);
    }
    let mut digest = Sha256::new_with_prefix(public_url);
    for path in paths {
        let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = path.strip_prefix(root)?.as_os_str().as_encoded_bytes();
        // Lengths keep the end of one part from passing as the beginning of the next.
        for part in [name, &content] {
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        }
    }
    Ok(format!("{:x}", digest.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    fn checkout() -> Scratch {
        let root = Scratch::new("console").unwrap();
        for folder in FOLDERS.iter().chain(&[".cargo"]) {
            fs::create_dir(root.path().join(folder)).unwrap();
        }
        for file in FILES {
            fs::write(root.path().join(file), "").unwrap();
        }
        fs::write(root.path().join("src/app.rs"), "one").unwrap();
        root
    }

    #[test]
    fn the_fingerprint_follows_content_names_and_public_url() {
        let root = checkout();
        let now = || fingerprint(root.path(), "/").unwrap();
        let first = now();
        assert_eq!(first, now());
        assert_ne!(first, fingerprint(root.path(), "/sub/").unwrap());
        fs::write(root.path().join("src/app.rs"), "two").unwrap();
        let edited = now();
        assert_ne!(first, edited);
        fs::rename(
            root.path().join("src/app.rs"),
            root.path().join("src/main.rs"),
        )
        .unwrap();
        assert_ne!(edited, now());
    }

    #[test]
    fn a_file_that_says_nothing_about_the_console_changes_nothing() {
        let root = checkout();
        let before = fingerprint(root.path(), "/").unwrap();
        fs::write(root.path().join("README.md"), "new").unwrap();
        fs::write(root.path().join("src/.editor"), "new").unwrap();
        assert_eq!(before, fingerprint(root.path(), "/").unwrap());
    }
}
