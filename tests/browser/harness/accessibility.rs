//! Whether people who see, hear or move differently can use a page, as far as a program can tell:
//! axe-core holds it against WCAG 2.2 AA and its own good practices.

use std::fmt::Write;
use std::fs;

use serde_json::Value;

use super::page::Page;

/// Runs the rules and gives what they find: the rule, what to do, and which elements.
const RUN: &str = "return axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag', \
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}}).then(it => \
    ({ran: it.passes.length, violations: it.violations.map(({id, help, nodes}) => ({id, help, \
    nodes: nodes.map(({target, failureSummary}) => ({target: target.join(' '), failureSummary}))}))}))";

impl Page {
    /// Holds that axe-core finds nothing.
    #[track_caller]
    pub(crate) fn expect_accessible(&self) {
        let found = self.inaccessible();
        assert!(found.is_empty(), "{} is not accessible:\n{found}", self.address());
    }

    /// What axe-core finds, for people.
    #[track_caller]
    pub(crate) fn inaccessible(&self) -> String {
        if self.execute("return typeof axe") == "undefined" {
            self.execute(&fs::read_to_string(&self.installed.axe).unwrap());
        }
        let result = self.execute(RUN);
        assert!(result["ran"].as_u64() > Some(0), "no rule was tried: {result}");
        let mut told = String::new();
        let list = |value: &Value| value.as_array().unwrap().clone();
        let text = |value: &Value| value.as_str().unwrap().replace('\n', "\n    ");
        for violation in list(&result["violations"]) {
            let _ = writeln!(told, "{}: {}", text(&violation["id"]), text(&violation["help"]));
            for node in list(&violation["nodes"]) {
                let (target, why) = (text(&node["target"]), text(&node["failureSummary"]));
                let _ = writeln!(told, "  {target}\n    {why}");
            }
        }
        told
    }
}
