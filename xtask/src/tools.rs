//! The tools in their pinned versions: trunk, the wasm-bindgen CLI, wasm-opt and the WASM target to
//! build the console, geckodriver and axe-core to test it. They live in the project's own cache, never among the user's tools.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process::{command, find, output, prepend_path, step};
use crate::project::Project;

const TARGET: &str = "wasm32-unknown-unknown";

/// Where each tool is, or will be.
pub struct Tools {
    trunk: Tool,
    wasm_bindgen: Tool,
    wasm_opt: Tool,
    wasm_split: Tool,
    terser: Tool,
    geckodriver: Tool,
    axe: Tool,
}

/// One version of one tool. Its folder appears under this name only when it is complete, so one
/// look at the file system tells whether it is installed.
pub struct Tool {
    name: &'static str,
    version: String,
    folder: PathBuf,
    /// The folder of its programs, within its own.
    programs: &'static str,
}

impl Tools {
    pub fn find(project: &Project) -> Result<Self> {
        let pins = project.pins()?;
        let tool = |name, version, programs| Tool::new(project, name, version, programs);
        Ok(Self {
            trunk: tool("trunk", pins.trunk, "bin"),
            wasm_bindgen: tool("wasm-bindgen-cli", pins.wasm_bindgen, "bin"),
            wasm_opt: tool(
                "binaryen",
                format!("{}.0.0", pins.binaryen),
                "node_modules/.bin",
            ),
            wasm_split: tool("wasm_split_cli_support", pins.wasm_split, "bin"),
            terser: tool("terser", pins.terser, "node_modules/.bin"),
            geckodriver: tool("geckodriver", pins.geckodriver, "bin"),
            axe: tool("axe-core", pins.axe_core, "node_modules/axe-core"),
        })
    }

    /// Installs what is missing of everything that a console build needs.
    pub fn install(&self, project: &Project) -> Result<()> {
        install_target(project)?;
        self.install_wasm_opt(project)?;
        self.install_terser(project)?;
        self.install_wasm_bindgen(project)?;
        self.install_wasm_split(project)?;
        self.install_trunk(project)
    }

    /// The program that runs a WASM test binary in a browser.
    pub fn test_runner(&self) -> PathBuf {
        self.wasm_bindgen.program("wasm-bindgen-test-runner")
    }

    /// Makes the browser's side of what the compiler wrote.
    pub fn wasm_bindgen(&self) -> PathBuf {
        self.wasm_bindgen.program("wasm-bindgen")
    }

    /// Makes WASM files smaller.
    pub fn wasm_opt(&self, project: &Project) -> Command {
        command(self.wasm_opt.program("wasm-opt"), project)
    }

    /// Makes scripts smaller.
    pub fn terser(&self, project: &Project) -> Command {
        command(self.terser.program("terser"), project)
    }

    /// Cuts a WASM file where the source says so.
    pub fn wasm_split(&self) -> PathBuf {
        self.wasm_split.program("wasm-split-cli")
    }

    /// The driver of Firefox.
    pub fn geckodriver(&self) -> PathBuf {
        self.geckodriver.program("geckodriver")
    }

    /// The script that checks a page for accessibility.
    pub fn axe(&self) -> PathBuf {
        self.axe.program("axe.min.js")
    }

    /// trunk, which finds the other tools in their pinned versions and so downloads none.
    pub fn trunk(&self, project: &Project) -> Result<Command> {
        let mut trunk = command(self.trunk.program("trunk"), project);
        let folders = [&self.trunk, &self.wasm_bindgen, &self.wasm_opt].map(Tool::programs);
        prepend_path(&mut trunk, &folders)?;
        trunk
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            .env("RUST_BACKTRACE", "0");
        // trunk wants a boolean here, while some terminals and CI systems set NO_COLOR=1.
        if env::var_os("NO_COLOR").is_some() {
            trunk.env("NO_COLOR", "true");
        }
        Ok(trunk)
    }

    pub fn install_trunk(&self, project: &Project) -> Result<()> {
        self.trunk.install(|folder| {
            let mut install = cargo_install(&self.trunk, project, folder);
            install.args(["--locked", "--no-default-features", "--features", "rustls"]);
            step(
                project,
                &format!("Install trunk {}", self.trunk.version),
                &mut install,
            )
        })
    }

    pub fn install_wasm_bindgen(&self, project: &Project) -> Result<()> {
        self.wasm_bindgen.install(|folder| {
            let mut install = cargo_install(&self.wasm_bindgen, project, folder);
            step(
                project,
                &format!("Install wasm-bindgen {}", self.wasm_bindgen.version),
                &mut install,
            )
        })
    }

    pub fn install_wasm_split(&self, project: &Project) -> Result<()> {
        self.wasm_split.install(|folder| {
            let mut install = cargo_install(&self.wasm_split, project, folder);
            install.args(["--locked", "--features", "build-binary"]);
            step(
                project,
                &format!("Install wasm-split {}", self.wasm_split.version),
                &mut install,
            )
        })
    }

