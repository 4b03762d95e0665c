//! Stopping a server while a request is under way.

use crate::support::process::{Server, read_all};
use std::io::Write;
use std::net::TcpStream;

fn stops_after_the_request_under_way(signal: &str) {
    let server = Server::start(&[]);
    let body = "{\"name\":\"Finished\"}";
    let mut connection = TcpStream::connect(server.address()).unwrap();
    write!(
        connection,
        "POST /v0/applications HTTP/1.1\r\nHost: x\r\nAuthorization: DeveloperKey {}\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        server.key,
        body.len()
    )
    .unwrap();
    // The server asks for the body, so the request is being handled.
    let mut go_on = [0; 25];
    std::io::Read::read_exact(&mut connection, &mut go_on).unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    server.signal(signal);
    // It no longer takes connections, which shows that the signal has arrived.
    while TcpStream::connect(server.address()).is_ok() {
        std::thread::yield_now();
    }
    connection.write_all(body.as_bytes()).unwrap();
    let answer = read_all(connection);
    assert!(answer.starts_with("HTTP/1.1 201 Created"), "{answer}");
    assert!(answer.contains("\"name\":\"Finished\""), "{answer}");
    let (success, log) = server.wait();
    assert!(success);
    let last: serde_json::Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    assert_eq!(last["message"], "stopped");
}

#[test]
fn a_service_manager_stops_it_in_order() {
    stops_after_the_request_under_way("TERM");
}

#[test]
fn ctrl_c_stops_it_in_order() {
    stops_after_the_request_under_way("INT");
}
