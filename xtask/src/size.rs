//! `cargo xtask size`: what a visitor downloads up to the first usable list, held against the
//! budget. One KB is 1,000 bytes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::compress::{brotli, files, gzip};

/// All WASM, JavaScript, CSS and HTML that the first list needs, in bytes of brotli.
const BUDGET: usize = 170_000;
const COUNTED: [&str; 4] = ["wasm", "js", "css", "html"];
/// How the names of files begin that come after the first list (xtask/src/split.rs).
const LATER: &str = "split_";

struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Sizes {
    fn of(path: &Path) -> Result<Self> {
        let content = fs::read(path)?;
        Ok(Self {
            raw: content.len(),
            gzip: gzip(&content)?.len(),
            brotli: brotli(&content)?.len(),
        })
    }
}

/// Prints the table for a built console, and fails over the budget.
pub fn check(dist: &Path) -> Result<()> {
    let mut total = Sizes {
        raw: 0,
        gzip: 0,
        brotli: 0,
    };
    println!(
        "{:<48} {:>9} {:>9} {:>9}",
        "file (bytes)", "raw", "gzip", "brotli"
    );
    let print = |name: &str, sizes: &Sizes| {
        println!(
            "{name:<48} {:>9} {:>9} {:>9}",
            sizes.raw, sizes.gzip, sizes.brotli
        );
    };
    let (later, first): (Vec<_>, Vec<_>) = files(dist)?
        .into_iter()
        .filter(|path| is_counted(path))
        .partition(|path| comes_later(path));
    for path in &first {
        let sizes = Sizes::of(path)?;
        print(&path.strip_prefix(dist)?.to_string_lossy(), &sizes);
        total.raw += sizes.raw;
        total.gzip += sizes.gzip;
        total.brotli += sizes.brotli;
    }
    if total.raw == 0 {
        return Err(anyhow::anyhow!("nothing is built in {}", dist.display()))
            .context("run `cargo xtask dist` first");
    }
    print("all of the first list", &total);
    for path in &later {
        let name = path.strip_prefix(dist)?.to_string_lossy();
        print(&format!("after it: {name}"), &Sizes::of(path)?);
    }
    judge(total.brotli)
}

/// 404.html is index.html under another name: nobody loads both.
fn is_counted(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| COUNTED.contains(&extension)) && !path.ends_with("404.html")
}

fn comes_later(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with(LATER))
}

#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
fn judge(brotli: usize) -> Result<()> {
    let (size, budget) = (brotli as f64 / 1000.0, BUDGET / 1000);
    if brotli > BUDGET {
        bail!(
            "the console is {size:.1} KB of brotli (1 KB = 1,000 bytes), over its budget of {budget} KB"
        );
    }
    println!("{size:.1} KB of brotli (1 KB = 1,000 bytes), within the budget of {budget} KB");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_is_a_limit() {
        assert!(judge(BUDGET).is_ok());
        assert!(
            judge(BUDGET + 1)
                .unwrap_err()
                .to_string()
                .contains("over its budget of 170 KB")
        );
    }

    #[test]
    fn what_the_split_took_away_comes_later_and_its_script_does_not() {
        assert!(comes_later(Path::new("dist/split_rest-0123.wasm")));
        assert!(!comes_later(Path::new("dist/split-0123.js")));
        assert!(!comes_later(Path::new("dist/meta-console-0123_bg.wasm")));
    }

    #[test]
    fn compressed_copies_pictures_and_the_404_page_do_not_count() {
        let counted = |name: &str| is_counted(Path::new(name));
        assert!(counted("dist/app_bg.wasm") && counted("index.html") && counted("boot.js"));
        assert!(!counted("dist/404.html") && !counted("app.js.br") && !counted("icon.svg"));
    }
}
