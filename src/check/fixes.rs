//! What to do, with lines to be copied: for meta-server, nginx and Caddy.

use super::{Fix, Scene};

const META_SERVER: &str = "meta-server";
const NGINX: &str = "nginx";
const CADDY: &str = "Caddy";
/// The same as meta-server sends and docs/SERVER.md says.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' https: http: data:; font-src 'self'; connect-src 'self' https: http:; \
     manifest-src 'self'; form-action 'none'; base-uri 'self'; frame-ancestors 'none'";

fn fix(advice: impl Into<String>, lines: Vec<(&'static str, String)>) -> Fix {
    Fix {
        advice: advice.into(),
        lines,
    }
}

pub fn address() -> Fix {
    fix(
        "Write scheme, host and version, such as https://api.example.com/v0, under Connection on the \
         unlock screen. For everybody it stands in config.json beside index.html:",
        vec![(
            "config.json",
            r#"{"base_url": "https://api.example.com/v0"}"#.to_owned(),
        )],
    )
}

pub fn mixed(scene: &Scene) -> Fix {
    let host = scene.base_url.host();
    fix(
        format!(
            "Put a proxy that speaks https: in front of the API, then change the address to \
             https://{host}{}. Or let meta-server serve the console itself, on the API's own origin.",
            scene.path()
        ),
        vec![
            (META_SERVER, "meta-server serve --console dist".to_owned()),
            (
                NGINX,
                format!(
                    "server {{\n    listen 443 ssl;\n    server_name {host};\n    \
                     ssl_certificate     /etc/ssl/{host}.pem;\n    \
                     ssl_certificate_key /etc/ssl/{host}.key;\n    location / {{\n        \
                     proxy_pass http://127.0.0.1:8080;\n        proxy_set_header Host $host;\n    }}\n}}"
                ),
            ),
            (
                CADDY,
                format!("{host} {{\n    reverse_proxy 127.0.0.1:8080\n}}"),
            ),
        ],
    )
}

pub fn unreachable(scene: &Scene) -> Fix {
    let listen = if scene.base_url.is_loopback() {
        authority(scene)
    } else {
        "0.0.0.0:8080"
    };
    fix(
        "Check the address, and that the server runs. meta-server listens on 127.0.0.1:8080 unless it \
         is told otherwise, where only its own machine reaches it; a proxy passes requests on to it.",
        vec![
            (META_SERVER, format!("meta-server serve --listen {listen}")),
            (NGINX, nginx_location(scene)),
            (CADDY, caddy_handle(scene)),
        ],
    )
}

/// Host and port as they stand in the address.
fn authority(scene: &Scene) -> &str {
    scene.base_url.short().split('/').next().unwrap_or_default()
}

fn nginx_location(scene: &Scene) -> String {
    format!(
        "location {}/ {{\n    proxy_pass http://127.0.0.1:8080;\n}}",
        scene.path()
    )
}

fn caddy_handle(scene: &Scene) -> String {
    format!(
        "handle {}/* {{\n    reverse_proxy 127.0.0.1:8080\n}}",
        scene.path()
    )
}

pub fn redirected(scene: &Scene) -> Fix {
    let https = if scene.base_url.is_unencrypted() {
        " Many servers point from http: to https:, so try the address with https: first."
    } else {
        ""
    };
    fix(
        format!(
            "Use the address that it points to: ask it with curl and read the Location line.{https} \
             Or let the proxy pass requests on instead of redirecting them."
        ),
        vec![
            (
                "curl",
                format!("curl -sI '{}/applications'", scene.base_url.as_str()),
            ),
            (NGINX, nginx_location(scene)),
            (CADDY, caddy_handle(scene)),
        ],
    )
}

/// For an API on the page's own origin, where nothing needs a permission.
pub fn methods(scene: &Scene) -> Fix {
    fix(
        "Look for a proxy or a filter in front of the API that refuses a method (nginx: limit_except), \
         and let it pass everything on.",
        vec![
            (
                META_SERVER,
                "meta-server serve --listen 127.0.0.1:8080".to_owned(),
            ),
            (NGINX, nginx_location(scene)),
            (CADDY, caddy_handle(scene)),
        ],
    )
}

pub fn cors(scene: &Scene) -> Fix {
    let origin = &scene.origin;
    let path = scene.path();
    let allowed = [
        ("Access-Control-Allow-Origin", origin.as_str()),
        ("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE"),
        (
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type",
        ),
        ("Access-Control-Max-Age", "3600"),
    ];
    let shown = [
        ("Access-Control-Allow-Origin", origin.as_str()),
        (
            "Access-Control-Expose-Headers",
            "Retry-After, X-Request-Id, Date",
        ),
        ("Vary", "Origin"),
    ];
    let nginx = |indent: &str, list: &[(&str, &str)]| -> String {
        let line = |(name, value): &(&str, &str)| {
            format!("{indent}add_header {name} \"{value}\" always;\n")
        };
        list.iter().map(line).collect()
    };
    let caddy = |indent: &str, list: &[(&str, &str)]| -> String {
        let line = |(name, value): &(&str, &str)| format!("{indent}header {name} \"{value}\"\n");
        list.iter().map(line).collect()
    };
    fix(
        "Allow this page's origin where the API is served: at meta-server, or at the proxy in front of \
         an API that sends no such headers itself, but not at both.",
        vec![
            (
                META_SERVER,
                format!("meta-server serve --allow-origin {origin}"),
            ),
            (
                NGINX,
                format!(
                    "location {path}/ {{\n    if ($request_method = OPTIONS) {{\n{}        return 204;\n    \
                     }}\n{}    proxy_pass http://127.0.0.1:8080;\n}}",
                    nginx("        ", &allowed),
                    nginx("    ", &shown)
                ),
            ),
            (
                CADDY,
                format!(
                    "@preflight {{\n    method OPTIONS\n    path {path}/*\n}}\nhandle @preflight {{\n{}    \
                     respond 204\n}}\nhandle {path}/* {{\n{}    reverse_proxy 127.0.0.1:8080\n}}",
                    caddy("    ", &allowed),
                    caddy("    ", &shown)
                ),
            ),
        ],
    )
}

pub fn api(scene: &Scene) -> Fix {
    fix(
        "Check the address: it usually ends in /v0, and is the one of the API, not of its website. A \
         proxy has to pass this path on to the API.",
        vec![
            (
                META_SERVER,
                "meta-server serve --listen 127.0.0.1:8080".to_owned(),
            ),
            (NGINX, nginx_location(scene)),
            (CADDY, caddy_handle(scene)),
        ],
    )
}

pub fn key() -> Fix {
    fix(
        "Lock the console and unlock it with the developer key of your account; an application's API \
         key does not work here. With meta-server, list the accounts, or make one with a new key. A \
         proxy has to pass the Authorization header on.",
        vec![
            (
                META_SERVER,
                "meta-server developer list\nmeta-server developer add --name NAME --key-file developer-key"
                    .to_owned(),
            ),
            (NGINX, "proxy_set_header Authorization $http_authorization;".to_owned()),
            (
                CADDY,
                "reverse_proxy 127.0.0.1:8080 {\n    header_up Authorization {http.request.header.Authorization}\n}"
                    .to_owned(),
            ),
        ],
    )
}

pub fn date(scene: &Scene) -> Fix {
    let origin = &scene.origin;
    fix(
        "Let the server expose the Date header to this page. meta-server does so for origins that it \
         allows.",
        vec![
            (META_SERVER, format!("meta-server serve --allow-origin {origin}")),
            (
                NGINX,
                "add_header Access-Control-Expose-Headers \"Retry-After, X-Request-Id, Date\" always;".to_owned(),
            ),
            (
                CADDY,
                "header Access-Control-Expose-Headers \"Retry-After, X-Request-Id, Date\"".to_owned(),
            ),
        ],
    )
}

pub fn clock() -> Fix {
    fix(
        "Set the clock that is wrong, and let it be set by the network from then on. On a Linux server:",
        vec![("timedatectl", "timedatectl set-ntp true".to_owned())],
    )
}

pub fn compression() -> Fix {
    fix(
        "The build leaves every file compressed beside it (.br, .gz): let the server send those, and let \
         a proxy compress what the API answers. meta-server sends the console's files compressed, and \
         its API's answers as they are.",
        vec![
            (META_SERVER, "meta-server serve --console dist".to_owned()),
            (
                NGINX,
                "gzip_static on;\ngzip on;\ngzip_proxied any;\ngzip_types application/json application/javascript \
                 text/javascript text/css application/wasm image/svg+xml;"
                    .to_owned(),
            ),
            (
                CADDY,
                "encode zstd gzip\nfile_server {\n    precompressed br gzip\n}".to_owned(),
            ),
        ],
    )
}

pub fn headers(is_secure: bool) -> Fix {
    let (nginx, caddy) = if is_secure {
        (
            "add_header Strict-Transport-Security \"max-age=31536000\" always;\n",
            "    Strict-Transport-Security \"max-age=31536000\"\n",
        )
    } else {
        ("", "")
    };
    fix(
        "Send these headers with the console's page and files. meta-server does so by itself, all but \
         Strict-Transport-Security, which is for the proxy that speaks https:.",
        vec![
            (META_SERVER, "meta-server serve --console dist".to_owned()),
            (
                NGINX,
                format!(
                    "map $uri $console_cache {{    # outside of `server`\n    \
                     \"~-[0-9a-f]{{12,16}}[._]\" \"public, max-age=31536000, immutable\";\n    \
                     default                 \"no-cache\";\n}}\n\n\
                     add_header Cache-Control $console_cache always;\n\
                     add_header Content-Security-Policy \"{POLICY}\" always;\n\
                     add_header X-Content-Type-Options nosniff always;\n\
                     add_header Referrer-Policy no-referrer always;\n{nginx}"
                ),
            ),
            (
                CADDY,
                format!(
                    "@hashed path_regexp -[0-9a-f]{{12,16}}[._]\nheader Cache-Control no-cache\n\
                     header @hashed Cache-Control \"public, max-age=31536000, immutable\"\nheader {{\n    \
                     Content-Security-Policy \"{POLICY}\"\n    X-Content-Type-Options nosniff\n    \
                     Referrer-Policy no-referrer\n{caddy}}}"
                ),
            ),
        ],
    )
}

pub fn framed() -> Fix {
    fix(
        "Open the console in a tab of its own, and let its server forbid frames.",
        vec![
            (META_SERVER, "meta-server serve --console dist".to_owned()),
            (
                NGINX,
                "add_header Content-Security-Policy \"frame-ancestors 'none'\" always;".to_owned(),
            ),
            (
                CADDY,
                "header Content-Security-Policy \"frame-ancestors 'none'\"".to_owned(),
            ),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_the_one_that_meta_server_sends_and_the_documentation_says() {
        assert!(include_str!("../../docs/SERVER.md").contains(POLICY));
        let lines = |text: &str| text.replace(['\\', '\n'], " ");
        let spaced = lines(include_str!("../../server/src/http/console.rs"));
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words(&spaced).contains(&words(POLICY)));
    }

    #[test]
    fn every_brace_that_is_opened_is_closed() {
        let scene =
            crate::check::tests::scene("https://a.example.com", "http://b.example.com:8443/v0");
        let all = [
            address(),
            mixed(&scene),
            unreachable(&scene),
            redirected(&scene),
            cors(&scene),
            api(&scene),
            key(),
            date(&scene),
            clock(),
            compression(),
            headers(true),
            framed(),
        ];
        for (tool, text) in all.into_iter().flat_map(|it| it.lines) {
            assert_eq!(
                text.matches('{').count(),
                text.matches('}').count(),
                "{tool}: {text}"
            );
            assert!(!text.contains("  \n"), "{tool}: {text}");
        }
    }
}
