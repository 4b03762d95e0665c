//! The path and the query of a request.

use super::Explorer;
use crate::dom::{El, h, text_of};
use crate::explorer::{Parameter, ROOT, Refusal, Takes};
use leptos::prelude::*;
use meta_api::Method;

impl Explorer {
    /// The values of the path's parameters.
    pub(super) fn path(self) -> El {
        let names: Vec<String> = self.draft.with_untracked(|draft| {
            let names = draft.parameters().into_iter();
            names.map(str::to_owned).collect()
        });
        let section = h("section.stack.gap-2");
        if names.is_empty() {
            return section.attr("hidden", "");
        }
        let fields: Vec<El> = names.into_iter().map(|it| self.path_value(it)).collect();
        section.with(h("h3").with("Path")).with(fields)
    }

    /// Method and path of a request that is no endpoint's.
    pub(super) fn free_address(self) -> Vec<El> {
        let methods = [Method::Get, Method::Post, Method::Patch, Method::Delete];
        let method = h("select.input.mono")
            .attr("id", "method")
            .attr("aria-label", "Method")
            .with(methods.map(|it| h("option").with(it.as_str())))
            .prop_live("value", move || {
                self.draft.with(|it| it.method.as_str()).into()
            })
            .on("change", move |event| {
                let chosen = text_of(&event);
                if let Some(method) = methods.into_iter().find(|it| it.as_str() == chosen) {
                    self.edit(|draft| draft.method = method);
                }
            });
        let path = h("input.input.mono")
            .attr("type", "text")
            .attr("id", "path")
            .attr("aria-label", "Path, below the base URL")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .flag("aria-invalid", move || self.path_error().is_some())
            .attr("aria-describedby", "path-hint")
            .prop_live("value", move || {
                self.draft.with(|it| it.path.clone()).into()
            })
            .on_input(move |text| self.edit(|draft| draft.path = text));
        vec![method, path]
    }

    fn path_error(self) -> Option<String> {
        self.refusals.with(|all| {
            all.iter().find_map(|it| match it {
                Refusal::Path(sentence) => Some(sentence.clone()),
                _ => None,
            })
        })
    }

    /// The parameters of the query.
    pub(super) fn query(self) -> El {
        let section = h("section.stack.gap-2");
        let Some(operation) = self.operation.get_untracked() else {
            let hint = [
                "Below the base URL, with its query: /applications?page=2. A path that starts with ",
                &ROOT.to_string(),
                "/ begins at the server’s root and is sent without the key.",
            ]
            .concat();
            return section
                .swap(move || self.path_error().map(|it| h("p.field-error").with(it)))
                .with(h("p.hint").attr("id", "path-hint").with(hint));
        };
        let section = section.with(h("h3").with("Query"));
        if operation.query.is_empty() {
            let sentence = "This endpoint takes no query parameters.";
            return section.with(h("p.sm.muted").with(sentence));
        }
        let fields: Vec<El> = operation
            .query
            .into_iter()
            .map(|it| self.parameter(it))
            .collect();
        section.with(fields)
    }

    fn parameter(self, parameter: Parameter) -> El {
        let Parameter {
            name,
            description,
            takes,
        } = parameter;
        let id = ["query-", &name].concat();
        let (error_id, hint_id) = ([&id, "-error"].concat(), [&id, "-hint"].concat());
        let typed = {
            let name = name.clone();
            move || {
                self.draft
                    .with(|it| it.query.get(&name).cloned().unwrap_or_default())
            }
        };
        let refused = {
            let name = name.clone();
            move || {
                self.refusals.with(|all| {
                    all.iter().find_map(|it| match it {
                        Refusal::Query(of, sentence) if *of == name => Some(sentence.clone()),
                        _ => None,
                    })
                })
            }
        };
        let input = match takes {
            Takes::Boolean => h("select.input").with(
                [("", "Not sent"), ("True", "True"), ("False", "False")]
                    .map(|(value, label)| h("option").attr("value", value).with(label)),
            ),
            Takes::Number { default, .. } => h("input.input.num")
                .attr("type", "text")
                .attr("inputmode", "numeric")
                .attr("placeholder", &default.to_string()),
            Takes::Text => h("input.input").attr("type", "text"),
        };
        let (invalid, described) = (refused.clone(), refused.clone());
        let describe = (error_id.clone(), hint_id.clone());
        let label = h("label.mono").attr("for", &id).with(name.as_str());
        let input = input
            .attr("id", &id)
            .attr("autocomplete", "off")
            .flag("aria-invalid", move || invalid().is_some())
            .attr_live("aria-describedby", move || {
                let (error, hint) = &describe;
                Some(match described() {
                    Some(_) => [error, " ", hint].concat(),
                    None => hint.clone(),
                })
            })
            .prop_live("value", move || typed().into())
            .on_input(move |text| {
                let name = name.clone();
                self.edit(|draft| {
                    draft.query.insert(name, text.trim().to_owned());
                });
            });
        let hint = [&description, " ", &takes.hint()].concat();
        h("div.field")
            .with(label)
            .with(input)
            .swap(move || refused().map(|it| h("p.field-error").attr("id", &error_id).with(it)))
            .with(h("p.hint").attr("id", &hint_id).with(hint.trim()))
    }
}
