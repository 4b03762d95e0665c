//! As much of HTTP/1.1 as the layer needs: one request on each connection, answers as bytes.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result, Write};
use std::net::TcpStream;

/// A request as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`.
    pub method: String,
    /// Path and query as sent: `/v0/applications?page=2`.
    pub target: String,
    /// Names as sent, values without the spaces around them.
    pub headers: Vec<(String, String)>,
    /// Empty without one.
    pub body: String,
}

impl Request {
    /// The target without its query.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(found, _)| found.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    /// Whether it is meant to change something.
    pub fn is_write(&self) -> bool {
        !["GET", "HEAD", "OPTIONS"].contains(&&*self.method)
    }
}

/// Reads a request; `None` when the other side closed without one.
pub(super) fn read_request(stream: &TcpStream) -> Result<Option<Request>> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut words = first.split_whitespace();
    let mut word = || words.next().unwrap_or_default().to_owned();
    let (method, target) = (word(), word());
    let mut headers = Vec::new();
    for line in reader.by_ref().lines() {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let mut request = Request {
        method,
        target,
        headers,
        body: String::new(),
    };
    let length = request.header("content-length").map(str::parse);
    let mut body = vec![0; length.transpose().map_err(invalid)?.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    request.body = String::from_utf8(body).map_err(invalid)?;
    Ok(Some(request))
}

/// Sends the request to the server, and reads the whole answer.
pub(super) fn exchange(server: &str, request: &Request) -> Result<Answer> {
    let mut stream = TcpStream::connect(server)?;
    let mut head = format!("{} {} HTTP/1.1\r\n", request.method, request.target);
    for (name, value) in &request.headers {
        if !name.eq_ignore_ascii_case("connection") {
            head.extend([name, ": ", value, "\r\n"]);
        }
    }
    head.push_str("connection: close\r\n\r\n");
    stream.write_all(head.as_bytes())?;
    stream.write_all(request.body.as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let body = bytes.split_off(end.ok_or_else(|| invalid("no answer"))? + 4);
    let head = String::from_utf8(bytes).map_err(invalid)?;
    Ok(Answer { head, body })
}

/// An answer. It ends its connection, so no browser repeats a request by itself, as they do on a
/// connection that has served them before.
pub(super) struct Answer {
    /// Status line and headers, with the empty line.
    head: String,
    /// As sent: compressed, or in chunks.
    body: Vec<u8>,
}

impl Answer {
    /// One that does not come from the server. Every origin may read it.
    pub(super) fn new(
        request: &Request,
        status: u16,
        headers: &[(&str, String)],
        body: String,
    ) -> Self {
        let length = body.len();
        let mut head = format!("HTTP/1.1 {status} Injected\r\ncontent-length: {length}\r\n");
        for (name, value) in headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        if let Some(origin) = request.header("origin") {
            head.extend(["access-control-allow-origin: ", origin, "\r\n"]);
            head.push_str("access-control-expose-headers: retry-after, x-request-id\r\n");
        }
        head.push_str("connection: close\r\n\r\n");
        let body = body.into_bytes();
        Self { head, body }
    }

    pub(super) fn cut_off(mut self) -> Self {
        self.body.truncate(self.body.len() / 2);
        self
    }

    pub(super) fn without_cors(mut self) -> Self {
        let is_kept = |line: &&str| !line.to_ascii_lowercase().starts_with("access-control-");
        self.head = self.head.split_inclusive("\r\n").filter(is_kept).collect();
        self
    }

    pub(super) fn cors_lacks(mut self, word: &str) -> Self {
        let line = |line: &str| {
            let is_cors = line.to_ascii_lowercase().starts_with("access-control-");
            let (name, list) = line.split_once(':').filter(|_| is_cors)?;
            let kept = list.trim().split(',').map(str::trim);
            let kept: Vec<&str> = kept.filter(|it| !it.eq_ignore_ascii_case(word)).collect();
            Some(format!("{name}: {}\r\n", kept.join(",")))
        };
        let lines = self.head.split_inclusive("\r\n");
        self.head = lines
            .map(|it| line(it).unwrap_or_else(|| it.to_owned()))
            .collect();
        self
    }

    pub(super) fn with_header(mut self, name: &str, value: &str) -> Self {
        let is_it = |line: &str| {
            let found = line.split(':').next().unwrap_or_default();
            found.eq_ignore_ascii_case(name)
        };
        let lines = self.head.split_inclusive("\r\n");
        let kept: String = lines.filter(|it| !is_it(it) && *it != "\r\n").collect();
        self.head = format!("{kept}{name}: {value}\r\n\r\n");
        self
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.head.into_bytes();
        bytes.extend(self.body);
        bytes
    }
}

fn invalid(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(ErrorKind::InvalidData, error)
}
