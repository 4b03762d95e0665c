//! The JSON of a body: what is wrong with it and where, what to start from, and its tidy form.

use super::operation::Operation;
pub use crate::components::indented as formatted;
use meta_api::endpoint::FieldKind;
use meta_api::{BodyError, CreateApplication, CreateWebHook, Method, UpdateApplication};
use serde::de::IgnoredAny;
use serde_json::Value;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It cannot be sent like this.
    Error,
    /// It can, but does not do what one may expect.
    Warning,
}

/// Something about a line of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// How bad it is.
    pub problem: Problem,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl Note {
    /// The sentence with its line: "Line 4: …".
    pub fn text(&self) -> String {
        format!("Line {}: {}", self.line, self.sentence)
    }
}

/// What is wrong with a text as JSON; an empty one is fine.
pub fn syntax(body: &str) -> Option<Note> {
    if body.trim().is_empty() {
        return None;
    }
    let error = serde_json::from_str::<IgnoredAny>(body).err()?;
    Some(not_json(error.line(), error.column()))
}

fn not_json(line: usize, column: usize) -> Note {
    Note {
        problem: Problem::Error,
        line: line.max(1),
        sentence: format!("this is not JSON at column {}.", column.max(1)),
    }
}

/// Checks the body of an endpoint with the code that the forms and the server use.
pub fn check(operation: &Operation, body: &str) -> Vec<Note> {
    let error = |sentence: String, line| Note {
        problem: Problem::Error,
        line,
        sentence,
    };
    let Some(endpoint) = operation.endpoint else {
        return syntax(body).into_iter().collect();
    };
    if body.trim().is_empty() {
        return vec![error("write a JSON object, { } at least.".to_owned(), 1)];
    }
    let bytes = body.as_bytes();
    let refused = match (endpoint.method, endpoint.path) {
        (Method::Post, "/applications") => CreateApplication::from_json(bytes).err(),
        (Method::Patch, _) => UpdateApplication::from_json(bytes).err(),
        (Method::Post, _) => CreateWebHook::from_json(bytes).err(),
        _ => None,
    };
    match refused {
        None => Vec::new(),
        Some(BodyError::NotJson { line, column }) => vec![not_json(line, column)],
        Some(BodyError::NotAnObject) => {
            vec![error(
                "the body must be a JSON object: { … }.".to_owned(),
                1,
            )]
        }
        Some(BodyError::Fields(fields)) => {
            let keys = keys(body);
            let line = |name: &str| keys.iter().find(|it| it.0 == name).map_or(1, |it| it.1);
            fields
                .iter()
                .map(|(name, sentence)| error(format!("“{name}”: {sentence}"), line(name)))
                .collect()
        }
    }
}

/// What is allowed and yet surprises: names that the endpoint does not know.
pub fn warnings(operation: &Operation, body: &str) -> Vec<Note> {
    let known = operation.fields();
    if known.is_empty() {
        return Vec::new();
    }
    let names: Vec<&str> = known.iter().map(|it| it.name).collect();
    keys(body)
        .into_iter()
        .filter(|(name, _)| !names.contains(&name.as_str()) && name != "source")
        .map(|(name, line)| Note {
            problem: Problem::Warning,
            line,
            sentence: format!("this endpoint does not know “{name}” and will ignore it."),
        })
        .collect()
}

/// The names of the object itself, not of what is in it, each with its line from 1. What comes
/// after the first mistake is not read.
fn keys(body: &str) -> Vec<(String, usize)> {
    let mut keys = Vec::new();
    let mut depth = 0_usize;
    let mut line = 1;
    let mut characters = body.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\n' => line += 1,
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            '"' => {
                let mut end = None;
                while let Some((now, inside)) = characters.next() {
                    match inside {
                        '\\' => {
                            characters.next();
                        }
                        '"' => {
                            end = Some(now + 1);
                            break;
                        }
                        _ => {}
                    }
                }
                let Some(end) = end else { break };
                let is_key = depth == 1 && body[end..].trim_start().starts_with(':');
                if is_key && let Ok(name) = serde_json::from_str(&body[at..end]) {
                    keys.push((name, line));
                }
            }
            _ => {}
        }
    }
    keys
}

