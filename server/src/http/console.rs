//! The built console, served on the same origin as the API.

use super::answer::ConsoleFile;
use super::error::{ApiError, no_such_path};
use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::{error, fmt};
use tower::{Service, service_fn};
use tower_http::services::ServeDir;

/// The folder with the console's files.
#[derive(Clone, Debug)]
pub struct Console(PathBuf);

/// The folder holds no console; prints as a sentence with what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingConsole(PathBuf);

impl fmt::Display for MissingConsole {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "The folder {} holds no console: there is no index.html in it. Build the console \
             with `trunk build --release` and name its dist folder, or leave --console out.",
            self.0.display()
        )
    }
}

impl error::Error for MissingConsole {}

impl Console {
    /// Takes a folder that holds an `index.html`.
    ///
    /// # Errors
    /// There is none.
    pub fn open(folder: &Path) -> Result<Self, MissingConsole> {
        if folder.join("index.html").is_file() {
            Ok(Self(folder.to_owned()))
        } else {
            Err(MissingConsole(folder.to_owned()))
        }
    }
}

/// Everything that the console's own files load comes from its origin; images (logos) and API
/// requests may go anywhere, because a person chooses them. `frame-ancestors` works in a header
/// only, not in the page's own policy.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' https: http: data:; font-src 'self'; \
     connect-src 'self' https: http:; manifest-src 'self'; form-action 'none'; \
     base-uri 'self'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
];

/// Serves the console, or answers 404 to everything when there is none.
pub(super) fn service(
    console: Option<Console>,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone {
    let files = console.map(|Console(folder)| {
        ServeDir::new(folder)
            .append_index_html_on_directories(false)
            .redirect_to_trailing_slash(false)
            .precompressed_br()
            .precompressed_gzip()
    });
    service_fn(move |request: Request| {
        let files = files.clone();
        async move {
            Ok(match files {
                Some(files) => file(files, request).await,
                None => no_such_path().into_response(),
            })
        }
    })
}

/// The file under a path. A path without an extension is a page of the console: its one HTML
/// file reads the path itself.
async fn file(mut files: ServeDir, mut request: Request) -> Response {
    let path = request.uri().path();
    // The console asks for it on its way up. Without one, the API is on this very origin.
    let is_config = path == "/config.json";
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    let is_page = !name.contains('.');
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    match (is_read, is_page) {
        (true, true) => *request.uri_mut() = Uri::from_static("/index.html"),
        (true, false) => {}
        // Pages are for browsers, which only read them. Whoever writes looked for the API.
        (false, true) => return no_such_path().into_response(),
        // A file that is there takes reading only; one that is not is not found.
        (false, false) => *request.method_mut() = Method::HEAD,
    }
    let found = match files.try_call(request).await {
        Ok(answer) if answer.status() == StatusCode::NOT_FOUND => None,
        Ok(answer) => Some(answer.into_response()),
        Err(error) if names_no_file(&error) => None,
        Err(error) => {
            let cause = format!("a file of the console cannot be read: {error}");
            return ApiError::unavailable(cause).into_response();
        }
    };
    let mut response = match found {
        Some(response) => response,
        None if is_config => Json(serde_json::Map::new()).into_response(),
        None => return no_such_path().into_response(),
    };
    if !is_read {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (allow, ApiError::method_not_allowed()).into_response();
    }
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let caching = if !is_page && has_hash(&name) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    response.extensions_mut().insert(ConsoleFile);
    response
}

/// Whether there is no such file, or can be none: the name is too long, or holds a NUL.
fn names_no_file(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::NotFound
            | ErrorKind::NotADirectory
            | ErrorKind::PermissionDenied
            | ErrorKind::InvalidFilename
            | ErrorKind::InvalidInput
    )
}

/// Whether a file's name changes with its content, as the build names them:
/// `meta-console-0123456789abcdef_bg.wasm`.
fn has_hash(name: &str) -> bool {
    name.split(['-', '_', '.']).any(|part| {
        (12..=16).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::has_hash;

    #[test]
    fn a_hashed_name_is_told_from_others() {
        for hashed in [
            "meta-console-0123456789abcdef.js",
            "meta-console-0123456789abcdef_bg.wasm",
            "style-fedcba9876543210.css",
        ] {
            assert!(has_hash(hashed), "{hashed}");
        }
        for other in [
            "index.html",
            "config.json",
            "favicon-32.png",
            "a-0123456789abcdeg.js",
        ] {
            assert!(!has_hash(other), "{other}");
        }
    }
}
