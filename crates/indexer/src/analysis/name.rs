//! Folding whole names, of feeds and publishers, so that they compare as people read them.

use super::fold::fold_into;

/// The form in which names are compared: words folded like those of texts, joined by one space.
/// A name without a letter or digit folds to itself, trimmed.
pub fn fold_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        fold_into(word, &mut out);
    }
    if out.is_empty() { name.trim().to_owned() } else { out }
}
