//! Splits a console that was built with the feature `split`: what the first list does not need
//! becomes a WASM file of its own, fetched when it is first asked for (src/lazy.rs).
//!
//! `wasm-split-cli` works on what the compiler wrote, before wasm-bindgen: so wasm-bindgen runs
//! again here, and its result takes the place of what trunk has staged.
//!
//! trunk's hash is of what comes before all that. So the names get one of what is served: whatever
//! changes a byte of it, a tool included, changes them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::compress::files;
use crate::process::{command, run};
use crate::project::{Project, read};
use crate::tools::Tools;

/// The name of the console's files, before trunk's hash.
const NAME: &str = "meta-console";
const LINK: &str = "__wasm_split.js";
/// The part's name stands in src/lazy.rs.
const REST: &str = "split_rest.wasm";

/// Splits the staged console, if it was built for that, and shrinks every WASM file and its glue,
/// which trunk's own minifier cannot read. Answers the page with the new names.
pub fn split(
    project: &Project,
    tools: &Tools,
    staging: &Path,
    public_url: &str,
    page: String,
) -> Result<String> {
    let staged = Staged::find(staging)?;
    // What the compiler wrote imports the other files under a placeholder of this name.
    let page = if read(&staged.glue())?.contains("__wasm_split") {
        let parts = Parts::make(project, tools, staged.hash()?)?;
        staged.remove()?;
        parts.write(staging)?;
        with_parts(&page, &parts, public_url)
    } else {
        page
    };
    for file in files(staging)? {
        // terser takes what follows its options for their values.
        let (mut shrink, options): (_, &[&str]) = if has_extension(&file, "wasm") {
            (
                tools.wasm_opt(project),
                &["-Oz", "-Os", "--strip-producers", "--strip-target-features"],
            )
        } else if is_glue(&file) {
            (
                tools.terser(project),
                &["--module", "--compress", "--mangle"],
            )
        } else {
            continue;
        };
        run(shrink.arg(&file).args(options).arg("-o").arg(&file))?;
    }
    rename(staging, staged.hash()?, &page)
}

/// Puts a hash of the files that carry the `old` one into their names, in its place, and into the
/// scripts and the page that name them. They name each other, so one hash of all is in every name.
fn rename(staging: &Path, old: &str, page: &str) -> Result<String> {
    let mut digest = Sha256::new();
    let mut named = Vec::new();
    for path in files(staging)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.contains(old) {
            let (name, content) = (name.into_owned(), fs::read(&path)?);
            digest.update(name.len().to_le_bytes());
            digest.update(&name);
            digest.update(content.len().to_le_bytes());
            digest.update(&content);
            named.push((path, name, content));
        }
    }
    let hash = format!("{:x}", digest.finalize());
    let hash = &hash[..16];
    for (path, name, content) in named {
        let content = match String::from_utf8(content) {
            Ok(script) if has_extension(&name, "js") => script.replace(old, hash).into_bytes(),
            Ok(text) => text.into_bytes(),
            Err(binary) => binary.into_bytes(),
        };
        fs::remove_file(&path)?;
        fs::write(path.with_file_name(name.replace(old, hash)), content)?;
    }
    Ok(page.replace(old, hash))
}

/// Whether this is a module that wasm-bindgen or the splitting has written. trunk shrinks the others.
fn is_glue(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    has_extension(path, "js") && (name.starts_with(NAME) || name.starts_with("split-"))
}

fn has_extension(name: impl AsRef<Path>, wanted: &str) -> bool {
    let extension = name.as_ref().extension();
    extension.is_some_and(|extension| extension == wanted)
}

/// What trunk has staged: `meta-console-HASH.js` and `meta-console-HASH_bg.wasm`.
struct Staged {
    folder: PathBuf,
    stem: String,
}

impl Staged {
    fn find(folder: &Path) -> Result<Self> {
        let stem = files(folder)?
            .iter()
            .filter_map(|path| path.file_name()?.to_str()?.strip_suffix("_bg.wasm"))
            .map(str::to_owned)
            .next()
            .context("trunk has staged no WASM file")?;
        Ok(Self {
            folder: folder.to_path_buf(),
            stem,
        })
    }

