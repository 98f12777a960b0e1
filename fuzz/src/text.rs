//! Bytes as the text that a check takes.

/// The bytes as text: a fuzzer that keeps breaking UTF-8 would try little else.
pub(crate) fn of(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// The first byte, which chooses how the rest is read.
pub(crate) fn choice(input: &[u8]) -> (u8, &[u8]) {
    input.split_first().map_or((0, input), |(first, rest)| (*first, rest))
}
