//! `cargo xtask start`: from whatever state the machine is in to a running console.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use anyhow::{Context, Result, bail};

use crate::cli::Start;
use crate::console::{self, Output};
use crate::process::{find, outlive_interrupts, step};
use crate::project::Project;
use crate::server::{self, Account, Profile, Server};
use crate::tools::{self, Tools};

pub fn start(project: &Project, options: &Start) -> Result<()> {
    outlive_interrupts()?;
    server::check_free(options.listen)?;
    let data = data_folder(project, options.data.as_deref())?;
    let dist = project.root.join("dist");
    prepare(project, &dist)?;

    let account = Account {
        project,
        profile: Profile::Dev,
        database: options
            .database
            .clone()
            .unwrap_or_else(|| sqlite_url(&data.join("meta.sqlite"))),
        key_file: data.join("developer-key"),
    };
    account.ensure("local")?;
    if let Some(applications) = options.sample {
        account.fill(applications)?;
    }

    let mut serve = account.serve(options.listen);
    serve
        .arg("--console")
        .arg(&dist)
        .args(["--log-format", "text"]);
    let server = Server::start(&mut serve, options.listen)?;
    println!(
        "\nMeta Console is running.\n\n  Open           http://{}/\n  Developer key  {}\n  Data           {}\n\nCtrl-C stops it.\n",
        server.address,
        account.developer_key()?,
        data.display(),
    );
    server.wait()
}

/// Installs the tools and builds console and server, two things at a time: while trunk is
/// compiled and then builds the console, the smaller tools and the server are made.
fn prepare(project: &Project, dist: &Path) -> Result<()> {
    if find(None, &["cargo"]).is_none() {
        bail!(
            "cargo is not on PATH: install Rust with rustup, open a new terminal and run this again"
        );
    }
    let tools = Tools::find(project)?;
    tools::install_target(project)?;
    let (small_tools_done, small_tools) = mpsc::channel();
    let tools = &tools;
    thread::scope(|scope| {
        let console = scope.spawn(move || {
            tools.install_trunk(project)?;
            // When the sender is gone, the other thread has failed and says why.
            if small_tools.recv().is_err() {
                return Ok(());
            }
            console::build(project, tools, dist, "/", Output::Steps)
        });
        let server = scope.spawn(move || {
            tools.install_wasm_opt(project)?;
            tools.install_terser(project)?;
            tools.install_wasm_bindgen(project)?;
            tools.install_wasm_split(project)?;
            small_tools_done.send(()).ok();
            step(
                project,
                "Build the server",
                &mut Profile::Dev.build(project),
            )
        });
        let built = crate::joined(server.join());
        crate::joined(console.join()).and(built)
    })
}

fn data_folder(project: &Project, chosen: Option<&Path>) -> Result<PathBuf> {
    let folder = match chosen {
        Some(folder) => std::path::absolute(folder)?,
        None => project.root.join("data"),
    };
    if !folder.exists() {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .with_context(|| {
                format!(
                    "cannot make the data folder {}; choose another with --data",
                    folder.display()
                )
            })?;
    } else if !fs::metadata(&folder)?.is_dir() {
        bail!(
            "{} is a file: choose a folder with --data",
            folder.display()
        );
    }
    Ok(folder)
}

/// In a URL these characters would end the path or begin an escape.
fn sqlite_url(file: &Path) -> String {
    let path = file
        .to_string_lossy()
        .replace('%', "%25")
        .replace('?', "%3F")
        .replace('#', "%23")
        .replace(' ', "%20");
    format!("sqlite://{path}?mode=rwc")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn a_new_data_folder_is_its_owners_alone() {
        let scratch = Scratch::new("start").unwrap();
        let root = scratch.path().to_path_buf();
        let project = Project {
            target: root.clone(),
            cache: root.clone(),
            root,
        };
        let folder = data_folder(&project, None).unwrap();
        assert_eq!(folder, scratch.path().join("data"));
        assert_eq!(
            fs::metadata(&folder).unwrap().permissions().mode() & 0o777,
            0o700
        );
        assert_eq!(data_folder(&project, Some(&folder)).unwrap(), folder);
    }

    #[test]
    fn a_file_is_no_data_folder() {
        let scratch = Scratch::new("start").unwrap();
        let root = scratch.path().to_path_buf();
        fs::write(root.join("taken"), "").unwrap();
        let project = Project {
            target: root.clone(),
            cache: root.clone(),
            root: root.clone(),
        };
        let error = data_folder(&project, Some(&root.join("taken")))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("is a file: choose a folder with --data"),
            "{error}"
        );
    }

    #[test]
    fn a_data_folder_with_odd_characters_gives_a_valid_url() {
        assert_eq!(
            sqlite_url(Path::new("/a b/100%?/m.sqlite")),
            "sqlite:///a%20b/100%25%3F/m.sqlite?mode=rwc"
        );
    }
}
