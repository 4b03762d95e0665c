//! A layer in front of the server that writes down what passes on its way there, byte by byte.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What clients have sent over one connection.
type Bytes = Arc<Mutex<Vec<u8>>>;

/// It runs until the test program ends.
pub struct Recorder {
    address: SocketAddr,
    connections: Arc<Mutex<Vec<Bytes>>>,
}

/// One request as it was sent.
#[derive(Debug)]
pub struct Sent {
    pub method: String,
    /// The path with its query.
    pub target: String,
    /// Names in small letters.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Recorder {
    pub fn start(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let recorder = Self {
            address: listener.local_addr().unwrap(),
            connections: Arc::default(),
        };
        let connections = Arc::clone(&recorder.connections);
        thread::spawn(move || {
            for client in listener.incoming() {
                let bytes = Bytes::default();
                connections.lock().unwrap().push(Arc::clone(&bytes));
                pass_on(client.unwrap(), TcpStream::connect(server).unwrap(), bytes);
            }
        });
        recorder
    }

    /// Where the API is, as a client sees it.
    pub fn base_url(&self) -> String {
        format!("http://{}/v0", self.address)
    }

    /// What was sent since the last look.
    pub fn take(&self) -> Vec<Sent> {
        let connections = std::mem::take(&mut *self.connections.lock().unwrap());
        let mut sent = Vec::new();
        for bytes in connections {
            let bytes = bytes.lock().unwrap();
            let mut rest = bytes.as_slice();
            while !rest.is_empty() {
                let (request, after) = read(rest);
                sent.push(request);
                rest = after;
            }
        }
        sent
    }
}

fn pass_on(mut client: TcpStream, mut server: TcpStream, record: Bytes) {
    let mut answers = (server.try_clone().unwrap(), client.try_clone().unwrap());
    thread::spawn(move || {
        let mut buffer = [0; 8192];
        // Whichever side ends the connection ends it for the other.
        while let Ok(count @ 1..) = client.read(&mut buffer) {
            record.lock().unwrap().extend_from_slice(&buffer[..count]);
            if server.write_all(&buffer[..count]).is_err() {
                break;
            }
        }
        let _ = server.shutdown(Shutdown::Write);
    });
    thread::spawn(move || {
        let _ = std::io::copy(&mut answers.0, &mut answers.1);
        let _ = answers.1.shutdown(Shutdown::Both);
    });
}

/// The first request, and the bytes after it.
fn read(bytes: &[u8]) -> (Sent, &[u8]) {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.expect("a request has an empty line after its headers");
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap().split(' ');
    let (method, target) = (first.next().unwrap(), first.next().unwrap());
    let headers: Vec<_> = lines
        .map(|line| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_lowercase(), value.trim().to_owned())
        })
        .collect();
    let value = |name: &str| {
        let header = headers.iter().find(|(known, _)| known == name);
        header.map(|(_, value)| value.as_str())
    };
    assert_eq!(value("transfer-encoding"), None, "a body of known length");
    let length = value("content-length").map_or(0, |length| length.parse().unwrap());
    let (body, rest) = bytes[end + 4..].split_at(length);
    let sent = Sent {
        method: method.to_owned(),
        target: target.to_owned(),
        body: String::from_utf8(body.to_vec()).expect("a body is UTF-8"),
        headers,
    };
    (sent, rest)
}
