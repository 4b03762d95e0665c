//! A JSON object as a dictionary of Python, in the order of the text.

use crate::sample::python::literal;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Names whose values the SDK turns into a time, or refuses.
const TIMES: [&str; 6] = [
    "created",
    "modified",
    "expiration",
    "expiry",
    "token_expiry",
    "refresh_token_expiry",
];

/// The names of an object, and the code of their values.
pub struct Object(Vec<(String, String)>);

impl Object {
    /// None if the text is no object, or one that Python and the SDK would not write the same: with
    /// a name twice, or a number that is not whole or does not fit 64 bits.
    pub fn read(json: &str) -> Option<Self> {
        let object: Self = serde_json::from_str(json).ok()?;
        let sent = !TIMES.iter().any(|name| object.has(name));
        sent.then_some(object)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// The dictionary, an entry a line.
    pub fn code(&self) -> String {
        let mut code = String::from("{\n");
        for (name, value) in &self.0 {
            code.extend(["    ", &literal(name), ": ", value, ",\n"]);
        }
        code.push('}');
        code
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Object;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object, A::Error> {
                entries(map).map(Object)
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

fn entries<'de, A: MapAccess<'de>>(mut map: A) -> Result<Vec<(String, String)>, A::Error> {
    let mut entries: Vec<(String, String)> = Vec::new();
    while let Some((name, Code(value))) = map.next_entry::<String, Code>()? {
        if entries.iter().any(|(known, _)| *known == name) {
            return Err(A::Error::custom("a name stands twice"));
        }
        entries.push((name, value));
    }
    Ok(entries)
}

/// Any value, as an expression.
struct Code(String);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Expression).map(Self)
    }
}

struct Expression;

impl<'de> Visitor<'de> for Expression {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<String, E> {
        Ok(if value { "True" } else { "False" }.to_owned())
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok("None".to_owned())
    }

    fn visit_u64<E>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_i64<E>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_str<E>(self, value: &str) -> Result<String, E> {
        Ok(literal(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<String, A::Error> {
        let mut items = Vec::new();
        while let Some(Code(item)) = list.next_element()? {
            items.push(item);
        }
        Ok(["[", &items.join(", "), "]"].concat())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<String, A::Error> {
        let entry = |(name, value): (String, String)| [&literal(&name), ": ", &value].concat();
        let entries: Vec<_> = entries(map)?.into_iter().map(entry).collect();
        Ok(["{", &entries.join(", "), "}"].concat())
    }
}
