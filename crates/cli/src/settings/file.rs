//! Settings from a TOML file, each with its line.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::nearest;
use super::keys::{self, SetKey};
use super::{Key, Origin, SettingsError, Value};

/// The section of the keys.
const KEYS: &str = "auth.keys";
/// The file that is read where no other is named.
pub(super) const DEFAULT_FILE: &str = "config.toml";

/// What a file sets.
#[derive(Debug, Default)]
pub(super) struct FileSettings {
    pub(super) values: Vec<(Key, Value, Origin)>,
    /// Who is let in. No other layer sets that.
    pub(super) keys: Vec<SetKey>,
}

/// Reads the file that was named, or the default one if it exists.
pub(super) fn read(named: Option<&Path>) -> Result<FileSettings, SettingsError> {
    let path = named.unwrap_or(Path::new(DEFAULT_FILE));
    match fs::read_to_string(path) {
        Ok(text) => parse(path, &text),
        Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => {
            Ok(FileSettings::default())
        }
        Err(source) => Err(SettingsError::File { path: path.to_owned(), source }),
    }
}

/// Reads the text of a file.
pub(super) fn parse(path: &Path, text: &str) -> Result<FileSettings, SettingsError> {
    let file = File { path, text };
    let table = DeTable::parse(text).map_err(|error| SettingsError::Syntax {
        origin: file.origin(error.span().map_or(0, |span| span.start)),
        message: error.message().to_owned(),
    })?;
    let mut settings = FileSettings::default();
    file.walk("", table.get_ref(), &mut settings)?;
    Ok(settings)
}

/// Holds that a section is one of a key that can be used.
pub(crate) fn check_key(section: &str) -> Result<(), SettingsError> {
    parse(Path::new("the new key"), section).map(drop)
}

/// A file that is being read.
pub(super) struct File<'a> {
    path: &'a Path,
    text: &'a str,
}

impl File<'_> {
    /// The line that a byte is in.
    pub(super) fn origin(&self, at: usize) -> Origin {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        Origin::File { path: self.path.to_owned(), line }
    }

    /// What stands there, as it is written.
    pub(super) fn source(&self, span: Range<usize>) -> &str {
        self.text.get(span).unwrap_or_default()
    }

    /// Takes what a table holds. Sections are tables of one level; `a.b = 1` at the top is the
    /// same as `b = 1` in `[a]`.
    fn walk(
        &self,
        section: &str,
        table: &DeTable<'_>,
        settings: &mut FileSettings,
    ) -> Result<(), SettingsError> {
        for (name, value) in table {
            let origin = self.origin(name.span().start);
            let name = match section {
                "" => name.get_ref().to_string(),
                section => format!("{section}.{}", name.get_ref()),
            };
            match (Key::named(&name), value.get_ref()) {
                (Some(key), _) => {
                    settings.values.push((key, self.value(key, value, &origin)?, origin));
                }
                (None, DeValue::Table(inner)) if name == KEYS => {
                    settings.keys = keys::read(self, inner)?;
                }
                (None, DeValue::Table(inner)) if section.is_empty() && is_section(&name) => {
                    self.walk(&name, inner, settings)?;
                }
                (None, _) => {
                    let known = Key::ALL.iter().map(|key| key.name().to_owned());
                    let sections = Key::ALL.iter().map(|key| key.parts().0.to_owned());
                    let nearest = match value.get_ref() {
                        DeValue::Table(_) => nearest(&name, sections.filter(|s| !s.is_empty())),
                        _ => nearest(&name, known).or_else(|| in_its_section(&name)),
                    };
                    return Err(SettingsError::UnknownKey { origin, name, nearest });
                }
            }
        }
        Ok(())
    }

    fn value(
        &self,
        key: Key,
        spanned: &Spanned<DeValue<'_>>,
        origin: &Origin,
    ) -> Result<Value, SettingsError> {
        let value = match spanned.get_ref() {
            DeValue::String(text) => Some(Value::text(text.as_ref())),
            DeValue::Integer(number) => {
                u64::from_str_radix(number.as_str(), number.radix()).ok().map(Value::Number)
            }
            _ => None,
        };
        let checked = match value {
            Some(value) => key.kind().check(&value).map(|()| value),
            None => Err(key.kind().allowed()),
        };
        checked.map_err(|allowed| SettingsError::BadValue {
            origin: origin.clone(),
            key,
            value: self.source(spanned.span()).to_owned(),
            allowed,
        })
    }
}

fn is_section(name: &str) -> bool {
    Key::ALL.iter().any(|key| key.parts().0 == name)
}

/// A key that was written outside its section, or in another one.
fn in_its_section(name: &str) -> Option<String> {
    let own = name.rsplit('.').next().unwrap_or(name);
    let key = Key::ALL.iter().copied().find(|key| key.parts().1 == own)?;
    Some(key.name().to_owned())
}
