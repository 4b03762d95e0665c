//! The pre-build hook: joins the stylesheets into the one that index.html links.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::project::{Project, read};

/// Files that come before the components; the first one declares the order of the layers.
const BEFORE: [&str; 4] = ["layers.css", "tokens.css", "base.css", "layout.css"];
/// Files that come after the components, so that they win.
const AFTER: [&str; 1] = ["utilities.css"];

/// Writes `target/style/console.css` in the checkout, whatever cargo's build folder is, since
/// index.html names it. An unchanged file is left alone, so that nothing is rebuilt for it.
pub fn join(project: &Project) -> Result<()> {
    let mut sheet = String::new();
    for path in files(&project.root.join("style"))? {
        sheet.push_str(&read(&path)?);
        sheet.push('\n');
    }
    let output = project.root.join("target/style/console.css");
    if fs::read_to_string(&output).is_ok_and(|old| old == sheet) {
        return Ok(());
    }
    fs::create_dir_all(project.root.join("target/style"))?;
    fs::write(&output, sheet).with_context(|| format!("cannot write {}", output.display()))
}

/// Every stylesheet in cascade order.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    if let Some(stray) = stylesheets(folder)?
        .iter()
        .filter_map(|path| path.file_name()?.to_str())
        .find(|name| !BEFORE.contains(name) && !AFTER.contains(name))
    {
        bail!(
            "style/{stray} has no place in the cascade: move it to style/components or name it in xtask/src/style.rs"
        );
    }
    let mut files: Vec<_> = BEFORE.iter().map(|name| folder.join(name)).collect();
    files.extend(stylesheets(&folder.join("components"))?);
    files.extend(AFTER.iter().map(|name| folder.join(name)));
    Ok(files)
}

fn stylesheets(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?
    {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "css") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    fn folder_with(names: &[&str]) -> Scratch {
        let folder = Scratch::new("style").unwrap();
        fs::create_dir(folder.path().join("components")).unwrap();
        for name in names {
            fs::write(folder.path().join(name), "").unwrap();
        }
        folder
    }

    #[test]
    fn layers_come_first_then_components_by_name_and_utilities_last() {
        let folder = folder_with(&[
            "utilities.css",
            "layers.css",
            "components/table.css",
            "components/button.css",
        ]);
        let names: Vec<_> = files(folder.path())
            .unwrap()
            .iter()
            .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
            .collect();
        assert_eq!(
            names,
            [
                "layers.css",
                "tokens.css",
                "base.css",
                "layout.css",
                "button.css",
                "table.css",
                "utilities.css"
            ]
        );
    }

    #[test]
    fn a_stylesheet_without_a_place_is_refused() {
        let folder = folder_with(&["layers.css", "extra.css"]);
        let error = files(folder.path()).unwrap_err().to_string();
        assert!(error.contains("style/extra.css has no place"), "{error}");
    }
}
