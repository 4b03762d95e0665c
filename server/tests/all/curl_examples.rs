//! Every curl example of the reference, executed by curl itself with `-L` added. Only the host
//! and the developer key are replaced; the ids and keys in the examples are put into the
//! database beforehand.

use crate::support::process::Server;
use meta_api::endpoint::Answer;
use meta_api::{ENDPOINTS, Endpoint};
use sea_orm::{ConnectionTrait, Database};
use std::process::Command;

const APPLICATIONS: [&str; 2] = ["wSPk9y5D7p5o87k0ACGKxR", "koiR71rFLPTdld9N-YUR"];

/// Puts the applications, the key and the webhook of the examples into an account.
async fn seed(server: &Server) {
    let url = format!("sqlite://{}", server.database().display());
    let connection = Database::connect(&url).await.unwrap();
    for id in APPLICATIONS {
        let statement = format!(
            "INSERT INTO applications VALUES ('{id}', 1, 'Test App', '', '', 1, 0, 0, 0, 1, 1)"
        );
        connection.execute_unprepared(&statement).await.unwrap();
    }
    for statement in [
        "INSERT INTO api_keys VALUES
            ('80OdF5hXzkNqEs9DHRkiA1EXz1pbF4', 'koiR71rFLPTdld9N-YUR', 1, 1)",
        "INSERT INTO webhooks VALUES (100, 'koiR71rFLPTdld9N-YUR', 'http://localhost:5000', 1, 1)",
        "UPDATE developers SET applications_total = 2, applications_active = 2",
    ] {
        connection.execute_unprepared(statement).await.unwrap();
    }
    connection.close().await.unwrap();
}

/// Runs an example in a shell, as a reader of the reference would; answers status and body.
fn execute(server: &Server, example: &str, endpoint: &Endpoint) -> (u16, String) {
    // The endpoints without an example of their own share a general form.
    let resource = endpoint.path.replace("{application_id}", APPLICATIONS[0]);
    let resource = resource.replace("{id}", "100");
    let command = example
        .replace("[RESOURCE]", resource.trim_start_matches('/'))
        .replace("https://api.kloudless.com", &server.url)
        .replacen(
            "curl ",
            "curl -L --silent --write-out '\\n%{http_code}' ",
            1,
        );
    let command = ["[KEY]", "S4i5EG5ViEAVmMaCilB5", "isgqXuDfLBOhcZzf7cO93T"]
        .into_iter()
        .fold(command, |command, key| command.replace(key, &server.key));
    assert!(command.contains(&server.key) && command.contains(&server.url));
    let output = Command::new("sh").args(["-c", &command]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let (body, status) = text.rsplit_once('\n').unwrap();
    (status.parse().unwrap(), body.to_owned())
}

#[tokio::test]
async fn every_example_of_the_reference_works() {
    let mut count = 0;
    for endpoint in ENDPOINTS {
        for example in endpoint.curl {
            // A server each, because some examples delete what others need.
            let server = Server::start(&[]);
            seed(&server).await;
            if endpoint.title == "Retrieve a webhook" {
                let url = format!("sqlite://{}", server.database().display());
                let connection = Database::connect(&url).await.unwrap();
                let move_it = format!("UPDATE webhooks SET application_id = '{}'", APPLICATIONS[0]);
                connection.execute_unprepared(&move_it).await.unwrap();
                connection.close().await.unwrap();
            }
            let (status, body) = execute(&server, example, endpoint);
            assert_eq!(status, endpoint.answer.status(), "{example}\n{body}");
            let is_empty = endpoint.answer == Answer::Nothing;
            assert_eq!(body.is_empty(), is_empty, "{example}\n{body}");
            if !is_empty {
                let json: serde_json::Value = serde_json::from_str(&body).unwrap();
                assert!(json.is_object(), "{example}");
            }
            count += 1;
        }
    }
    assert!(count >= ENDPOINTS.len());
}

#[tokio::test]
async fn the_table_has_the_examples_as_the_reference_prints_them() {
    // The reference's own text, as far as it is a command: what the table leaves out would not
    // be executed above.
    let examples: Vec<&str> = ENDPOINTS
        .iter()
        .flat_map(|endpoint| endpoint.curl)
        .copied()
        .collect();
    for part in [
        "-d '{\"name\": \"Test App 1\", \"description\": \"A test application.\"}'",
        "-d '{\"name\": \"Test App 2\", \"source\": \"wSPk9y5D7p5o87k0ACGKxR\"}'",
        "-XPATCH -d '{\"description\": \"A better test application.\"}'",
        "-XDELETE https://api.kloudless.com/applications/koiR71rFLPTdld9N-YUR",
        "'https://api.kloudless.com/v0/applications/wSPk9y5D7p5o87k0ACGKxR/apikeys/'",
        "apikeys/80OdF5hXzkNqEs9DHRkiA1EXz1pbF4'",
        "-XPOST -d '{\"url\": \"http://localhost:5000\"}'",
        "webhooks/100'",
        "https://api.kloudless.com/v0/applications",
        "https://api.kloudless.com/v0/[RESOURCE]",
    ] {
        assert!(
            examples.iter().any(|example| example.contains(part)),
            "{part}"
        );
    }
}
