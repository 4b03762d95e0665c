//! The command line.

use crate::support::process::{meta_server, run, stderr, stdout};
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

fn is_developer_key(text: &str) -> bool {
    text.len() == 22 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn help_names_every_command_and_variable() {
    let folder = tempfile::tempdir().unwrap();
    let help = stdout(&run(folder.path(), &["--help"]));
    for command in ["serve", "developer", "sample", "openapi"] {
        assert!(help.contains(command), "{help}");
    }
    let help = stdout(&run(folder.path(), &["serve", "--help"]));
    for variable in [
        "META_SERVER_LISTEN",
        "META_SERVER_DATABASE",
        "META_SERVER_CONSOLE",
        "META_SERVER_ALLOW_ORIGIN",
        "META_SERVER_LOG_FORMAT",
    ] {
        assert!(help.contains(variable), "{help}");
    }
}

#[test]
fn help_does_not_show_the_databases_password() {
    let folder = tempfile::tempdir().unwrap();
    let output = meta_server(folder.path())
        .args(["serve", "--help"])
        .env("META_SERVER_DATABASE", "postgres://meta:hunter2@db/meta")
        .output()
        .unwrap();
    assert!(output.status.success());
    assert!(!stdout(&output).contains("hunter2"));
}

#[test]
fn a_new_developers_key_stands_alone_on_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["developer", "add", "--name", "me"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(
        is_developer_key(text.strip_suffix('\n').unwrap()),
        "one line"
    );
    assert!(folder.path().join("meta.sqlite").is_file());
}

#[test]
fn a_key_file_is_made_once_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("developer-key");
    let add = [
        "developer",
        "add",
        "--name",
        "me",
        "--key-file",
        "developer-key",
    ];
    let output = run(folder.path(), &add);
    assert!(output.status.success(), "{}", stderr(&output));
    let key = fs::read_to_string(&file).unwrap();
    assert!(is_developer_key(key.trim()));
    assert_eq!(mode(&file), 0o600);
    assert!(!stdout(&output).contains(key.trim()) && !stderr(&output).contains(key.trim()));

    fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).unwrap();
    assert!(run(folder.path(), &add).status.success());
    assert_eq!(fs::read_to_string(&file).unwrap(), key);
    assert_eq!(mode(&file), 0o400);
    let list = stdout(&run(folder.path(), &["developer", "list"]));
    assert_eq!(list.lines().count(), 2, "{list}");

    // Another database does not know the key yet.
    fs::remove_file(folder.path().join("meta.sqlite")).unwrap();
    assert!(run(folder.path(), &add).status.success());
    assert_eq!(fs::read_to_string(&file).unwrap(), key);
    let list = stdout(&run(folder.path(), &["developer", "list"]));
    assert_eq!(list.lines().count(), 2, "{list}");
}

#[test]
fn a_file_that_holds_something_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    for content in ["", "my shopping list", "tooshort", "has-dashes-in-it-12345"] {
        fs::write(&file, content).unwrap();
        let arguments = [
            "developer",
            "add",
            "--name",
            "me",
            "--key-file",
            "notes.txt",
        ];
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains("holds no developer key"));
        assert_eq!(fs::read_to_string(&file).unwrap(), content);
    }
}

#[test]
fn a_revoked_key_is_listed_as_such_and_not_registered_again() {
    let folder = tempfile::tempdir().unwrap();
    let add = [
        "developer",
        "add",
        "--name",
        "me",
        "--key-file",
        "developer-key",
    ];
    run(folder.path(), &add);
    let output = run(folder.path(), &["developer", "revoke", "1"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let list = stdout(&run(folder.path(), &["developer", "list"]));
    assert!(list.contains("revoked"), "{list}");
    for again in [
        &["developer", "revoke", "1"][..],
        &["developer", "revoke", "7"],
        &add,
    ] {
        let output = run(folder.path(), again);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).trim().ends_with('.'));
    }
}

#[test]
fn a_sample_fills_an_empty_account_once() {
    let folder = tempfile::tempdir().unwrap();
    run(
        folder.path(),
        &[
            "developer",
            "add",
            "--name",
            "me",
            "--key-file",
            "developer-key",
        ],
    );
    let sample = ["sample", "30", "--key-file", "developer-key"];
    let output = run(folder.path(), &sample);
    assert_eq!(
        stdout(&output),
        "Added 30 applications.\n",
        "{}",
        stderr(&output)
    );
    let output = run(folder.path(), &sample);
    assert!(output.status.success());
    assert!(stdout(&output).contains("has 30 applications already"));
    let list = stdout(&run(folder.path(), &["developer", "list"]));
    assert!(list.contains("\tvalid\t30\tme"), "{list}");
}