    fn hash(&self) -> Result<&str> {
        let hash = self.stem.strip_prefix(NAME);
        hash.and_then(|it| it.strip_prefix('-'))
            .with_context(|| format!("trunk has put no hash into the name of {}", self.stem))
    }

    fn glue(&self) -> PathBuf {
        self.folder.join(format!("{}.js", self.stem))
    }

    fn remove(&self) -> Result<()> {
        fs::remove_file(self.glue())?;
        fs::remove_file(self.folder.join(format!("{}_bg.wasm", self.stem)))?;
        Ok(())
    }
}

/// The split console.
struct Parts {
    link: String,
    rest: String,
    files: Vec<(String, Vec<u8>)>,
}

impl Parts {
    fn make(project: &Project, tools: &Tools, hash: &str) -> Result<Self> {
        let folder = project.target.join("xtask/split");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        let (cut, bound) = (folder.join("cut"), folder.join("bound"));
        let compiled = project
            .target
            .join("wasm32-unknown-unknown/release")
            .join(NAME)
            .with_extension("wasm");
        run(command(tools.wasm_split(), project)
            .args([&compiled, &cut])
            .args(["--out-name", NAME]))?;
        let main = cut.join(NAME).with_extension("wasm");
        run(command(tools.wasm_bindgen(), project)
            .args([
                "--target",
                "web",
                "--no-typescript",
                "--keep-lld-exports",
                "--out-name",
                NAME,
                "--out-dir",
            ])
            .arg(&bound)
            .arg(&main))?;
        fs::remove_file(&main)?;
        let mut parts = Vec::new();
        for path in files(&cut)?.into_iter().chain(files(&bound)?) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            parts.push((name.into_owned(), fs::read(&path)?));
        }
        Ok(Self::named(parts, hash))
    }

    /// Puts the hash into the names, and the names into the scripts.
    fn named(parts: Vec<(String, Vec<u8>)>, hash: &str) -> Self {
        let new_name = |name: &str| match name.split_once('.') {
            _ if name == LINK => format!("split-{hash}.js"),
            Some((stem, extension)) => match stem.strip_suffix("_bg") {
                Some(stem) => format!("{stem}-{hash}_bg.{extension}"),
                None => format!("{stem}-{hash}.{extension}"),
            },
            None => name.to_owned(),
        };
        let names: Vec<String> = parts.iter().map(|(name, _)| name.clone()).collect();
        let renamed = |(name, content): (String, Vec<u8>)| {
            let content = match String::from_utf8(content) {
                Ok(mut script) if has_extension(&name, "js") => {
                    // As the source of an import or an URL only: the same words also name the
                    // import within the WASM file, where they stay.
                    for old in &names {
                        for before in ["from ", "URL("] {
                            script = script.replace(
                                &format!("{before}\"./{old}\""),
                                &format!("{before}\"./{}\"", new_name(old)),
                            );
                        }
                    }
                    script.into_bytes()
                }
                Ok(text) => text.into_bytes(),
                Err(binary) => binary.into_bytes(),
            };
            (new_name(&name), content)
        };
        Self {
            link: new_name(LINK),
            rest: new_name(REST),
            files: parts.into_iter().map(renamed).collect(),
        }
    }

    fn write(&self, staging: &Path) -> Result<()> {
        for (name, content) in &self.files {
            fs::write(staging.join(name), content)?;
        }
        Ok(())
    }
}

