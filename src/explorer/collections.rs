//! Requests that are kept under a name, in collections, in the browser's local storage and in
//! files. No secret gets into either.

use super::draft::Draft;
use serde::{Deserialize, Serialize};

/// The largest file that is read, in bytes.
pub const MOST_BYTES: f64 = 5_000_000.0;

/// The version of the format of files and of what is stored.
const VERSION: u32 = 1;

/// What marks a file as one of these.
const KIND: &str = "meta-console-collections";

/// A request with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The collection that it is in.
    pub collection: String,
    /// What it is called; each name once in a collection.
    pub name: String,
    /// The request.
    #[serde(flatten)]
    pub draft: Draft,
}

/// All of them, by collection and name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collections(Vec<Saved>);

#[derive(Serialize, Deserialize)]
struct File {
    kind: String,
    version: u32,
    requests: Vec<Saved>,
}

impl Collections {
    /// All requests, by collection and name.
    pub fn all(&self) -> &[Saved] {
        &self.0
    }

    /// The names of the collections.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.0.iter().map(|it| it.collection.as_str()).collect();
        names.dedup();
        names
    }

    /// Adds a request; one with the same name in the same collection is replaced.
    pub fn save(&mut self, saved: Saved) {
        self.remove(&saved.collection, &saved.name);
        self.0.push(saved);
        self.0.sort_by_key(place);
    }

    /// Takes out a request and answers it.
    pub fn remove(&mut self, collection: &str, name: &str) -> Option<Saved> {
        let same = |it: &Saved| it.collection == collection && it.name == name;
        let at = self.0.iter().position(same)?;
        Some(self.0.remove(at))
    }

    /// As JSON text, for the storage and for files.
    pub fn to_json(&self) -> String {
        let file = File {
            kind: KIND.to_owned(),
            version: VERSION,
            requests: self.0.clone(),
        };
        // Plain texts and numbers always have a JSON form.
        serde_json::to_string_pretty(&file).unwrap_or_default()
    }

    /// Reads what [`Collections::to_json`] wrote.
    ///
    /// # Errors
    /// A sentence: what it is instead.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let value: serde_json::Value = serde_json::from_str(text).map_err(|error| {
            format!(
                "The file is not JSON (line {}, column {}): it may be cut off. Nothing was \
                 imported.",
                error.line(),
                error.column()
            )
        })?;
        if value.get("kind").and_then(|it| it.as_str()) != Some(KIND) {
            let sentence = "The file is JSON, but no collections of this console. Nothing was \
                            imported.";
            return Err(sentence.to_owned());
        }
        if value.get("version").and_then(serde_json::Value::as_u64) != Some(u64::from(VERSION)) {
            let sentence = "The file was written by another version of the console, in a form \
                            that this one does not read. Nothing was imported.";
            return Err(sentence.to_owned());
        }
        let file: File = serde_json::from_value(value)
            .map_err(|error| format!("A request in the file cannot be read: {error}."))?;
        let mut collections = Self::default();
        for saved in file.requests {
            collections.save(saved);
        }
        Ok(collections)
    }

    /// Adds all of another's, in place of those with the same names.
    ///
    /// # Errors
    /// A sentence when one of them has a secret in it; then none is added.
    pub fn import(
        &mut self,
        other: Self,
        holds_key: &dyn Fn(&str) -> bool,
    ) -> Result<usize, String> {
        for saved in &other.0 {
            if let Some(reason) = saved.draft.secret(holds_key) {
                return Err(format!(
                    "“{}” was refused, and nothing was imported. {reason} Take it out of the \
                     file first.",
                    saved.name
                ));
            }
        }
        let count = other.0.len();
        for saved in other.0 {
            self.save(saved);
        }
        Ok(count)
    }
}

fn place(saved: &Saved) -> (String, String) {
    (saved.collection.to_lowercase(), saved.name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use meta_api::Method;

    fn saved(collection: &str, name: &str) -> Saved {
        Saved {
            collection: collection.to_owned(),
            name: name.to_owned(),
            draft: Draft::default(),
        }
    }

    #[test]
    fn requests_are_kept_by_collection_and_name_and_survive_a_file() {
        let mut all = Collections::default();
        for (collection, name) in [
            ("Daily", "b"),
            ("audit", "x"),
            ("Daily", "A"),
            ("Daily", "b"),
        ] {
            all.save(saved(collection, name));
        }
        let names: Vec<_> = all.all().iter().map(|it| &*it.name).collect();
        assert_eq!(names, ["x", "A", "b"]);
        assert_eq!(all.names(), ["audit", "Daily"]);
        assert_eq!(Collections::from_json(&all.to_json()), Ok(all.clone()));
        assert_eq!(all.remove("Daily", "A").unwrap().name, "A");
        assert_eq!(all.remove("Daily", "A"), None);
    }

    #[test]
    fn a_file_that_is_something_else_gets_a_sentence() {
        for (text, told) in [
            ("{\n", "not JSON (line 2"),
            ("[]", "no collections"),
            (
                r#"{"kind":"meta-console-collections","version":2}"#,
                "another version",
            ),
            (
                r#"{"kind":"meta-console-collections","version":1,"requests":[{}]}"#,
                "cannot be read",
            ),
        ] {
            let error = Collections::from_json(text).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
    }

    #[test]
    fn a_file_with_a_secret_is_refused_as_a_whole() {
        let mut file = Collections::default();
        file.save(saved("a", "fine"));
        let mut bad = saved("a", "secret");
        bad.draft = Draft::of(Method::Get, "/applications/a/apikeys/80OdF5hXzkNqEs9DHRki");
        file.save(bad);
        let mut mine = Collections::default();
        let error = mine.import(file, &|_| false).unwrap_err();
        assert!(error.contains("“secret” was refused"), "{error}");
        assert_eq!(mine, Collections::default());
        let mut good = Collections::default();
        good.save(saved("a", "good"));
        assert_eq!(mine.import(good, &|_| false), Ok(1));
        assert_eq!(mine.all().len(), 1);
    }
}
