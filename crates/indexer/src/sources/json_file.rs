//! A file of one story, or of a list of stories, as JSON.
//!
//! ```text
//! file  = story | "[" [ story { "," story } ] "]"
//! ```
//!
//! Of a list, one story at a time is in memory. What stands between two stories and should not is
//! a fault with its line, and reading goes on at the next comma or brace.

use std::io;

use super::input::Input;
use super::json_element::JsonElement;
use super::reader::Cut;
use super::reject::{Fault, Reason};

/// Where in the file the reader is.
pub(super) struct JsonFile {
    line: u64,
    state: State,
}

#[derive(Clone, Copy)]
enum State {
    Start,
    /// In the list, where a story may stand; `after_comma` where one must.
    BeforeStory {
        after_comma: bool,
    },
    AfterStory,
    /// After the list, or after the only story.
    AfterAll,
    Ended,
}

impl Default for JsonFile {
    fn default() -> Self {
        Self { line: 1, state: State::Start }
    }
}

impl JsonFile {
    /// The next story.
    pub(super) fn next(&mut self, input: &mut Input, limit: usize) -> Option<Result<Cut, Fault>> {
        match self.step(input, limit) {
            Ok(cut) => cut,
            Err(error) => {
                self.state = State::Ended;
                Some(Err(Fault::io(self.line, &error)))
            }
        }
    }

    fn step(&mut self, input: &mut Input, limit: usize) -> io::Result<Option<Result<Cut, Fault>>> {
        loop {
            if matches!(self.state, State::Ended) {
                return Ok(None);
            }
            let byte = self.skip_space(input)?;
            let fault = match (self.state, byte) {
                (State::Ended | State::AfterAll, None) => {
                    self.state = State::Ended;
                    return Ok(None);
                }
                (State::Start, None) => self.end_with(Reason::NotAStory, "empty file".to_owned()),
                (State::BeforeStory { .. } | State::AfterStory, None) => self.end_with(
                    Reason::InvalidJson,
                    "the file ends inside the list; close it with `]`".to_owned(),
                ),
                (State::Start, Some(b'{')) => {
                    return self.story(input, limit, b'{', State::AfterAll).map(Some);
                }
                (State::Start, Some(b'[')) => {
                    input.consume(1);
                    self.state = State::BeforeStory { after_comma: false };
                    continue;
                }
                (State::Start, Some(byte)) => self.end_with(
                    Reason::NotAStory,
                    format!(
                        "the file starts with {}; it must be a story object or a list of them",
                        shown(byte)
                    ),
                ),
                (State::BeforeStory { after_comma }, Some(b']')) => {
                    input.consume(1);
                    self.state = State::AfterAll;
                    if !after_comma {
                        continue;
                    }
                    self.invalid("there is no story after the last comma; remove the comma")
                }
                (State::BeforeStory { .. }, Some(b',')) => {
                    input.consume(1);
                    self.invalid("there is no story before this comma; remove the comma")
                }
                (State::AfterStory, Some(b',')) => {
                    input.consume(1);
                    self.state = State::BeforeStory { after_comma: true };
                    continue;
                }
                (State::AfterStory, Some(b']')) => {
                    input.consume(1);
                    self.state = State::AfterAll;
                    continue;
                }
                (State::BeforeStory { .. }, Some(byte)) if !matches!(byte, b'}' | b':') => {
                    return self.story(input, limit, byte, State::AfterStory).map(Some);
                }
                (State::BeforeStory { .. } | State::AfterStory, Some(byte)) => {
                    let found = shown(byte);
                    let fault = self.invalid(&format!("expected `,` or `]` and found {found}"));
                    self.skip_garbage(input)?;
                    fault
                }
                (State::AfterAll | State::Ended, Some(byte)) => {
                    let found = shown(byte);
                    self.end_with(
                        Reason::InvalidJson,
                        format!(
                            "{found} follows the end; a file of one story a line is named .ndjson"
                        ),
                    )
                }
            };
            return Ok(Some(Err(fault)));
        }
    }

    /// Reads one story, which starts with the byte at hand.
    fn story(
        &mut self,
        input: &mut Input,
        limit: usize,
        first: u8,
        then: State,
    ) -> io::Result<Result<Cut, Fault>> {
        let line = self.line;
        let mut element = JsonElement::starting_with(first);
        let mut body = Vec::new();
        let mut too_large = false;
        loop {
            let bytes = input.fill()?;
            if bytes.is_empty() {
                if element.may_end() {
                    break;
                }
                self.line = line;
                let detail = "the file ends inside the story that starts on this line".to_owned();
                return Ok(Err(self.end_with(Reason::InvalidJson, detail)));
            }
            let advance = element.advance(bytes);
            self.line += advance.newlines;
            if too_large || body.len() + advance.count > limit {
                too_large = true;
                body = Vec::new();
            } else {
                body.extend_from_slice(&bytes[..advance.count]);
            }
            input.consume(advance.count);
            if advance.ended {
                break;
            }
        }
        self.state = then;
        Ok(if too_large { Err(Fault::too_large(line, limit)) } else { Ok(Cut { line, body }) })
    }

    /// The next byte that is no white space, not yet taken.
    fn skip_space(&mut self, input: &mut Input) -> io::Result<Option<u8>> {
        self.skip_while(input, |byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
    }

    /// Skips to where the list may go on.
    fn skip_garbage(&mut self, input: &mut Input) -> io::Result<()> {
        if self.skip_while(input, |byte| !matches!(byte, b',' | b']' | b'{'))? == Some(b'{') {
            self.state = State::BeforeStory { after_comma: true };
        } else {
            self.state = State::AfterStory;
        }
        Ok(())
    }

    fn skip_while(
        &mut self,
        input: &mut Input,
        skipped: impl Fn(u8) -> bool,
    ) -> io::Result<Option<u8>> {
        loop {
            let bytes = input.fill()?;
            if bytes.is_empty() {
                return Ok(None);
            }
            let end = bytes.iter().position(|byte| !skipped(*byte));
            let count = end.unwrap_or(bytes.len());
            let found = end.map(|end| bytes[end]);
            self.line += memchr::memchr_iter(b'\n', &bytes[..count]).count() as u64;
            input.consume(count);
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    fn invalid(&self, detail: &str) -> Fault {
        Fault::new(self.line, Reason::InvalidJson, detail)
    }

    fn end_with(&mut self, reason: Reason, detail: String) -> Fault {
        self.state = State::Ended;
        Fault::new(self.line, reason, detail)
    }
}

/// A byte as an error names it.
fn shown(byte: u8) -> String {
    if byte.is_ascii_graphic() {
        format!("`{}`", char::from(byte))
    } else {
        format!("byte {byte:#04x}")
    }
}
