//! Where ids and keys come from. Their lengths and alphabets are those of the hosted service.

use meta_api::{ApiKeyValue, ApplicationId};
use sha2::{Digest, Sha256};
use std::convert::Infallible;
use std::sync::{Mutex, PoisonError};

/// A source of random bytes.
pub trait Random: Send + Sync {
    /// Fills `bytes`.
    ///
    /// # Errors
    /// The operating system has no randomness to give.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness>;
}

/// The operating system gave no random bytes. Without them no key is safe, so none is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRandomness;

/// The operating system's cryptographically secure source.
#[derive(Clone, Copy, Debug)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        getrandom::fill(bytes).map_err(|_| NoRandomness)
    }
}

/// The same bytes for the same seed: SHA-256 of the seed and a counter. For sample data and
/// tests; whoever knows the seed knows everything that comes out.
#[derive(Debug)]
pub struct SeededRandom {
    seed: [u8; 32],
    state: Mutex<Stream>,
}

#[derive(Debug, Default)]
struct Stream {
    counter: u64,
    block: [u8; 32],
    left: usize,
}

impl SeededRandom {
    /// Starts at the beginning of the seed's bytes.
    #[must_use]
    pub fn new(seed: &[u8]) -> Self {
        Self {
            seed: Sha256::digest(seed).into(),
            state: Mutex::default(),
        }
    }

    /// The next bytes. Unlike the operating system, a seed never fails.
    pub fn stream(&self, bytes: &mut [u8]) {
        let mut stream = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        for byte in bytes {
            if stream.left == 0 {
                let mut hash = Sha256::new();
                hash.update(self.seed);
                hash.update(stream.counter.to_be_bytes());
                stream.block = hash.finalize().into();
                stream.left = stream.block.len();
                stream.counter += 1;
            }
            stream.left -= 1;
            *byte = stream.block[stream.left];
        }
    }

    /// See [`application_id`].
    pub fn application_id(&self) -> ApplicationId {
        let Ok(id) = id_text(|bytes| self.fill_always(bytes));
        ApplicationId::new(id)
    }

    /// See [`api_key`].
    pub fn api_key(&self) -> ApiKeyValue {
        let Ok(key) = text(ALPHANUMERIC, API_KEY_LENGTH, |bytes| {
            self.fill_always(bytes)
        });
        ApiKeyValue::new(key)
    }

    #[expect(clippy::unnecessary_wraps, reason = "the form that `text` takes")]
    fn fill_always(&self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.stream(bytes);
        Ok(())
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        self.stream(bytes);
        Ok(())
    }
}

const API_KEY_LENGTH: usize = 30;
const ALPHANUMERIC: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const URL_SAFE: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A new application id: 22 of `[A-Za-z0-9_-]`.
///
/// # Errors
/// See [`Random::fill`].
pub fn application_id(random: &dyn Random) -> Result<ApplicationId, NoRandomness> {
    id_text(|bytes| random.fill(bytes)).map(ApplicationId::new)
}

/// A new API key: 30 alphanumerics (178 bits).
///
/// # Errors
/// See [`Random::fill`].
pub fn api_key(random: &dyn Random) -> Result<ApiKeyValue, NoRandomness> {
    text(ALPHANUMERIC, API_KEY_LENGTH, |bytes| random.fill(bytes)).map(ApiKeyValue::new)
}

/// The text of a new developer key: 22 alphanumerics (130 bits).
///
/// # Errors
/// See [`Random::fill`].
pub fn developer_key(random: &dyn Random) -> Result<String, NoRandomness> {
    text(ALPHANUMERIC, 22, |bytes| random.fill(bytes))
}

/// A random (version 4) UUID as text.
///
/// # Errors
/// See [`Random::fill`].
pub fn uuid(random: &dyn Random) -> Result<String, NoRandomness> {
    let mut bytes = [0; 16];
    random.fill(&mut bytes)?;
    // RFC 9562, section 5.4: the version and the variant.
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let number = u128::from_be_bytes(bytes);
    Ok(format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        number >> 96,
        number >> 80 & 0xffff,
        number >> 64 & 0xffff,
        number >> 48 & 0xffff,
        number & 0xffff_ffff_ffff,
    ))
}

/// The first character is a letter or a digit, so that no command line takes an id for an option.
fn id_text<E>(mut fill: impl FnMut(&mut [u8]) -> Result<(), E>) -> Result<String, E> {
    Ok(text(ALPHANUMERIC, 1, &mut fill)? + &text(URL_SAFE, 21, fill)?)
}

/// `length` characters, each equally likely: bytes past the largest multiple of the alphabet's
/// length are thrown away.
fn text<E>(
    alphabet: &[u8],
    length: usize,
    mut fill: impl FnMut(&mut [u8]) -> Result<(), E>,
) -> Result<String, E> {
    let limit = 256 - 256 % alphabet.len();
    let mut text = String::with_capacity(length);
    let mut bytes = [0; 32];
    while text.len() < length {
        fill(&mut bytes)?;
        let usable = bytes.iter().map(|byte| usize::from(*byte));
        let usable = usable.filter(|byte| *byte < limit);
        text.extend(
            usable
                .take(length - text.len())
                .map(|byte| char::from(alphabet[byte % alphabet.len()])),
        );
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_keys_have_the_hosted_services_form() {
        for _ in 0..500 {
            let id = application_id(&SystemRandom).unwrap();
            assert_eq!(id.as_str().len(), 22);
            assert!(id.as_str().starts_with(|c: char| c.is_ascii_alphanumeric()));
            assert!(id.as_str().bytes().all(|byte| URL_SAFE.contains(&byte)));
            let key = api_key(&SystemRandom).unwrap();
            assert_eq!(key.expose().len(), 30);
            assert!(
                key.expose()
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric())
            );
            let key = developer_key(&SystemRandom).unwrap();
            assert_eq!(key.len(), 22);
            assert!(key.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        }
    }

    #[test]
    fn every_character_of_the_alphabet_turns_up() {
        let random = SeededRandom::new(b"alphabet");
        let drawn = text(ALPHANUMERIC, 10_000, |bytes| random.fill(bytes)).unwrap();
        for character in ALPHANUMERIC {
            assert!(drawn.contains(char::from(*character)));
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_keys_and_another_seed_others() {
        let key = |seed: &[u8]| api_key(&SeededRandom::new(seed)).unwrap();
        assert_eq!(key(b"one"), key(b"one"));
        assert_ne!(key(b"one"), key(b"two"));
    }

    #[test]
    fn a_request_id_is_a_version_4_uuid() {
        let id = uuid(&SystemRandom).unwrap();
        let lengths: Vec<usize> = id.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert_eq!(&id[14..15], "4");
        assert!("89ab".contains(&id[19..20]));
    }
}
