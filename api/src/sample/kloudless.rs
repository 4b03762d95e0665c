//! Python 3 with Kloudless' own SDK, `kloudless` 1.1.2: its `Application`, `ApiKey` and `WebHook`
//! have all calls of the reference. It puts a URL together from a base, a version and a path of its
//! own, and writes the body itself, so it cannot send every request.

mod object;

use super::python::{literal, variable};
use super::{API_KEY_VARIABLE, KEY_VARIABLE, MASKED, Request, is_authorization};
use crate::Method;
use object::Object;

/// What is said in place of code where the SDK cannot send the request.
pub const NOT_COVERED: &str = "Kloudless' SDK has no call that sends this request.";

/// None if the SDK cannot send this request.
pub fn sample(request: &Request) -> Option<String> {
    let (path, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
    // Where the last "/vN/applications" begins: a base URL may have one of its own.
    let (base, rest) = path.rsplit_once("/applications")?;
    let (base, version) = base.rsplit_once("/v")?;
    let unfit = version.contains('/') || version.contains(MASKED) || base.contains(MASKED);
    if unfit || !base.contains("://") {
        return None;
    }
    let mut segments = rest.split('/');
    // Whatever stands before the first slash is part of the segment's name.
    if segments.next() != Some("") {
        return None;
    }
    let segments: Vec<_> = segments.collect();
    let call = call(request, &segments, query)?;
    let mut code = String::from("# pip install kloudless==1.1.2 six\nimport os\n\n");
    code.push_str("import kloudless\n\nkloudless.configure(\n");
    for (name, value) in [
        ("base_url", literal(base)),
        ("api_version", literal(version)),
        ("dev_key", variable(KEY_VARIABLE)),
        ("headers", headers(request)?),
    ] {
        code.extend(["    ", name, "=", &value, ",\n"]);
    }
    code.extend([")\n", &call]);
    Some(code)
}

/// The SDK sends the two headers that matter by itself, in one form.
fn headers(request: &Request) -> Option<String> {
    let mut entries = String::new();
    let mut authorized = false;
    let mut typed = request.body.is_none();
    for (name, value) in &request.headers {
        if is_authorization(name) {
            authorized = true;
        } else if request.body.is_some() && name.eq_ignore_ascii_case("content-type") {
            typed = value == "application/json";
        } else {
            entries.extend(["        ", &literal(name), ": ", &literal(value), ",\n"]);
        }
    }
    (authorized && typed).then(|| ["{\n", &entries, "    }"].concat())
}

/// The statements that send the request and print what is answered.
fn call(request: &Request, segments: &[&str], query: &str) -> Option<String> {
    let ids = segments
        .iter()
        .take(1)
        .chain(segments.get(2).filter(|_| segments[1] != "apikeys"));
    for id in ids {
        if id.is_empty() || id.contains(MASKED) {
            return None;
        }
    }
    let reads = request.method == Method::Get;
    if (!reads && !query.is_empty()) || (reads && request.body.is_some()) {
        return None;
    }
    let body = request.body.as_deref();
    Some(match (request.method, segments) {
        (Method::Get, []) => print(
            "applications",
            &["kloudless.Application.all(", &parameters("", query)?, ")"].concat(),
        ),
        (Method::Post, []) => print(
            "application",
            &["kloudless.Application.create(", &data(body)?, ")"].concat(),
        ),
        (Method::Get, [id]) => {
            let arguments = parameters(&literal(id), query)?;
            print(
                "application",
                &["kloudless.Application.retrieve(", &arguments, ")"].concat(),
            )
        }
        (Method::Patch, [id]) => update(id, body?)?,
        (Method::Delete, [id]) if body.is_none() => {
            ["kloudless.Application(", &literal(id), ").delete()\n"].concat()
        }
        (_, [id, list, rest @ ..]) => {
            let call = of_application(request.method, list, rest, query, body)?;
            let id = literal(id);
            ["application = kloudless.Application(", &id, ")\n", &call].concat()
        }
        _ => return None,
    })
}

/// The call on a list of an application, or on what is in it.
fn of_application(
    method: Method,
    list: &str,
    rest: &[&str],
    query: &str,
    body: Option<&str>,
) -> Option<String> {
    let one = match list {
        "apikeys" => "apikey",
        "webhooks" => "webhook",
        _ => return None,
    };
    let on = |method: &str, arguments: &str| {
        ["application.", list, ".", method, "(", arguments, ")"].concat()
    };
    Some(match (method, rest) {
        (Method::Get, []) => print(list, &on("all", &parameters("", query)?)),
        (Method::Post, []) => print(one, &on("create", &data(body)?)),
        (Method::Get, [id]) if one == "webhook" => {
            print(one, &on("retrieve", &parameters(&literal(id), query)?))
        }
        (Method::Delete, [id]) if one == "webhook" && body.is_none() => {
            ["application.webhooks(id=", &literal(id), ").delete()\n"].concat()
        }
        (Method::Delete, [key]) if one == "apikey" && body.is_none() => {
            let key = if key.contains(MASKED) {
                variable(API_KEY_VARIABLE)
            } else {
                literal(key)
            };
            let key = ["apikey[\"key\"] = ", &key, "\n"].concat();
            [
                "apikey = application.apikeys()\n",
                &key,
                "apikey.delete()\n",
            ]
            .concat()
        }
        _ => return None,
    })
}

fn print(name: &str, expression: &str) -> String {
    [name, " = ", expression, "\nprint(", name, ")\n"].concat()
}

/// A save sends what differs from what the SDK has last got, which is nothing here: the id, too,
/// if it were not for the second line.
fn update(id: &str, body: &str) -> Option<String> {
    let object = Object::read(body)?;
    // Without a field to change, a save sends nothing.
    if object.is_empty() || object.has("id") {
        return None;
    }
    let lines = [
        ["application = kloudless.Application(", &literal(id), ")\n"].concat(),
        "application.populate({})  # from here on, changes are noted\n".to_owned(),
        ["application.update(", &object.code(), ")\n"].concat(),
        "application.save()\nprint(application)\n".to_owned(),
    ];
    Some(lines.concat())
}

/// The body of a creation, if the SDK sends it as it is.
fn data(body: Option<&str>) -> Option<String> {
    let Some(body) = body else {
        return Some(String::new());
    };
    let object = Object::read(body)?;
    // An empty object is not sent at all.
    (!object.is_empty()).then(|| object.code())
}

/// A query as keyword arguments after `first`; only names that the reference has, since others may
/// mean something to the SDK itself.
fn parameters(first: &str, query: &str) -> Option<String> {
    let mut arguments = Vec::new();
    if !first.is_empty() {
        arguments.push(first.to_owned());
    }
    let mut names = Vec::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if !matches!(&*name, "active" | "page" | "page_size") || names.contains(&name) {
            return None;
        }
        arguments.push([&name, "=", &literal(&value)].concat());
        names.push(name);
    }
    Some(arguments.join(", "))
}
