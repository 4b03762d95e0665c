//! axe-core, run in the page by the driver: the console's own security policy lets no script in.

use crate::{Page, path_of};
use serde::Deserialize;
use serde_json::json;
use std::sync::LazyLock;

static AXE: LazyLock<String> = LazyLock::new(|| std::fs::read_to_string(path_of("AXE")).unwrap());

/// Every rule of WCAG 2.2, levels A and AA, and axe's own good practice.
const RUN: &str = "const done = arguments[0];
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const options = {
        runOnly: { type: 'tag', values },
        rules: { 'target-size': { enabled: true } },
        resultTypes: ['violations'],
    };
    axe.run(document, options).then(results => done({
        version: results.testEngine.version,
        rules: results.passes.length + results.violations.length,
        violations: results.violations.flatMap(({ id, help, nodes }) =>
            nodes.map(node => ({
                rule: id,
                help,
                target: node.target.join(' '),
                why: node.failureSummary,
            }))),
    }), error => done({ version: 'failed: ' + error, rules: 0, violations: [] }));";

/// Something on a page that not everybody can use.
#[derive(Clone, Debug, Deserialize)]
pub struct Violation {
    /// axe's id of the rule: `color-contrast`.
    pub rule: String,
    /// What the rule asks for.
    pub help: String,
    /// The selector of the element.
    pub target: String,
    /// What would make it right.
    pub why: String,
}

#[derive(Deserialize)]
struct Results {
    version: String,
    rules: usize,
    violations: Vec<Violation>,
}

impl Page {
    /// Holds the page, as it is now, against every rule.
    pub async fn violations(&self) -> Vec<Violation> {
        let has_axe = self.script("return 'axe' in window", vec![]).await;
        if has_axe == json!(false) {
            self.script(&AXE, vec![]).await;
        }
        let results = self.session.execute_async(RUN, vec![]).await.unwrap();
        let results: Results = serde_json::from_value(results.json().clone()).unwrap();
        assert!(
            results.version.starts_with("4.14."),
            "axe {}",
            results.version
        );
        // A page on which next to nothing was looked at has not passed.
        assert!(results.rules > 15, "only {} rules applied", results.rules);
        results.violations
    }
}
