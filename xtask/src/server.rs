//! Building meta-server, calling its commands, and running it for as long as it is needed.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::http::Connection;
use crate::process::{cargo, command, is_interrupted, relay};
use crate::project::{Project, read};

/// How long a server may take to answer, and to stop. Both take well under a second.
const PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(20);

/// Where meta-server finds the URL of its database. Arguments are visible to everybody on the
/// machine, and the URL may hold a password.
const DATABASE: &str = "META_SERVER_DATABASE";

/// The profiles in which meta-server is built: `server` to measure it, `dev`, which is there
/// sooner, to start and to test it.
#[derive(Clone, Copy)]
pub enum Profile {
    Server,
    Dev,
}

impl Profile {
    /// The command that builds it.
    pub fn build(self, project: &Project) -> Command {
        let mut build = cargo(project);
        build.args(["build", "--package", "meta-server", "--profile"]);
        build.arg(match self {
            Self::Server => "server",
            Self::Dev => "dev",
        });
        build
    }

    /// The program that `build` makes.
    pub fn program(self, project: &Project) -> PathBuf {
        let folder = match self {
            Self::Server => "server",
            Self::Dev => "debug",
        };
        project.target.join(folder).join("meta-server")
    }
}

/// A developer's account in a database, for which meta-server keeps a key file.
pub struct Account<'a> {
    pub project: &'a Project,
    pub profile: Profile,
    pub database: String,
    pub key_file: PathBuf,
}

impl Account<'_> {
    /// Makes the developer on the first call, and the key file with it.
    pub fn ensure(&self, name: &str) -> Result<()> {
        relay(&mut self.command(&["developer", "add", "--name", name]))
    }

    /// Fills the account, if it is empty.
    pub fn fill(&self, applications: u64) -> Result<()> {
        relay(&mut self.command(&["sample", &applications.to_string()]))
    }

    pub fn developer_key(&self) -> Result<String> {
        Ok(read(&self.key_file)?.trim().to_owned())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(self.profile.program(self.project), self.project);
        command
            .args(arguments)
            .arg("--key-file")
            .arg(&self.key_file)
            .env(DATABASE, &self.database);
        command
    }

    /// `meta-server serve` on the account's database.
    pub fn serve(&self, address: SocketAddr) -> Command {
        let mut serve = command(self.profile.program(self.project), self.project);
        serve
            .args(["serve", "--listen", &address.to_string()])
            .env(DATABASE, &self.database);
        serve
    }
}

/// A running server. Dropping it asks it to stop, and waits until it has.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Starts it, and waits until it is ready.
    pub fn start(serve: &mut Command, address: SocketAddr) -> Result<Self> {
        let mut server = Self {
            child: serve.spawn()?,
            address: reachable(address),
        };
        let start = Instant::now();
        while !server.is_ready() {
            if let Some(status) = server.child.try_wait()? {
                bail!("the server did not start ({status}); its own message says why");
            }
            if is_interrupted() {
                bail!("stopped");
            }
            if start.elapsed() > PATIENCE {
                bail!(
                    "the server did not answer http://{}/readyz within {} seconds",
                    server.address,
                    PATIENCE.as_secs()
                );
            }
            thread::sleep(POLL);
        }
        Ok(server)
    }

    fn is_ready(&self) -> bool {
        Connection::open(self.address)
            .and_then(|mut connection| connection.get("/readyz", ""))
            .is_ok_and(|answer| answer.status == 200)
    }

    /// Runs until Ctrl-C, and then until the requests under way are answered.
    pub fn wait(mut self) -> Result<()> {
        let mut asked = false;
        loop {
            match self.child.try_wait()? {
                Some(_) if is_interrupted() => return Ok(()),
                Some(status) => {
                    bail!("the server stopped by itself ({status}); its own message is above")
                }
                None => thread::sleep(POLL),
            }
            // From a terminal the server has had the same Ctrl-C; a signal to this process alone
            // has to be passed on.
            if is_interrupted() && !asked {
                asked = true;
                self.ask_to_stop();
            }
        }
    }

    fn ask_to_stop(&self) {
        if let Ok(id) = i32::try_from(self.child.id()) {
            // It fails only when the process has ended already.
            let _ = kill(Pid::from_raw(id), Signal::SIGTERM);
        }
    }

    fn ended_within(&mut self, patience: Duration) -> Option<ExitStatus> {
        let start = Instant::now();
        while start.elapsed() < patience {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            thread::sleep(POLL);
        }
        None
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(Some(_))) {
            return;
        }
        self.ask_to_stop();
        if self.ended_within(PATIENCE).is_none() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// An address that a client on this machine can connect to.
pub fn reachable(listen: SocketAddr) -> SocketAddr {
    match listen.ip() {
        ip if ip.is_unspecified() => SocketAddr::new(Ipv4Addr::LOCALHOST.into(), listen.port()),
        ip => SocketAddr::new(ip, listen.port()),
    }
}

/// An address on loopback with a port that was free a moment ago.
pub fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind((IpAddr::V4(Ipv4Addr::LOCALHOST), 0))?.local_addr()?)
}

/// Refuses an address that cannot be listened on, before any time is spent on building.
pub fn check_free(address: SocketAddr) -> Result<()> {
    use std::io::ErrorKind;
    let Err(error) = TcpListener::bind(address) else {
        return Ok(());
    };
    let port = address.port();
    Err(match error.kind() {
        ErrorKind::AddrInUse => anyhow!(
            "port {port} is taken by another program: stop that one, or choose another port with --listen {}",
            SocketAddr::new(address.ip(), port.checked_add(1).unwrap_or(8080))
        ),
        ErrorKind::PermissionDenied => {
            anyhow!(
                "port {port} needs administrator rights: choose one from 1024 on with --listen {}",
                SocketAddr::new(address.ip(), 8080)
            )
        }
        ErrorKind::AddrNotAvailable => {
            anyhow!(
                "this machine has no address {}: choose one that it has with --listen",
                address.ip()
            )
        }
        _ => anyhow!("cannot listen on {address} ({error}): choose another address with --listen"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_the_flag_that_helps() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let error = check_free(address).unwrap_err().to_string();
        assert!(
            error.contains(&format!("port {} is taken", address.port()))
                && error.contains("--listen 127.0.0.1:"),
            "{error}"
        );
    }

    #[test]
    fn a_free_port_is_fine() {
        // Port 0 lets the system choose. A port that was just given back may still be held, for the
        // moment between fork and exec, by a process that another test starts.
        check_free("127.0.0.1:0".parse().unwrap()).unwrap();
    }

    #[test]
    fn listening_everywhere_is_reached_on_loopback() {
        assert_eq!(
            reachable("0.0.0.0:80".parse().unwrap()).to_string(),
            "127.0.0.1:80"
        );
        assert_eq!(
            reachable("[::]:80".parse().unwrap()).to_string(),
            "127.0.0.1:80"
        );
        assert_eq!(
            reachable("10.0.0.7:80".parse().unwrap()).to_string(),
            "10.0.0.7:80"
        );
    }
}