    pub fn install_wasm_opt(&self, project: &Project) -> Result<()> {
        self.wasm_opt
            .install(|folder| npm_install(&self.wasm_opt, project, folder))
    }

    pub fn install_terser(&self, project: &Project) -> Result<()> {
        self.terser
            .install(|folder| npm_install(&self.terser, project, folder))
    }

    pub fn install_geckodriver(&self, project: &Project) -> Result<()> {
        self.geckodriver.install(|folder| {
            let mut install = cargo_install(&self.geckodriver, project, folder);
            step(
                project,
                &format!("Install geckodriver {}", self.geckodriver.version),
                install.arg("--locked"),
            )
        })
    }

    pub fn install_axe(&self, project: &Project) -> Result<()> {
        self.axe
            .install(|folder| npm_install(&self.axe, project, folder))
    }
}

impl Tool {
    /// `programs` is a folder within its own.
    pub fn new(
        project: &Project,
        name: &'static str,
        version: String,
        programs: &'static str,
    ) -> Self {
        Self {
            name,
            folder: project
                .cache
                .join("tools")
                .join(format!("{name}-{version}")),
            version,
            programs,
        }
    }

    fn programs(&self) -> PathBuf {
        self.folder.join(self.programs)
    }

    pub fn program(&self, name: &str) -> PathBuf {
        self.programs().join(name)
    }

    /// Lets `fill` install into a folder beside the final one, which then gets the final name.
    pub fn install(&self, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        if self.folder.exists() {
            return Ok(());
        }
        let unfinished = self
            .folder
            .with_file_name(format!(".{}-{}", self.name, self.version));
        fs::create_dir_all(&unfinished)
            .with_context(|| format!("cannot make {}", unfinished.display()))?;
        fill(&unfinished)?;
        // Kept until here, so that an installation that failed goes on where it stopped.
        let _ = fs::remove_dir_all(unfinished.join(BUILD));
        match fs::rename(&unfinished, &self.folder) {
            // Another checkout was faster.
            Err(_) if self.folder.exists() => Ok(()),
            renamed => renamed.with_context(|| format!("cannot make {}", self.folder.display())),
        }
    }
}

/// Cargo's build folder while a tool is compiled, within the tool's unfinished folder.
const BUILD: &str = "build";

/// Without optimisation and debug information: a third of the time to install, and the seconds a
/// faster tool would save each build do not make up for it.
fn cargo_install(tool: &Tool, project: &Project, folder: &Path) -> Command {
    let mut install = command("cargo", project);
    install
        .args([
            "install",
            "--debug",
            tool.name,
            "--version",
            &tool.version,
            "--root",
        ])
        .arg(folder);
    install
        .env("CARGO_TARGET_DIR", folder.join(BUILD))
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    install
}

fn npm_install(tool: &Tool, project: &Project, folder: &Path) -> Result<()> {
    find(None, &["npm"]).with_context(|| {
        format!(
            "npm is not installed: install Node.js 20 or later (Debian: apt install npm), which {} comes with",
            tool.name
        )
    })?;
    let mut install = command("npm", project);
    install.arg("install").arg("--prefix").arg(folder);
    install.args(["--no-audit", "--no-fund", "--no-save", "--loglevel=error"]);
    install.arg(format!("{}@{}", tool.name, tool.version));
    let title = format!("Install {} {}", tool.name, tool.version);
    step(project, &title, &mut install)
}

/// Adds the WASM target to the toolchain, which a toolchain file alone does not do everywhere.
pub fn install_target(project: &Project) -> Result<()> {
    let sysroot = output(command("rustc", project).args(["--print", "sysroot"]))?;
    if Path::new(&sysroot)
        .join("lib/rustlib")
        .join(TARGET)
        .exists()
    {
        return Ok(());
    }
    find(None, &["rustup"]).with_context(|| {
        format!("this Rust has no {TARGET} target and rustup is not installed: install Rust with rustup, or the package of your system that adds this target")
    })?;
    step(
        project,
        "Add the WASM target",
        command("rustup", project).args(["target", "add", TARGET]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    fn tool(cache: &Path) -> Tool {
        Tool {
            name: "saw",
            version: "1.0.0".into(),
            folder: cache.join("saw-1.0.0"),
            programs: "bin",
        }
    }

    #[test]
    fn an_installation_that_fails_leaves_nothing_that_looks_installed() {
        let cache = Scratch::new("tools").unwrap();
        let tool = tool(cache.path());
        assert!(tool.install(|_| anyhow::bail!("no network")).is_err());
        assert!(!tool.folder.exists());
        tool.install(|folder| Ok(fs::write(folder.join("saw"), "")?))
            .unwrap();
        assert!(tool.folder.join("saw").exists());
    }

    #[test]
    fn an_installed_tool_is_not_installed_again() {
        let cache = Scratch::new("tools").unwrap();
        let tool = tool(cache.path());
        tool.install(|_| Ok(())).unwrap();
        tool.install(|_| anyhow::bail!("installed twice")).unwrap();
    }
}
