//! Keys and the pointer, as hands use them.

use serde_json::{Value, json};

use super::page::Page;

/// A place in the window, in pixels from its upper left corner.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Page {
    /// Presses keys where the focus is: `Enter`, `Shift+Tab`, `/`.
    #[track_caller]
    pub(crate) fn press(&self, keys: &str) {
        // A lone plus is a key, and no sign between two.
        let keys: Vec<_> = if keys == "+" { vec![keys] } else { keys.split('+').collect() };
        let action = |kind: &str, key: &&str| json!({ "type": kind, "value": code(key) });
        let down = keys.iter().map(|key| action("keyDown", key));
        let up = keys.iter().rev().map(|key| action("keyUp", key));
        let actions: Vec<_> = down.chain(up).collect();
        self.perform(&json!({ "type": "key", "id": "keyboard", "actions": actions }));
    }

    /// Presses the pointer at one point and lets go of it at another, moving between them.
    #[track_caller]
    pub(crate) fn drag(&self, from: Point, to: Point) {
        let half = Point { x: f64::midpoint(from.x, to.x), y: f64::midpoint(from.y, to.y) };
        let actions = json!([
            moved(from, 0),
            { "type": "pointerDown", "button": 0 },
            moved(half, 50),
            moved(to, 50),
            { "type": "pointerUp", "button": 0 },
        ]);
        self.perform(&json!({ "type": "pointer", "id": "mouse", "actions": actions }));
    }

    #[track_caller]
    fn perform(&self, source: &Value) {
        self.done(self.session.post("/actions", &json!({ "actions": [source] })));
    }
}

fn moved(to: Point, milliseconds: u32) -> Value {
    // The protocol takes whole pixels.
    let (x, y) = (to.x.round(), to.y.round());
    json!({ "type": "pointerMove", "duration": milliseconds, "origin": "viewport", "x": x, "y": y })
}

/// The protocol's letter for a key, by the name that pages know it by.
#[track_caller]
fn code(key: &str) -> &str {
    match key {
        "Tab" => "\u{e004}",
        "Enter" => "\u{e007}",
        "Shift" => "\u{e008}",
        "Control" => "\u{e009}",
        "Alt" => "\u{e00a}",
        "Escape" => "\u{e00c}",
        "PageUp" => "\u{e00e}",
        "PageDown" => "\u{e00f}",
        "End" => "\u{e010}",
        "Home" => "\u{e011}",
        "ArrowLeft" => "\u{e012}",
        "ArrowUp" => "\u{e013}",
        "ArrowRight" => "\u{e014}",
        "ArrowDown" => "\u{e015}",
        "Delete" => "\u{e017}",
        "Backspace" => "\u{e003}",
        letter if letter.chars().count() == 1 => letter,
        other => panic!("there is no key `{other}`"),
    }
}
