//! `meta-server sample`

use super::{Result, open, print};
use crate::cli::Sample;
use crate::key_file;
use crate::sample::applications;
use crate::store::KeyState;
use meta_api::DeveloperKey;

/// Fills the account of a developer key, if it is empty.
pub(crate) async fn sample(options: Sample) -> Result {
    let key = match &options.key_file {
        Some(path) => key_file::read(path)?,
        // Never an argument: those are visible to everybody on the machine.
        None => match std::env::var("META_DEVELOPER_KEY") {
            Ok(key) if !key.is_empty() => DeveloperKey::parse(&key)?,
            _ => {
                return Err(
                    "Name the account to fill: --key-file PATH, or the developer key in \
                            the environment variable META_DEVELOPER_KEY."
                        .into(),
                );
            }
        },
    };
    let store = open(&options.database).await?;
    let KeyState::Valid(developer) = store.key_state(&key).await? else {
        return Err(
            "This database does not know the developer key, or it was revoked. Register \
                    it with `meta-server developer add --key-file PATH`."
                .into(),
        );
    };
    let count = options.count;
    match store.fill(developer, applications(count, &key)).await? {
        0 => print(&format!("Added {count} applications.")),
        present => print(&format!(
            "Nothing was added: the account has {present} applications already."
        )),
    }
}
