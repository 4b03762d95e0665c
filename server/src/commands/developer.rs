//! `meta-server developer add | list | revoke`

use super::{Result, open, print};
use crate::cli::{Database, Developer};
use crate::clock::{Clock, SystemClock};
use crate::key_file;
use crate::random::SystemRandom;
use crate::store::KeyState;
use std::path::Path;

/// Runs the command.
pub(crate) async fn developer(command: Developer) -> Result {
    match command {
        Developer::Add {
            database,
            name,
            key_file: Some(path),
        } => add_from_file(&database, &name, &path).await,
        Developer::Add { database, name, .. } => add(&database, &name).await,
        Developer::List { database } => list(&database).await,
        Developer::Revoke { database, id } => revoke(&database, id).await,
    }
}

async fn add(database: &Database, name: &str) -> Result {
    let store = open(database).await?;
    let key = key_file::new_key(&SystemRandom)?;
    store.add_developer(name, &key, SystemClock.now()).await?;
    print(key.expose())
}

async fn add_from_file(database: &Database, name: &str, path: &Path) -> Result {
    let store = open(database).await?;
    let key = key_file::read_or_make(path, &SystemRandom)?;
    match store.key_state(&key).await? {
        KeyState::Valid(_) => {}
        KeyState::Unknown => {
            store.add_developer(name, &key, SystemClock.now()).await?;
        }
        KeyState::Revoked => {
            return Err(format!(
                "The key in {} was revoked in this database. Move the file away to have a new \
                 account and key made.",
                path.display()
            )
            .into());
        }
    }
    Ok(())
}

async fn list(database: &Database) -> Result {
    let developers = open(database).await?.developers().await?;
    if developers.is_empty() {
        return print(
            "There are no developers yet. Add one: meta-server developer add --name NAME",
        );
    }
    print("id\tcreated\tkey\tapplications\tname")?;
    for developer in developers {
        let key = match developer.revoked {
            None => "valid".to_owned(),
            Some(at) => format!("revoked {}", at.timestamp()),
        };
        print(&format!(
            "{}\t{}\t{key}\t{}\t{}",
            developer.id,
            developer.created.timestamp(),
            developer.applications,
            developer.name,
        ))?;
    }
    Ok(())
}

async fn revoke(database: &Database, id: i64) -> Result {
    let store = open(database).await?;
    if store.revoke_developer(id, SystemClock.now()).await? {
        return print(&format!("The key of developer {id} no longer works."));
    }
    Err(format!(
        "There is no developer {id} with a valid key. `meta-server developer list` shows them all."
    )
    .into())
}
