//! The post-build hook: makes what trunk has staged fit for a strict Content-Security-Policy and
//! for any static host.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::compress;
use crate::html::{inline_scripts, without_policy};
use crate::project::{Project, read};
use crate::split;
use crate::tools::Tools;

/// Works on the folder that trunk names in `TRUNK_STAGING_DIR`.
pub fn finish(project: &Project) -> Result<()> {
    let variable = |name| {
        env::var(name).with_context(|| {
            format!("{name} is not set: `cargo xtask finish` is a hook that trunk runs")
        })
    };
    let staging = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let public_url = variable("TRUNK_PUBLIC_URL")?;
    let release = variable("TRUNK_PROFILE")? == "release";

    let index = staging.join("index.html");
    let mut source = read(&index)?;
    if release {
        let tools = Tools::find(project)?;
        source = split::split(project, &tools, &staging, &public_url, source)?;
    }
    let mut page = Page::new(&source, &public_url);
    if release {
        if let Some(script) = inline_scripts(&page.html).first() {
            bail!(
                "index.html holds an inline script, which its Content-Security-Policy blocks; move it to a file: {:.60}",
                script.code.trim()
            );
        }
    } else {
        // The script with which `trunk serve` reloads the page is inline and has no hash to allow.
        page.html = without_policy(&page.html);
    }
    for (name, code) in &page.files {
        fs::write(staging.join(name), code)?;
    }
    fs::write(&index, &page.html)?;
    // Static hosts answer an unknown path with this file: so a deep link opens the console.
    fs::write(staging.join("404.html"), &page.html)?;
    if release {
        compress::folder(&staging)
    } else {
        Ok(())
    }
}

/// A page whose inline modules have become files beside it.
struct Page {
    html: String,
    files: Vec<(String, String)>,
}

impl Page {
    fn new(source: &str, public_url: &str) -> Self {
        let mut html = source.to_owned();
        let mut files = Vec::new();
        // From the last to the first, so that the places of those before stay true.
        for script in inline_scripts(source)
            .iter()
            .rev()
            .filter(|script| script.is_module)
        {
            let digest = Sha384::digest(script.code);
            let name = format!("start-{:.16}.js", format!("{digest:x}"));
            let integrity = STANDARD.encode(digest);
            html.replace_range(
                script.element.clone(),
                &format!(r#"<script type="module" src="{public_url}{name}" integrity="sha384-{integrity}"></script>"#),
            );
            files.push((name, script.code.to_owned()));
        }
        Self { html, files }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_script_moves_to_a_file_with_its_digest() {
        let source =
            r#"<link rel="modulepreload" href="/sub/a.js"><script type="module">abc</script><p>"#;
        let page = Page::new(source, "/sub/");
        // SHA-384 of "abc", from FIPS 180-2, appendix D.1.
        assert_eq!(
            page.html,
            r#"<link rel="modulepreload" href="/sub/a.js"><script type="module" src="/sub/start-cb00753f45a35e8b.js" integrity="sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn"></script><p>"#
        );
        assert_eq!(
            page.files,
            [("start-cb00753f45a35e8b.js".to_owned(), "abc".to_owned())]
        );
    }

    #[test]
    fn other_scripts_stay_where_they_are() {
        let source = r#"<script>reload()</script><script src="boot.js"></script>"#;
        let page = Page::new(source, "/");
        assert_eq!(page.html, source);
        assert!(page.files.is_empty());
    }
}
