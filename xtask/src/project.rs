//! Where things are: the checkout, the build folder, the tool cache; and the versions pinned in
//! Trunk.toml, tests/e2e/Cargo.toml and Cargo.lock.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use toml::Table;

/// The folders that the other modules work in.
pub struct Project {
    /// The checkout: where Trunk.toml lies.
    pub root: PathBuf,
    /// Cargo's build folder, wherever the user's settings put it.
    pub target: PathBuf,
    /// The project's own cache, shared by all its checkouts.
    pub cache: PathBuf,
}

impl Project {
    pub fn find() -> Result<Self> {
        // Asked for when it runs: checkouts that share a build folder also share this binary.
        let manifest = env::var_os("CARGO_MANIFEST_DIR").context("run this as `cargo xtask`")?;
        let root = Path::new(&manifest)
            .parent()
            .context("xtask must lie inside the project")?
            .to_path_buf();
        // This binary is <target>/<profile>/xtask, so no setting of cargo has to be read.
        let target = env::current_exe()?
            .ancestors()
            .nth(2)
            .context("xtask must be run by cargo")?
            .to_path_buf();
        Ok(Self {
            root,
            target,
            cache: cache_folder()?,
        })
    }

    /// Reads the pinned tool versions, and holds them against Cargo.lock.
    pub fn pins(&self) -> Result<Pins> {
        let pins = Pins::parse(
            &read(&self.root.join("Trunk.toml"))?,
            &read(&self.root.join("tests/e2e/Cargo.toml"))?,
        )?;
        pins.check_lock(&read(&self.root.join("Cargo.lock"))?)?;
        Ok(pins)
    }
}

fn cache_folder() -> Result<PathBuf> {
    let set = |name| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    if let Some(folder) = set("META_CONSOLE_CACHE") {
        return Ok(std::path::absolute(folder)?);
    }
    if let Some(folder) = set("XDG_CACHE_HOME") {
        return Ok(std::path::absolute(folder)?.join("meta-console"));
    }
    let home = set("HOME")
        .context("set HOME or META_CONSOLE_CACHE: the build tools need a folder to live in")?;
    let caches = if cfg!(target_os = "macos") {
        "Library/Caches"
    } else {
        ".cache"
    };
    Ok(home.join(caches).join("meta-console"))
}

/// Reads a text file; the error names it.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Versions of the tools.
#[derive(Debug, PartialEq, Eq)]
pub struct Pins {
    pub trunk: String,
    pub wasm_bindgen: String,
    /// Binaryen's release number, which wasm-opt prints and npm writes as `N.0.0`.
    pub binaryen: String,
    pub wasm_split: String,
    pub terser: String,
    pub geckodriver: String,
    pub axe_core: String,
}

impl Pins {
    fn parse(trunk_toml: &str, e2e_toml: &str) -> Result<Self> {
        let table: Table = trunk_toml.parse().context("Trunk.toml is not valid TOML")?;
        let tool = |name: &str| {
            table
                .get("tools")
                .and_then(|tools| tools.get(name))
                .and_then(toml::Value::as_str)
        };
        let trunk = table
            .get("trunk-version")
            .and_then(toml::Value::as_str)
            .and_then(|version| version.strip_prefix('='))
            .context("Trunk.toml must pin trunk-version as \"=X.Y.Z\"")?;
        let wasm_bindgen =
            tool("wasm_bindgen").context("Trunk.toml must pin tools.wasm_bindgen")?;
        let binaryen = tool("wasm_opt")
            .and_then(|version| version.strip_prefix("version_"))
            .context("Trunk.toml must pin tools.wasm_opt as \"version_N\"")?;
        let wasm_split = tool("wasm_split").context("Trunk.toml must pin tools.wasm_split")?;
        let terser = tool("terser").context("Trunk.toml must pin tools.terser")?;
        let table: Table = e2e_toml
            .parse()
            .context("tests/e2e/Cargo.toml is not valid TOML")?;
        let test_tool = |name: &str| {
            table
                .get("package")
                .and_then(|package| package.get("metadata")?.get("tools")?.get(name)?.as_str())
                .map(str::to_owned)
                .with_context(|| {
                    format!("tests/e2e/Cargo.toml must pin {name} in [package.metadata.tools]")
                })
        };
        Ok(Self {
            trunk: trunk.to_owned(),
            wasm_bindgen: wasm_bindgen.to_owned(),
            binaryen: binaryen.to_owned(),
            wasm_split: wasm_split.to_owned(),
            terser: terser.to_owned(),
            geckodriver: test_tool("geckodriver")?,
            axe_core: test_tool("axe-core")?,
        })
    }

    /// The wasm-bindgen CLI only understands what its own version of the crate has written.
    fn check_lock(&self, cargo_lock: &str) -> Result<()> {
        let table: Table = cargo_lock.parse().context("Cargo.lock is not valid TOML")?;
        let locked = table
            .get("package")
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten()
            .find(|package| {
                package.get("name").and_then(toml::Value::as_str) == Some("wasm-bindgen")
            })
            .and_then(|package| package.get("version")?.as_str());
        match locked {
            Some(version) if version != self.wasm_bindgen => bail!(
                "Cargo.lock has wasm-bindgen {version} but Trunk.toml pins {}: set tools.wasm_bindgen in Trunk.toml to {version}",
                self.wasm_bindgen
            ),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRUNK_TOML: &str = r#"
        trunk-version = "=0.21.14"
        [tools]
        wasm_bindgen = "0.2.130"
        wasm_opt = "version_132"
        wasm_split = "0.2.4"
        terser = "5.51.4"
    "#;
    const E2E_TOML: &str = r#"
        [package.metadata.tools]
        geckodriver = "0.37.1"
        axe-core = "4.14.1"
    "#;

    #[test]
    fn pins_are_read_from_trunk_toml_and_those_of_the_journeys_from_their_manifest() {
        let pins = Pins::parse(TRUNK_TOML, E2E_TOML).unwrap();
        assert_eq!(
            (
                &*pins.trunk,
                &*pins.wasm_bindgen,
                &*pins.binaryen,
                &*pins.wasm_split,
                &*pins.terser
            ),
            ("0.21.14", "0.2.130", "132", "0.2.4", "5.51.4")
        );
        assert_eq!((&*pins.geckodriver, &*pins.axe_core), ("0.37.1", "4.14.1"));
        let error = Pins::parse(TRUNK_TOML, "").unwrap_err().to_string();
        assert!(error.contains("must pin geckodriver"), "{error}");
    }

    #[test]
    fn a_version_range_is_not_a_pin() {
        let error = Pins::parse(
            &TRUNK_TOML.replace('=', "= ").replace("\"= 0", "\"^0"),
            E2E_TOML,
        )
        .unwrap_err();
        assert!(error.to_string().contains("trunk-version"), "{error}");
    }

    #[test]
    fn a_pin_that_differs_from_the_lock_file_says_which_line_to_change() {
        let pins = Pins::parse(TRUNK_TOML, E2E_TOML).unwrap();
        let lock = |version: &str| {
            format!("[[package]]\nname = \"wasm-bindgen\"\nversion = \"{version}\"\n")
        };
        assert!(pins.check_lock(&lock("0.2.130")).is_ok());
        let error = pins.check_lock(&lock("0.2.131")).unwrap_err().to_string();
        assert!(
            error.contains("set tools.wasm_bindgen in Trunk.toml to 0.2.131"),
            "{error}"
        );
    }
}
