//! The engines that journeys run in, and their drivers: found where the machine has them, installed
//! where that is possible.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::browser::Browser;
use crate::debian;
use crate::process::{find, is_executable};
use crate::project::Project;
use crate::tools::Tools;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// Environment variables of the journeys, and what they name.
type Variables = Vec<(&'static str, OsString)>;

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    pub fn named(name: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|engine| engine.name() == name);
        found.with_context(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("there is no engine \"{name}\"; there are {names}")
        })
    }

    /// What the journeys have to know to use this engine. The paths that the user set in these
    /// variables come before those of the machine.
    pub fn find_or_install(self, project: &Project, tools: &Tools) -> Result<Variables> {
        let mut variables: Variables = vec![("META_E2E_ENGINE", self.name().into())];
        if self == Self::Chromium {
            let browser = Browser::find_or_install(project)?;
            variables.push(("CHROME_BIN", browser.chromium.into()));
            variables.push(("CHROMEDRIVER", browser.driver.into()));
            return Ok(variables);
        }
        if self == Self::Firefox {
            tools.install_geckodriver(project)?;
            variables.push(("GECKODRIVER", tools.geckodriver().into()));
        }
        let (programs, packages, advice) = self.programs();
        let all = || -> Option<Variables> {
            programs
                .iter()
                .map(|(variable, search)| Some((*variable, search(variable)?.into())))
                .collect()
        };
        let mut found = all();
        if found.is_none() && debian::can_install() {
            debian::install(project, packages)?;
            found = all();
        }
        let Some(found) = found else {
            bail!("{advice}");
        };
        variables.extend(found);
        Ok(variables)
    }

    /// The programs of an engine, the Debian packages with them, and what to do without.
    fn programs(self) -> (Vec<Program>, &'static [&'static str], &'static str) {
        match self {
            Self::Chromium => (vec![], &[], ""),
            Self::Firefox => (
                vec![("FIREFOX_BIN", firefox)],
                &["firefox-esr"],
                "journeys in Firefox need Firefox: install it (Debian: apt install firefox-esr; macOS: brew install --cask firefox) or set FIREFOX_BIN, or leave it out with --engine",
            ),
            Self::WebKit => (
                vec![
                    ("WEBKIT_DRIVER", |variable| {
                        find(Some(variable), &["WebKitWebDriver"])
                    }),
                    ("WEBKIT_BIN", mini_browser),
                    ("XVFB", |variable| find(Some(variable), &["Xvfb"])),
                ],
                // Debian only recommends the renderer that WebKit draws with under Xvfb.
                &["webkit2gtk-driver", "xvfb", "libgl1-mesa-dri"],
                "journeys in WebKit need WebKitGTK's WebKitWebDriver and MiniBrowser, and Xvfb, which Linux has (Debian: apt install webkit2gtk-driver xvfb): install them or set WEBKIT_DRIVER, WEBKIT_BIN and XVFB, or leave WebKit out with --engine",
            ),
        }
    }
}

type Program = (&'static str, fn(&'static str) -> Option<PathBuf>);

fn firefox(variable: &'static str) -> Option<PathBuf> {
    const MAC: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";
    let mac = || Some(PathBuf::from(MAC)).filter(|path| is_executable(path));
    find(Some(variable), &["firefox-esr", "firefox"]).or_else(mac)
}

/// Distributions keep it beside the library, not on `PATH`.
fn mini_browser(variable: &'static str) -> Option<PathBuf> {
    find(Some(variable), &["MiniBrowser"]).or_else(|| {
        ["/usr/lib", "/usr/lib64", "/usr/libexec"]
            .iter()
            .map(Path::new)
            .find_map(|folder| {
                let below = || subfolders(folder);
                let deeper = below().flat_map(|folder| subfolders(&folder).collect::<Vec<_>>());
                below()
                    .chain(deeper)
                    .filter(|folder| is_webkit(folder))
                    .map(|folder| folder.join("MiniBrowser"))
                    .find(|path| is_executable(path))
            })
    })
}

/// `webkit2gtk-4.1` and its like.
fn is_webkit(folder: &Path) -> bool {
    folder
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with("webkit"))
}

fn subfolders(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_is_known_by_its_name_and_another_word_names_them_all() {
        for engine in Engine::ALL {
            assert_eq!(Engine::named(engine.name()).unwrap(), engine);
        }
        let error = Engine::named("safari").unwrap_err().to_string();
        assert!(
            error.ends_with("there are chromium, firefox, webkit"),
            "{error}"
        );
    }
}
