//! Where a value stands, as a path of RFC 9535: `$.objects[3].name`.

use super::document::{Child, Document};

impl Document {
    /// The path of a value.
    pub fn path(&self, child: &Child) -> String {
        let mut steps = Vec::new();
        let mut child = *child;
        while let Some(container) = self.container(child.parent) {
            steps.push(self.step(&child));
            child = self.child_of(child.parent, container);
        }
        steps.push("$".to_owned());
        steps.reverse();
        steps.concat()
    }

    fn step(&self, child: &Child) -> String {
        let Some(key) = child.key() else {
            return ["[", &child.ordinal.to_string(), "]"].concat();
        };
        let quoted = String::from_utf8_lossy(self.slice(key));
        let name = quoted.trim_matches('"');
        if is_plain(name) {
            [".", name].concat()
        } else {
            // JSON's escapes are those of a path's double quotes.
            ["[", &quoted, "]"].concat()
        }
    }

    /// The containers that a value lies in, the outermost first, by their numbers.
    pub(super) fn ancestors(&self, child: &Child) -> Vec<u32> {
        let mut numbers = Vec::new();
        let mut number = child.parent;
        while let Some(container) = self.container(number) {
            numbers.push(number);
            number = container.parent;
        }
        numbers.reverse();
        numbers
    }
}

/// Whether a name needs no quotes.
fn is_plain(name: &str) -> bool {
    let begins = |first: char| first.is_ascii_alphabetic() || first == '_';
    name.starts_with(begins)
        && name
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || it == '_')
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::scan::tests::read;

    fn path(json: &str, at: &str) -> String {
        let document = read(json);
        document.path(&document.locate(json.find(at).unwrap()))
    }

    #[test]
    fn a_path_names_fields_and_counts_items() {
        let json = r#"{"objects": [{"id": 1}, {"id": 2, "name": "x"}]}"#;
        assert_eq!(path(json, "\"x\""), "$.objects[1].name");
        assert_eq!(path(json, "{\"id\": 2"), "$.objects[1]");
        assert_eq!(path(json, "{\"objects"), "$");
        assert_eq!(path("[[[7]]]", "7"), "$[0][0][0]");
        assert_eq!(path(" true", "t"), "$");
    }

    #[test]
    fn a_name_is_quoted_where_it_has_to_be() {
        let json = r#"{"a b": {"": 1, "é": 2, "1a": 3, "q\"\\": 4, "_x1": 5}}"#;
        let expected = [
            ("1,", r#"$["a b"][""]"#),
            ("2,", r#"$["a b"]["é"]"#),
            ("3,", r#"$["a b"]["1a"]"#),
            ("4,", r#"$["a b"]["q\"\\"]"#),
            ("5}", r#"$["a b"]._x1"#),
        ];
        for (at, expected) in expected {
            assert_eq!(path(json, at), expected);
        }
    }

    #[test]
    fn the_path_of_a_deep_value_is_found_without_a_deep_stack() {
        let json = ["[".repeat(100_000), "7".to_owned(), "]".repeat(100_000)].concat();
        assert_eq!(path(&json, "7").len(), 1 + 3 * 100_000);
    }
}
