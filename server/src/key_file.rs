//! The file that holds a developer key on the operator's machine.

use crate::random::{self, Random};
use meta_api::DeveloperKey;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{error, fmt};

/// Why a key file cannot be used; prints as a sentence with what to do.
#[derive(Debug)]
pub enum KeyFileError {
    /// It cannot be read.
    Read(PathBuf, io::Error),
    /// It cannot be written.
    Write(PathBuf, io::Error),
    /// It holds something else.
    NotAKey(PathBuf),
    /// There are no random bytes to make a key of.
    NoRandomness,
}

impl fmt::Display for KeyFileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(path, error) => write!(
                formatter,
                "The key file {} cannot be read ({error}). Check its path and its permissions.",
                path.display()
            ),
            Self::Write(path, error) => write!(
                formatter,
                "The key file {} cannot be written ({error}). Check that its folder exists and \
                 may be written to.",
                path.display()
            ),
            Self::NotAKey(path) => write!(
                formatter,
                "The file {} holds no developer key (20 to 22 letters and digits). Move it away \
                 to have a new key made, or name another file.",
                path.display()
            ),
            Self::NoRandomness => formatter.write_str(
                "The operating system gives no random bytes, so no safe key can be made. Try \
                 again when the system has finished starting.",
            ),
        }
    }
}

impl error::Error for KeyFileError {}

/// Makes a new key.
///
/// # Errors
/// There are no random bytes.
pub fn new_key(random: &dyn Random) -> Result<DeveloperKey, KeyFileError> {
    let text = random::developer_key(random).map_err(|_| KeyFileError::NoRandomness)?;
    DeveloperKey::parse(&text).map_err(|_| KeyFileError::NoRandomness)
}

/// Reads a key.
///
/// # Errors
/// The file cannot be read or holds no key.
pub fn read(path: &Path) -> Result<DeveloperKey, KeyFileError> {
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => KeyFileError::NotAKey(path.to_owned()),
        _ => KeyFileError::Read(path.to_owned(), error),
    })?;
    let text = text.trim();
    let has_the_form =
        (20..=22).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    has_the_form
        .then(|| DeveloperKey::parse(text).ok())
        .flatten()
        .ok_or_else(|| KeyFileError::NotAKey(path.to_owned()))
}

/// The key in the file; a new one, when there is no file yet. The new file can be read by its
/// owner only; an existing one keeps its permissions.
///
/// # Errors
/// The file can be neither read nor written, or holds something else.
pub fn read_or_make(path: &Path, random: &dyn Random) -> Result<DeveloperKey, KeyFileError> {
    // Drawn before the file exists, so that no failure leaves an empty one behind.
    let key = new_key(random)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    match options.open(path) {
        Ok(mut file) => {
            writeln!(file, "{}", key.expose())
                .and_then(|()| file.sync_all())
                .map_err(|error| KeyFileError::Write(path.to_owned(), error))?;
            Ok(key)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => read(path),
        Err(error) => Err(KeyFileError::Write(path.to_owned(), error)),
    }
}
