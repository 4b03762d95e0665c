//! A PostgreSQL that lives as long as a test run: its own folder, a free port on loopback, no
//! password, no safety against power failure.

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, Uid, User};

use crate::debian;
use crate::process::{command, find, is_executable, is_interrupted, output};
use crate::project::{Project, read};
use crate::scratch::Scratch;
use crate::server::free_address;

const PATIENCE: Duration = Duration::from_secs(30);

/// Dropping it stops the server and deletes its data.
pub struct Postgres {
    server: Child,
    address: SocketAddr,
    _folder: Scratch,
}

impl Postgres {
    pub fn start(project: &Project) -> Result<Self> {
        let programs = find_or_install(project)?;
        let folder = Scratch::new("postgres")?;
        let data = folder.path().join("data");
        // PostgreSQL refuses to run as root.
        let user = if Uid::effective().is_root() {
            Some(unprivileged_user()?)
        } else {
            None
        };
        if let Some(user) = &user {
            chown(
                folder.path(),
                Some(user.uid.as_raw()),
                Some(user.gid.as_raw()),
            )?;
        }
        let as_user = |program: &str| {
            let program = programs.join(program);
            let mut command = match &user {
                Some(user) => {
                    let mut command = command("setpriv", project);
                    command.args([
                        format!("--reuid={}", user.uid),
                        format!("--regid={}", user.gid),
                        "--clear-groups".into(),
                    ]);
                    command.arg(program);
                    command
                }
                None => command(program, project),
            };
            command.current_dir(folder.path()).stdin(Stdio::null());
            command
        };

        let mut create = as_user("initdb");
        create.arg("--pgdata").arg(&data).args([
            "--username=test",
            "--auth=trust",
            "--encoding=UTF8",
        ]);
        create.args(["--locale=C", "--no-sync"]);
        output(&mut create).context("cannot make a PostgreSQL database")?;

        let address = free_address()?;
        let log = folder.path().join("log");
        let server = serve(as_user("postgres"), &data, address, &log)?;
        let mut postgres = Self {
            server,
            address,
            _folder: folder,
        };
        postgres.wait_until_ready(&data, &log)?;
        Ok(postgres)
    }

    /// The URL of an empty database.
    pub fn url(&self) -> String {
        format!("postgres://test@{}/postgres", self.address)
    }

    fn wait_until_ready(&mut self, data: &Path, log: &Path) -> Result<()> {
        let start = Instant::now();
        // The last line of this file is "ready" once connections are accepted.
        let status = data.join("postmaster.pid");
        while !fs::read_to_string(&status).is_ok_and(|text| text.trim_end().ends_with("ready")) {
            if self.server.try_wait()?.is_some() || start.elapsed() > PATIENCE {
                bail!("PostgreSQL did not start:\n{}", read(log)?);
            }
            if is_interrupted() {
                bail!("stopped");
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

fn serve(mut postgres: Command, data: &Path, address: SocketAddr, log: &Path) -> Result<Child> {
    postgres.arg("-D").arg(data);
    for setting in [
        format!("listen_addresses={}", address.ip()),
        format!("port={}", address.port()),
        "unix_socket_directories=".to_owned(),
        "fsync=off".to_owned(),
        "full_page_writes=off".to_owned(),
        "synchronous_commit=off".to_owned(),
        "max_connections=200".to_owned(),
    ] {
        postgres.arg("-c").arg(setting);
    }
    let log = fs::File::create(log)?;
    postgres
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .context("cannot run PostgreSQL")
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Ok(id) = i32::try_from(self.server.id()) {
            // SIGINT is its fast shutdown: connections are cut, the files are left whole. `setpriv`
            // has become the server, so this is the server's id.
            let _ = kill(Pid::from_raw(id), Signal::SIGINT);
        }
        let _ = self.server.wait();
    }
}

fn find_or_install(project: &Project) -> Result<PathBuf> {
    if let Some(folder) = find_programs() {
        return Ok(folder);
    }
    if debian::can_install() {
        debian::install(project, &["postgresql"])?;
    }
    find_programs().context(
        "tests of the server need PostgreSQL: install it (Debian: apt install postgresql; macOS: brew install postgresql), initdb and postgres must be on PATH",
    )
}

/// The folder with initdb and postgres. Debian keeps it off `PATH`, one for each version.
fn find_programs() -> Option<PathBuf> {
    let complete = |folder: &PathBuf| {
        ["initdb", "postgres"]
            .iter()
            .all(|name| is_executable(&folder.join(name)))
    };
    let on_path = find(None, &["initdb"]).and_then(|program| {
        // The real place of a link, since initdb looks for its files from there.
        Some(fs::canonicalize(program).ok()?.parent()?.to_path_buf())
    });
    let mut versions: Vec<_> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .collect();
    versions.sort();
    on_path
        .into_iter()
        .chain(versions.into_iter().rev())
        .find(complete)
}

fn unprivileged_user() -> Result<User> {
    for name in ["postgres", "nobody"] {
        if let Some(user) = User::from_name(name)? {
            return Ok(user);
        }
    }
    bail!(
        "PostgreSQL does not run as root, and there is no user postgres or nobody: run the tests as an ordinary user"
    )
}
