//! Numbers as people write them.

/// A number with commas between thousands.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// So many of something, whose plural is given where it is not the word with an s.
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::{counted, grouped};

    #[test]
    fn thousands_are_told_apart() {
        let written = [0, 7, 999, 1_000, 102_567, 1_000_000].map(grouped);
        assert_eq!(written, ["0", "7", "999", "1,000", "102,567", "1,000,000"]);
        assert_eq!(counted(1, "story", "stories"), "1 story");
        assert_eq!(counted(2_000, "story", "stories"), "2,000 stories");
    }
}
