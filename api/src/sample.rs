//! A request as it is shown to a person, and as code in the languages people call APIs with.
//! It holds no secret: environment variables stand in their place.

mod curl;
mod go;
mod httpie;
mod javascript;
mod kloudless;
mod literal;
mod powershell;
mod python;
mod rust;
mod shell;

use crate::Method;
use serde::{Deserialize, Serialize};

pub use kloudless::NOT_COVERED;

/// The environment variable that holds the developer key wherever a sample runs.
pub const KEY_VARIABLE: &str = "META_DEVELOPER_KEY";

/// The environment variable that holds the API key of a path, wherever a sample runs.
pub const API_KEY_VARIABLE: &str = "META_API_KEY";

/// What shows that a segment of a path is a masked API key: a URL that is sent has neither.
const MASKED: [char; 2] = ['…', '•'];

/// What stands in the `Authorization` header of a [`Request`] in place of the real value.
pub const AUTHORIZATION: &str = "DeveloperKey $META_DEVELOPER_KEY";

/// One request, exactly as it is sent but for the secrets.
///
/// Its `Authorization` header is [`AUTHORIZATION`], and an API key in its path is masked: `80Od…pbF4`, or
/// [`MASK`](crate::secret::MASK).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// The absolute http(s) URL with its query, percent-encoded as it is sent.
    pub url: String,
    /// The headers the console sets, in order: names and values.
    pub headers: Vec<(String, String)>,
    /// The body: JSON text.
    pub body: Option<String>,
}

/// A language, or tool, that a sample can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// curl in a POSIX shell.
    Curl,
    /// `HTTPie` in a POSIX shell.
    Httpie,
    /// Python with requests.
    Python,
    /// Python with Kloudless' own SDK, which covers the calls of the reference only.
    Kloudless,
    /// JavaScript with fetch.
    JavaScript,
    /// Rust with reqwest.
    Rust,
    /// Go with net/http.
    Go,
    /// `PowerShell` 7.
    PowerShell,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Curl,
        Self::Httpie,
        Self::Python,
        Self::Kloudless,
        Self::JavaScript,
        Self::Rust,
        Self::Go,
        Self::PowerShell,
    ];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::Httpie => "HTTPie",
            Self::Python => "Python",
            Self::Kloudless => "Kloudless SDK",
            Self::JavaScript => "JavaScript",
            Self::Rust => "Rust",
            Self::Go => "Go",
            Self::PowerShell => "PowerShell",
        }
    }

    /// Whether it can send this request exactly: all of them can send any, but for the SDK.
    pub fn covers(self, request: &Request) -> bool {
        self != Self::Kloudless || kloudless::sample(request).is_some()
    }
}

impl Request {
    /// Code that sends this request and prints the answer, ending in a line feed.
    ///
    /// Every text of the request arrives as it is, whatever it holds: quotes, `$()`, line
    /// feeds. The one exception is U+0000, which a shell cannot pass on. In a language that does not
    /// [cover](Language::covers) the request, the code is a comment that says so.
    pub fn sample(&self, language: Language) -> String {
        match language {
            Language::Curl => curl::sample(self),
            Language::Httpie => httpie::sample(self),
            Language::Python => python::sample(self),
            Language::Kloudless => {
                kloudless::sample(self).unwrap_or_else(|| ["# ", NOT_COVERED, "\n"].concat())
            }
            Language::JavaScript => javascript::sample(self),
            Language::Rust => rust::sample(self),
            Language::Go => go::sample(self),
            Language::PowerShell => powershell::sample(self),
        }
    }

    /// The URL in pieces: an API key stood between each of them and the next.
    fn url_pieces(&self) -> Vec<String> {
        let mut pieces = Vec::new();
        let mut piece = String::new();
        for (number, segment) in self.url.split('/').enumerate() {
            if number > 0 {
                piece.push('/');
            }
            if segment.contains(MASKED) {
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece.push_str(segment);
            }
        }
        pieces.push(piece);
        pieces
    }

    /// The URL as an expression of a language that joins texts with "+". `literal` writes a text,
    /// `variable` an environment variable.
    fn url_sum(&self, literal: fn(&str) -> String, variable: fn(&str) -> String) -> String {
        let pieces: Vec<_> = self.url_pieces().iter().map(|it| literal(it)).collect();
        pieces.join(&[" + ", &variable(API_KEY_VARIABLE), " + "].concat())
    }

    /// The headers as entries of a map in such a language, a line each.
    fn header_entries(
        &self,
        indent: &str,
        literal: fn(&str) -> String,
        variable: fn(&str) -> String,
    ) -> String {
        let mut entries = String::new();
        for (name, value) in &self.headers {
            let value = if is_authorization(name) {
                ["\"DeveloperKey \" + ", &variable(KEY_VARIABLE)].concat()
            } else {
                literal(value)
            };
            entries.extend([indent, &literal(name), ": ", &value, ",\n"]);
        }
        entries
    }
}

/// Whether this header carries the developer key. Its value is never printed.
fn is_authorization(name: &str) -> bool {
    name.eq_ignore_ascii_case("authorization")
}