/// A body to start from: the required fields of an endpoint, or what an object is now.
pub fn example(operation: &Operation, now: Option<&Value>) -> String {
    let mut body = Vec::new();
    for field in operation.fields() {
        let current = now.and_then(|it| it.get(field.name)).cloned();
        let value = match (current, field.kind) {
            (Some(value), _) => value,
            (None, _) if !field.required => continue,
            (None, FieldKind::Url { .. }) => Value::from("https://example.com/hook"),
            (None, FieldKind::Boolean) => Value::Bool(false),
            (None, _) => Value::from("New application"),
        };
        body.push(format!("\"{}\": {value}", field.name));
    }
    let text = format!("{{{}}}", body.join(","));
    formatted(&text).unwrap_or(text)
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn operation(method: Method, path: &str) -> Operation {
        let mut all = Operation::all().into_iter();
        all.find(|it| it.method == method && it.path == path)
            .unwrap()
    }

    fn update() -> Operation {
        operation(Method::Patch, "/applications/{application_id}")
    }

    #[test]
    fn a_field_that_is_refused_is_named_with_its_line() {
        let body = "{\n  \"description\": \"A better one.\",\n  \"events_enabled\": true,\n  \"source\": \"w\"\n}";
        let notes = check(&update(), body);
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].line, 4);
        assert!(notes[0].text().starts_with("Line 4: “source”: The source"));
        let create = operation(Method::Post, "/applications");
        let notes = check(&create, "{\n\"logo_url\": \"logo.png\", \"active\": 1}");
        let lines: Vec<_> = notes.iter().map(|it| it.line).collect();
        assert_eq!(lines, [1, 2], "the missing name, the logo: {notes:?}");
    }

    #[test]
    fn an_empty_body_is_no_object() {
        assert_eq!(
            check(&update(), " ")[0].text(),
            "Line 1: write a JSON object, { } at least."
        );
        assert_eq!(check(&update(), "{}"), []);
    }

    #[test]
    fn the_line_of_a_mistake_in_the_json_is_said() {
        let notes = check(&update(), "{\n  \"name\": \"A\"\n  \"active\": true\n}");
        assert_eq!(notes[0].text(), "Line 3: this is not JSON at column 3.");
        assert_eq!(check(&update(), "[]")[0].problem, Problem::Error);
        assert_eq!(syntax("[1,]").unwrap().line, 1);
        assert_eq!(syntax("  "), None);
    }

    #[test]
    fn every_body_of_the_table_is_held_against_its_fields() {
        for operation in Operation::all().iter().filter(|it| it.has_body) {
            let fine = example(operation, None);
            assert_eq!(check(operation, &fine), [], "{}: {fine}", operation.title);
            for field in operation.fields() {
                let wrong = json!({ field.name: [1] }).to_string();
                let told = check(operation, &wrong);
                let named = |note: &&Note| note.sentence.contains(field.name);
                assert!(
                    told.iter().any(|it| named(&it)),
                    "{}: {}",
                    operation.title,
                    field.name
                );
            }
        }
    }

    #[test]
    fn names_that_nobody_takes_are_pointed_out() {
        let body = "{\n \"nmae\": \"A\",\n \"name\": {\"deep\": 1}\n}";
        let told = warnings(&update(), body);
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].line, told[0].problem), (2, Problem::Warning));
    }

    #[test]
    fn current_values_make_a_body_of_the_fields_that_can_be_changed() {
        let now = json!({"id": "a1", "name": "Now", "active": true, "created": "x"});
        assert_eq!(
            example(&update(), Some(&now)),
            "{\n  \"name\": \"Now\",\n  \"active\": true\n}"
        );
    }

    #[test]
    fn formatting_changes_white_space_alone() {
        let text = r#"{"b":[],"a":{"x":1.50,"y":"a\"{,:"},"c":{}}"#;
        let tidy = formatted(text).unwrap();
        assert_eq!(
            tidy,
            "{\n  \"b\": [],\n  \"a\": {\n    \"x\": 1.50,\n    \"y\": \"a\\\"{,:\"\n  },\n  \"c\": {}\n}"
        );
        assert_eq!(formatted("{"), None);
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".*".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map(".*", inner, 0..5)
                    .prop_map(|it| Value::Object(it.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_formatted_means_the_same_and_is_stable(value in any_json()) {
            let tidy = formatted(&value.to_string()).unwrap();
            prop_assert_eq!(serde_json::from_str::<Value>(&tidy).unwrap(), value);
            prop_assert_eq!(formatted(&tidy).unwrap(), tidy);
        }

        #[test]
        fn no_text_makes_the_checks_panic(text in ".*") {
            let _ = (check(&update(), &text), warnings(&update(), &text), formatted(&text));
        }
    }
}
