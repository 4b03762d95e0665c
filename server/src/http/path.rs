//! The one form of a path. Public clients send the API's paths with and without a trailing
//! slash, with doubled slashes and without the version; a redirect would turn a POST into a GET
//! and break a preflight, so every form is answered directly.

use axum::extract::Request;
use axum::http::uri::{PathAndQuery, Uri};
use axum::http::{HeaderMap, Method, header};

/// Rewrites the path of an API request to `/v0/…` without empty segments. Other paths are left
/// alone.
pub(super) fn normalise(mut request: Request, has_console: bool) -> Request {
    let uri = request.uri();
    let mut segments = uri.path().split('/').filter(|segment| !segment.is_empty());
    let segments: Vec<&str> = match (segments.next(), segments.collect::<Vec<_>>()) {
        (Some("v0"), rest) => ["v0"].into_iter().chain(rest).collect(),
        (Some("applications"), rest) => {
            if has_console && is_navigation(request.method(), request.headers()) {
                return request;
            }
            ["v0", "applications"].into_iter().chain(rest).collect()
        }
        (Some(own @ ("healthz" | "readyz" | "openapi.json")), rest) if rest.is_empty() => {
            vec![own]
        }
        _ => return request,
    };
    let mut path = String::from("/");
    path.push_str(&segments.join("/"));
    if let Some(query) = uri.query() {
        path.push('?');
        path.push_str(query);
    }
    let mut parts = uri.clone().into_parts();
    if let Ok(path) = PathAndQuery::try_from(path) {
        parts.path_and_query = Some(path);
        if let Ok(uri) = Uri::from_parts(parts) {
            *request.uri_mut() = uri;
        }
    }
    request
}

/// Whether a browser asks for a page. The console's own pages have the paths of the unversioned
/// API (`/applications/…`): a browser that opens or reloads one sends no credentials and wants
/// HTML, which no client of the API does.
fn is_navigation(method: &Method, headers: &HeaderMap) -> bool {
    let wants_html = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|accept| accept.to_str().ok())
        .any(|accept| accept.contains("text/html"));
    matches!(*method, Method::GET | Method::HEAD)
        && wants_html
        && !headers.contains_key(header::AUTHORIZATION)
}

#[cfg(test)]
mod tests {
    use super::normalise;
    use axum::body::Body;
    use axum::http::Request;

    fn path(path: &str) -> String {
        let request = Request::get(path).body(Body::empty()).unwrap();
        normalise(request, false).uri().to_string()
    }

    #[test]
    fn every_slash_form_is_the_same_path() {
        for form in [
            "/v0/applications/ID",
            "/v0/applications/ID/",
            "/v0/applications//ID",
            "//v0//applications//ID//",
            "/applications/ID",
            "/applications//ID/",
            "//applications/ID",
        ] {
            assert_eq!(path(form), "/v0/applications/ID", "{form}");
        }
    }

    #[test]
    fn the_query_stays_as_it_is() {
        assert_eq!(
            path("/applications/?active=True&x=//"),
            "/v0/applications?active=True&x=//"
        );
        assert_eq!(path("/v0//applications?"), "/v0/applications?");
    }

    #[test]
    fn an_escaped_slash_stays_inside_its_segment() {
        assert_eq!(path("/applications/a%2Fb/"), "/v0/applications/a%2Fb");
    }

    #[test]
    fn other_paths_are_left_alone() {
        for other in [
            "/",
            "/unlock",
            "/assets//x.js",
            "/healthz/x",
            "/v1/applications/",
        ] {
            assert_eq!(path(other), other);
        }
        assert_eq!(path("/healthz/"), "/healthz");
        assert_eq!(path("/v0/"), "/v0");
    }

    #[test]
    fn a_page_of_the_console_is_no_api_request() {
        let browser = |authorization: Option<&str>, method: &str| {
            let mut request = Request::builder()
                .method(method)
                .uri("/applications/ID")
                .header("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
            if let Some(authorization) = authorization {
                request = request.header("authorization", authorization);
            }
            let request = request.body(Body::empty()).unwrap();
            normalise(request, true).uri().to_string()
        };
        assert_eq!(browser(None, "GET"), "/applications/ID");
        assert_eq!(browser(None, "HEAD"), "/applications/ID");
        assert_eq!(browser(None, "DELETE"), "/v0/applications/ID");
        assert_eq!(
            browser(Some("DeveloperKey x"), "GET"),
            "/v0/applications/ID"
        );
    }
}
