//! A host for static files as people rent it: files below one path, 404.html for the rest.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};

/// Serves a folder below `/sub/` for as long as the process runs.
pub struct StaticHost {
    origin: String,
}

impl StaticHost {
    /// Binds a free port. Nothing is answered before [`Self::serve`].
    pub fn bind() -> (TcpListener, Self) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        (listener, Self { origin })
    }

    /// Serves the folder, with this text as its `config.json`.
    pub fn serve(listener: TcpListener, folder: PathBuf, config: String) {
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (folder, config) = (folder.clone(), config.clone());
                // A browser that closes early is no failure of the host.
                std::thread::spawn(move || answer(&stream, &folder, &config).ok());
            }
        });
    }

    /// The origin: `http://127.0.0.1:45111`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// A page of this host that shows the console inside itself.
    pub fn framing_url(&self) -> String {
        format!("{}/frame", self.origin)
    }

    /// A URL of the console on this host.
    pub fn url(&self, path: &str) -> String {
        format!("{}/sub/{path}", self.origin)
    }
}

/// Shows the console inside another page.
const FRAME: &str = "<!doctype html><title>Around it</title>\
    <iframe src='/sub/' width='900' height='900'></iframe>";

fn answer(mut stream: &TcpStream, folder: &Path, config: &str) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let target = first.split(' ').nth(1).unwrap_or_default();
    let path = target.split('?').next().unwrap_or_default();
    let name = match path.strip_prefix("/sub/") {
        Some("") => Some("index.html"),
        name => name.filter(|name| !name.contains("..")),
    };
    let file = name.and_then(|name| std::fs::read(folder.join(name)).ok());
    let (status, kind, body) = match (name, file) {
        _ if path == "/frame" => ("200 OK", "text/html", FRAME.into()),
        (Some("config.json"), _) => ("200 OK", "application/json", config.into()),
        (Some(name), Some(body)) => ("200 OK", kind(name), body),
        _ => (
            "404 Not Found",
            "text/html",
            std::fs::read(folder.join("404.html"))?,
        ),
    };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\
         connection: close\r\n\r\n"
    )?;
    stream.write_all(&body)
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
