//! What can be asked: the endpoints of the table, and those that a server adds.

use meta_api::Method;
use meta_api::endpoint::{
    Answer, BodyField, ENDPOINTS, Endpoint, QueryKind, QueryParameter, Resource,
};

/// A kind of request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// What it does: "List applications".
    pub title: String,
    /// More about it.
    pub description: String,
    /// How to ask.
    pub method: Method,
    /// Where, below the base URL, or after [`ROOT`](super::ROOT) below the server's root.
    pub path: String,
    /// What may stand in the query.
    pub query: Vec<Parameter>,
    /// The endpoint of the table; `None` for an extension of a server.
    pub endpoint: Option<&'static Endpoint>,
    /// Whether there is a body to write.
    pub has_body: bool,
}

/// A parameter of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What it does.
    pub description: String,
    /// What it takes.
    pub takes: Takes,
}

/// What a parameter of the query takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// `True` or `False`.
    Boolean,
    /// A whole number.
    Number {
        /// The smallest allowed.
        min: u64,
        /// The largest allowed.
        max: u64,
        /// What is used when it is left out.
        default: u64,
    },
    /// Any text.
    Text,
}

/// Operations under a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Applications.
    Applications,
    /// Their API keys.
    ApiKeys,
    /// Their webhooks.
    WebHooks,
    /// What the table of endpoints does not know.
    Extensions,
}

impl Operation {
    /// The endpoints of the table, in its order.
    pub fn all() -> Vec<Self> {
        ENDPOINTS.iter().map(Self::from).collect()
    }

    /// Where it is listed.
    pub fn group(&self) -> Group {
        match self.endpoint {
            None => Group::Extensions,
            Some(it) if it.path.contains("/apikeys") => Group::ApiKeys,
            Some(it) if it.path.contains("/webhooks") => Group::WebHooks,
            Some(_) => Group::Applications,
        }
    }

    /// The names of the path's parameters, in order.
    pub fn path_parameters(&self) -> Vec<&str> {
        parameters(&self.path)
    }

    /// What may stand in the body; empty where that is not known.
    pub fn fields(&self) -> &'static [BodyField] {
        self.endpoint.map_or(&[], |it| it.body)
    }

    /// What it answers when it works: "Answers 200 and a page of webhooks."; not known of
    /// extensions.
    pub fn answer(&self) -> Option<String> {
        let answer = self.endpoint?.answer;
        let what = match answer {
            Answer::Page(Resource::Application) => " and a page of applications",
            Answer::Page(Resource::ApiKey) => " and a page of API keys",
            Answer::Page(Resource::WebHook) => " and a page of webhooks",
            Answer::Object(Resource::Application) => " and the application",
            Answer::Object(Resource::ApiKey) => " and the API key",
            Answer::Object(Resource::WebHook) => " and the webhook",
            Answer::Created(Resource::Application) => " and the new application",
            Answer::Created(Resource::ApiKey) => " and the new API key",
            Answer::Created(Resource::WebHook) => " and the new webhook",
            Answer::Nothing => " without a body",
        };
        Some(format!("Answers {}{what}.", answer.status()))
    }

    /// Whether it answers API keys, which are secrets.
    pub fn answers_keys(&self) -> bool {
        self.group() == Group::ApiKeys
    }
}

impl From<&'static Endpoint> for Operation {
    fn from(endpoint: &'static Endpoint) -> Self {
        Self {
            title: endpoint.title.to_owned(),
            description: endpoint.description.to_owned(),
            method: endpoint.method,
            path: endpoint.path.to_owned(),
            query: endpoint.query.iter().map(Parameter::from).collect(),
            endpoint: Some(endpoint),
            has_body: !endpoint.body.is_empty(),
        }
    }
}

impl From<&QueryParameter> for Parameter {
    fn from(parameter: &QueryParameter) -> Self {
        Self {
            name: parameter.name.to_owned(),
            description: parameter.description.to_owned(),
            takes: match parameter.kind {
                QueryKind::Boolean => Takes::Boolean,
                QueryKind::Number { min, max, default } => Takes::Number { min, max, default },
            },
        }
    }
}

impl Takes {
    /// What is wrong with a value; one that is left out is always right.
    pub fn refusal(self, value: &str) -> Option<String> {
        match self {
            _ if value.is_empty() => None,
            Self::Text => None,
            Self::Boolean => (!matches!(value, "True" | "False"))
                .then(|| "Use True or False, or leave it out.".to_owned()),
            Self::Number { min, max, .. } => {
                let number = value.bytes().all(|it| it.is_ascii_digit());
                let fits = number && value.parse().is_ok_and(|it: u64| (min..=max).contains(&it));
                (!fits).then(|| self.bounds())
            }
        }
    }

    fn bounds(self) -> String {
        match self {
            Self::Number { min, max, .. } if max > 1_000_000 => {
                format!("Use a whole number, {min} or more.")
            }
            Self::Number { min, max, .. } => format!("Use a whole number from {min} to {max}."),
            Self::Boolean | Self::Text => String::new(),
        }
    }

    /// What it takes, for a person: "1 to 1000, default 10".
    pub fn hint(self) -> String {
        match self {
            Self::Number { min, max, default } if max > 1_000_000 => {
                format!("{min} or more, default {default}.")
            }
            Self::Number { min, max, default } => format!("{min} to {max}, default {default}."),
            Self::Boolean => "True or False.".to_owned(),
            Self::Text => String::new(),
        }
    }
}

impl Group {
    /// All of them with their headings, in the order in which they are listed.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Applications, "Applications"),
        (Self::ApiKeys, "API keys"),
        (Self::WebHooks, "Webhooks"),
        (Self::Extensions, "Extensions of this server"),
    ];
}

/// The names in a path template, in order.
pub fn parameters(path: &str) -> Vec<&str> {
    path.split('/')
        .filter_map(|it| it.strip_prefix('{')?.strip_suffix('}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_endpoint_of_the_table_can_be_asked() {
        let all = Operation::all();
        assert_eq!(all.len(), ENDPOINTS.len());
        for (operation, endpoint) in all.iter().zip(ENDPOINTS) {
            assert_eq!(
                (operation.method, operation.path.as_str()),
                (endpoint.method, endpoint.path)
            );
            assert_ne!(operation.group(), Group::Extensions, "{}", endpoint.title);
            let names: Vec<&str> = operation.query.iter().map(|it| &*it.name).collect();
            let known: Vec<&str> = endpoint.query.iter().map(|it| it.name).collect();
            assert_eq!(names, known);
            assert_eq!(operation.has_body, !endpoint.body.is_empty());
        }
    }

    #[test]
    fn a_number_is_held_to_its_bounds() {
        let size = Takes::Number {
            min: 1,
            max: 1_000,
            default: 10,
        };
        for fine in ["", "1", "1000", "007"] {
            assert_eq!(size.refusal(fine), None, "{fine}");
        }
        for wrong in ["0", "1001", "-1", "1.5", "ten", "99999999999999999999"] {
            assert_eq!(
                size.refusal(wrong).as_deref(),
                Some("Use a whole number from 1 to 1000."),
                "{wrong}"
            );
        }
        assert_eq!(size.hint(), "1 to 1000, default 10.");
    }

    #[test]
    fn a_truth_value_is_spelt_as_the_reference_spells_it() {
        assert_eq!(Takes::Boolean.refusal("True"), None);
        assert!(Takes::Boolean.refusal("true").is_some());
    }
}