/// The page that knows the parts. The link script is asked for at once, not after the one that
/// imports it; and src/boot.js learns where the rest is.
fn with_parts(page: &str, parts: &Parts, public_url: &str) -> String {
    let (link, rest) = (&parts.link, &parts.rest);
    let head = format!(
        "<link crossorigin href={public_url}{link} rel=modulepreload>\
         <meta content={public_url}{rest} name=rest></head>"
    );
    page.replacen("</head>", &head, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    fn parts() -> Parts {
        let files = vec![
            (
                LINK.to_owned(),
                br#"import { initSync } from "./meta-console.js"; fetch(new URL("./split_rest.wasm", import.meta.url))"#.to_vec(),
            ),
            ("split_rest.wasm".to_owned(), b"\0asm\xff".to_vec()),
            (
                "meta-console.js".to_owned(),
                br#"import * as import1 from "./__wasm_split.js"; ({ "./__wasm_split.js": import1 })"#.to_vec(),
            ),
            ("meta-console_bg.wasm".to_owned(), b"\0asm".to_vec()),
        ];
        Parts::named(files, "77ff")
    }

    /// The names of the files, the scripts and the page after this was built into that WASM.
    fn renamed(wasm: &[u8]) -> (Vec<String>, String, String) {
        let folder = Scratch::new("split").unwrap();
        let staging = folder.path();
        let script = r#"import"./split-77ff.js";fetch("meta-console-77ff_bg.wasm")"#;
        fs::write(staging.join("meta-console-77ff.js"), script).unwrap();
        fs::write(staging.join("meta-console-77ff_bg.wasm"), wasm).unwrap();
        fs::write(staging.join("boot.js"), "77").unwrap();
        let page = rename(staging, "77ff", "<link href=/meta-console-77ff.js>").unwrap();
        let names: Vec<PathBuf> = files(staging).unwrap();
        let name = |it: &PathBuf| it.file_name().unwrap().to_string_lossy().into_owned();
        let script = names.iter().find(|it| is_glue(it)).unwrap();
        let script = fs::read_to_string(script).unwrap();
        (names.iter().map(name).collect(), script, page)
    }

    #[test]
    fn the_names_follow_what_the_last_tool_has_written() {
        let (names, script, page) = renamed(b"\0asm\xff one");
        let hash = names[1].strip_prefix("meta-console-").unwrap();
        let hash = hash.strip_suffix(".js").unwrap();
        assert_eq!(hash.len(), 16);
        let wasm = format!("meta-console-{hash}_bg.wasm");
        assert_eq!(names, ["boot.js", &names[1], &wasm]);
        assert_eq!(
            script,
            format!(r#"import"./split-{hash}.js";fetch("{wasm}")"#)
        );
        assert_eq!(page, format!("<link href=/meta-console-{hash}.js>"));
        assert_eq!(renamed(b"\0asm\xff one").0, names);
        assert_ne!(renamed(b"\0asm\xff two").0, names);
    }

    #[test]
    fn every_file_carries_the_hash_and_names_the_others_with_it() {
        let parts = parts();
        let hash = "77ff";
        let names: Vec<&str> = parts.files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                format!("split-{hash}.js"),
                format!("split_rest-{hash}.wasm"),
                format!("meta-console-{hash}.js"),
                format!("meta-console-{hash}_bg.wasm"),
            ]
        );
        let link = String::from_utf8_lossy(&parts.files[0].1);
        assert!(
            link.contains(&format!(r#"from "./meta-console-{hash}.js""#)),
            "{link}"
        );
        assert!(
            link.contains(&format!(r#"URL("./split_rest-{hash}.wasm""#)),
            "{link}"
        );
        let glue = String::from_utf8_lossy(&parts.files[2].1);
        assert!(
            glue.contains(&format!(r#"from "./split-{hash}.js""#)),
            "{glue}"
        );
        // The import's name, which the WASM file holds too.
        assert!(
            glue.contains(r#"{ "./__wasm_split.js": import1 }"#),
            "{glue}"
        );
    }

    #[test]
    fn the_page_asks_for_the_parts_at_once() {
        let parts = parts();
        let page = with_parts("<head></head>", &parts, "/sub/");
        assert_eq!(
            page,
            format!(
                "<head><link crossorigin href=/sub/{} rel=modulepreload>\
                 <meta content=/sub/{} name=rest></head>",
                parts.link, parts.rest
            )
        );
    }
}
