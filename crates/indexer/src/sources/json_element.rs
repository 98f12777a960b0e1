//! Where a JSON value ends, found without parsing it.
//!
//! A value in a file of any size is followed byte by byte: strings, escapes, nesting, nothing
//! else. Whether it is good JSON is the parser's to say. Two things are done for values that are
//! not: a line feed ends a string, as JSON allows none in it, so that a forgotten quote costs one
//! story and not the rest of the file; and any bracket closes any other.

/// A value being followed.
pub(super) struct JsonElement {
    depth: u64,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    String,
    Escape,
    /// In a number, `true`, `false`, `null`, or in something that is no JSON at all.
    Bare,
}

/// How far a value was followed in the bytes at hand.
pub(super) struct Advance {
    /// How many of the bytes belong to the value.
    pub(super) count: usize,
    /// How many line feeds are among them.
    pub(super) newlines: u64,
    /// Whether the value ends with them.
    pub(super) ended: bool,
}

impl JsonElement {
    /// A value that starts with this byte, which is still to be followed.
    pub(super) fn starting_with(byte: u8) -> Self {
        let place = match byte {
            b'{' | b'[' | b'"' => Place::Outside,
            _ => Place::Bare,
        };
        Self { depth: 0, place }
    }

    /// Follows the value into the next bytes.
    pub(super) fn advance(&mut self, bytes: &[u8]) -> Advance {
        let mut newlines = 0;
        let mut at = 0;
        while at < bytes.len() {
            match self.place {
                Place::String => {
                    // Most bytes of a story are in strings: they are leapt over.
                    let Some(skip) = memchr::memchr3(b'"', b'\\', b'\n', &bytes[at..]) else {
                        at = bytes.len();
                        break;
                    };
                    at += skip;
                    self.place = match bytes[at] {
                        b'\\' => Place::Escape,
                        _ => Place::Outside,
                    };
                }
                Place::Escape => {
                    // An escaped line feed is no JSON either, and ends the string like any.
                    self.place = if bytes[at] == b'\n' { Place::Outside } else { Place::String };
                }
                Place::Outside => match bytes[at] {
                    b'"' => self.place = Place::String,
                    b'{' | b'[' => self.depth += 1,
                    b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                },
                Place::Bare => {
                    if matches!(bytes[at], b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n') {
                        return Advance { count: at, newlines, ended: true };
                    }
                }
            }
            newlines += u64::from(bytes[at] == b'\n');
            at += 1;
            if self.depth == 0 && self.place == Place::Outside {
                return Advance { count: at, newlines, ended: true };
            }
        }
        Advance { count: at, newlines, ended: false }
    }

    /// Whether the value may end where the file does.
    pub(super) fn may_end(&self) -> bool {
        self.place == Place::Bare
    }
}
