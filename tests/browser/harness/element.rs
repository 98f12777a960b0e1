//! An element of a page, looked for anew each time, so that a page that changes under a test is no
//! fault: what is not there yet, or was just replaced, is tried again until a deadline.

use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::actions::Point;
use super::page::Page;
use super::wire::Refusal;
use crate::support::DEADLINE;

/// How to find an element.
#[derive(Clone, Copy)]
pub(crate) struct Element<'a> {
    page: &'a Page,
    strategy: &'static str,
    name: &'a str,
}

/// What the driver says of an element that may be there, whole and in reach in a moment.
const NOT_YET: [&str; 4] = [
    "no such element",
    "stale element reference",
    "element not interactable",
    "element click intercepted",
];

impl<'a> Element<'a> {
    pub(super) fn new(page: &'a Page, strategy: &'static str, name: &'a str) -> Self {
        Self { page, strategy, name }
    }

    /// Clicks in its middle.
    #[track_caller]
    pub(crate) fn click(self) {
        self.act(|it| self.page.session.post(&format!("{it}/click"), &json!({})));
    }

    /// Types a text behind what is in it.
    #[track_caller]
    pub(crate) fn type_in(self, text: &str) {
        let body = json!({ "text": text });
        self.act(|it| self.page.session.post(&format!("{it}/value"), &body));
    }

    /// The text as it is shown.
    #[track_caller]
    pub(crate) fn text(self) -> String {
        text(&self.act(|it| self.page.session.get(&format!("{it}/text"))))
    }

    /// An attribute as it stands in the page, if it has it.
    #[track_caller]
    pub(crate) fn attribute(self, name: &str) -> Option<String> {
        let value = self.act(|it| self.page.session.get(&format!("{it}/attribute/{name}")));
        value.as_str().map(str::to_owned)
    }

    /// What stands in a field.
    #[track_caller]
    pub(crate) fn value(self) -> String {
        text(&self.act(|it| self.page.session.get(&format!("{it}/property/value"))))
    }

    /// Its middle, in the window.
    #[track_caller]
    pub(crate) fn middle(self) -> Point {
        let script = "arguments[0].scrollIntoView({block: 'nearest', behavior: 'instant'}); \
            const it = arguments[0].getBoundingClientRect(); \
            return [it.x + it.width / 2, it.y + it.height / 2]";
        let middle = self.act(|it| {
            let element = json!({ REFERENCE: it.trim_start_matches("/element/") });
            let body = json!({ "script": script, "args": [element] });
            self.page.session.post("/execute/sync", &body)
        });
        Point { x: middle[0].as_f64().unwrap(), y: middle[1].as_f64().unwrap() }
    }

    /// How many there are at this moment.
    #[track_caller]
    pub(crate) fn count(self) -> usize {
        let found = self.page.session.post("/elements", &self.wanted());
        self.page.done(found).as_array().unwrap().len()
    }

    /// Does something with it, given the path of the element.
    #[track_caller]
    fn act(self, act: impl Fn(&str) -> Result<Value, Refusal>) -> Value {
        let started = Instant::now();
        loop {
            let refusal = match self.locate().and_then(|it| act(&it)) {
                Ok(value) => return value,
                Err(refusal) => refusal,
            };
            let may_come = NOT_YET.contains(&refusal.error.as_str());
            if !may_come || started.elapsed() > DEADLINE {
                panic!("{} on {}: {refusal}", self.name, self.page.address());
            }
            sleep(Duration::from_millis(20));
        }
    }

    fn locate(self) -> Result<String, Refusal> {
        let found = self.page.session.post("/element", &self.wanted())?;
        Ok(format!("/element/{}", found[REFERENCE].as_str().unwrap()))
    }

    fn wanted(self) -> Value {
        json!({ "using": self.strategy, "value": self.name })
    }
}

/// The protocol's name of a reference to an element.
const REFERENCE: &str = "element-6066-11e4-a52e-4f735466cecf";

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