#[test]
fn a_sample_takes_the_key_from_the_environment_and_from_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let key = stdout(&run(folder.path(), &["developer", "add", "--name", "me"]));
    let with = |key: &str| {
        let mut command = meta_server(folder.path());
        command.args(["sample", "3"]).env("META_DEVELOPER_KEY", key);
        command.output().unwrap()
    };
    let output = with("S4i5EG5ViEAVmMaCilB5");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("does not know"),
        "{}",
        stderr(&output)
    );
    assert!(with(&key).status.success());
    let output = run(folder.path(), &["sample", "3"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("META_DEVELOPER_KEY"));
    assert_eq!(
        run(folder.path(), &["sample", "3", key.trim()])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn the_description_is_printed_as_json() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["openapi"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(document["paths"]["/v0/applications"]["get"].is_object());
    assert!(!folder.path().join("meta.sqlite").exists());
}

#[test]
fn what_keeps_a_server_from_starting_is_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    // Bound and let go: nothing listens there.
    let silent = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!(
            "postgres://meta:hunter2@{}/meta",
            listener.local_addr().unwrap()
        )
    };
    let free = "127.0.0.1:0";
    for (arguments, part) in [
        (
            vec!["serve", "--listen", free, "--console", "missing"],
            "index.html",
        ),
        (
            vec!["serve", "--listen", free, "--database", "mysql://x/y"],
            "postgres://",
        ),
        (
            vec!["serve", "--listen", free, "--database", "hunter2"],
            "postgres://",
        ),
        (
            vec!["serve", "--listen", free, "--database", &silent],
            "cannot be reached",
        ),
        (
            vec![
                "serve",
                "--listen",
                free,
                "--database",
                "sqlite://no/such/folder/x?mode=rwc",
            ],
            "sqlite://no/such/folder/x cannot be opened",
        ),
        (
            vec!["serve", "--listen", free, "--database", "sqlite:/no/such/x"],
            "sqlite:/no/such/x cannot be opened",
        ),
        (
            vec!["serve", "--listen", free, "--database", "sqlite:no/such/x"],
            "sqlite:no/such/x cannot be opened",
        ),
        (
            vec![
                "serve",
                "--listen",
                free,
                "--database",
                "postgres://meta:hunter2?x@127.0.0.1:1/meta",
            ],
            "postgres://meta:•••@127.0.0.1:1/meta cannot be reached",
        ),
        (vec!["serve", "--listen", "192.0.2.1:8080"], "--listen"),
    ] {
        let output = run(folder.path(), &arguments);
        let text = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {text}");
        assert!(text.contains(part), "{arguments:?}: {text}");
        assert!(!text.contains("hunter2"), "{text}");
        assert!(!text.contains("panicked"), "{text}");
        assert_eq!(text.trim().lines().count(), 1, "{text}");
    }
}

#[test]
fn a_taken_port_is_named_and_nothing_else_is_touched() {
    let folder = tempfile::tempdir().unwrap();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    let output = run(folder.path(), &["serve", "--listen", &address]);
    assert_eq!(output.status.code(), Some(1));
    let text = stderr(&output);
    assert!(
        text.contains(&format!("listens on {address} already")),
        "{text}"
    );
    assert!(!folder.path().join("meta.sqlite").exists());
}

#[test]
fn a_wrong_origin_is_refused_with_an_example() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["serve", "--allow-origin", "https://example.com/app"];
    let output = run(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("https://console.example.com"));
}

#[test]
fn an_empty_variable_counts_as_not_set() {
    let folder = tempfile::tempdir().unwrap();
    let with_empty = |variables: &[&str], arguments: &[&str]| {
        let mut command = meta_server(folder.path());
        command.args(arguments);
        command.envs(variables.iter().map(|variable| (variable, "")));
        command.output().unwrap()
    };
    let variables = ["META_SERVER_KEY_FILE", "META_SERVER_DATABASE"];
    let output = with_empty(&variables, &["developer", "add", "--name", "me"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(is_developer_key(stdout(&output).trim()));
    assert!(folder.path().join("meta.sqlite").is_file());

    let output = with_empty(&["META_SERVER_DEVELOPER_NAME"], &["developer", "add"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--name"));

    let variables = ["META_SERVER_KEY_FILE", "META_DEVELOPER_KEY"];
    let output = with_empty(&variables, &["sample", "3"]);
    assert!(stderr(&output).contains("Name the account to fill"));

    // It gets as far as the address, which is the last thing before the database.
    let variables = [
        "META_SERVER_CONSOLE",
        "META_SERVER_ALLOW_ORIGIN",
        "META_SERVER_LOG_FORMAT",
    ];
    let output = with_empty(&variables, &["serve", "--listen", "192.0.2.1:8080"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no address of this machine"));
}
