//! The least of an HTTP/1.1 client that readiness checks and measurements on loopback need: GET
//! over one connection that is kept open.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail};

pub struct Connection {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
}

pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Connection {
    pub fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect_timeout(&address, Duration::from_secs(2))?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::new(stream),
            address,
        })
    }

    /// `headers` are whole lines, each with its line end.
    pub fn get(&mut self, path: &str, headers: &str) -> Result<Answer> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\n{headers}\r\n",
            self.address
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        read_answer(&mut self.stream)
    }
}

fn read_answer(stream: &mut impl BufRead) -> Result<Answer> {
    let status = line(stream)?;
    let status = status
        .strip_prefix("HTTP/1.1 ")
        .and_then(|rest| rest.get(..3)?.parse().ok())
        .with_context(|| format!("not an HTTP answer: {status}"))?;
    let mut length = None;
    let mut chunked = false;
    loop {
        let header = line(stream)?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').context("a header without a colon")?;
        match &*name.to_ascii_lowercase() {
            "content-length" => length = Some(value.trim().parse::<u64>()?),
            "transfer-encoding" => chunked = value.trim() == "chunked",
            _ => {}
        }
    }
    let mut body = Vec::new();
    if chunked {
        loop {
            let size = u64::from_str_radix(&line(stream)?, 16).context("not a chunk size")?;
            stream.take(size).read_to_end(&mut body)?;
            line(stream)?;
            if size == 0 {
                break;
            }
        }
    } else {
        let Some(length) = length else {
            bail!("an answer without a length")
        };
        stream.take(length).read_to_end(&mut body)?;
        if body.len() as u64 != length {
            bail!("the connection closed within an answer");
        }
    }
    Ok(Answer { status, body })
}

fn line(stream: &mut impl BufRead) -> Result<String> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        bail!("the connection closed before the answer");
    }
    Ok(line.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_with_a_length_and_in_chunks_are_read_to_their_end() {
        let mut stream = &b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n2\r\nde\r\n1\r\nf\r\n0\r\n\r\n"[..];
        let first = read_answer(&mut stream).unwrap();
        assert_eq!((first.status, &*first.body), (200, &b"abc"[..]));
        let second = read_answer(&mut stream).unwrap();
        assert_eq!((second.status, &*second.body), (404, &b"def"[..]));
        assert!(stream.is_empty());
    }

    #[test]
    fn a_cut_answer_is_an_error() {
        assert!(read_answer(&mut &b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nab"[..]).is_err());
        assert!(read_answer(&mut &b"HTTP/1.1 200 OK\r\n"[..]).is_err());
    }
}
