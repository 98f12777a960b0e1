//! Layers of settings, each on top of the one before.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::file::FileSettings;
use super::keys::SetKey;
use super::{Environment, Key, Origin, SettingsError, Value, environment, file};

/// What the command line sets.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flags {
    /// The file to read instead of `config.toml`.
    pub(crate) config: Option<PathBuf>,
    /// Keys, their flags, and their values as typed.
    pub(crate) values: Vec<(Key, &'static str, String)>,
}

/// Every setting with its value and where it came from.
#[derive(Clone, Debug)]
pub(crate) struct Layers {
    values: BTreeMap<Key, (Value, Origin)>,
    keys: Vec<SetKey>,
}

impl Layers {
    /// Defaults, then the file, then the environment, then the flags.
    pub(crate) fn read(flags: &Flags, environment: &Environment) -> Result<Self, SettingsError> {
        let mut layers = Self::defaults();
        layers.put_file(file::read(flags.config.as_deref())?);
        layers.put(environment.settings()?);
        for (key, flag, text) in &flags.values {
            let origin = Origin::Flag(flag);
            let value = environment::read(*key, text, &origin)?;
            layers.put(vec![(*key, value, origin)]);
        }
        Ok(layers)
    }

    /// The defaults alone.
    pub(super) fn defaults() -> Self {
        let values = Key::ALL.iter().copied().map(|key| (key, (key.default(), Origin::Default)));
        Self { values: values.collect(), keys: Vec::new() }
    }

    /// The defaults with a file on top, which tests make up.
    #[cfg(test)]
    pub(super) fn with_file(text: &str) -> Result<Self, SettingsError> {
        let mut layers = Self::defaults();
        layers.put_file(file::parse(Path::new(file::DEFAULT_FILE), text)?);
        Ok(layers)
    }

    fn put_file(&mut self, settings: FileSettings) {
        self.put(settings.values);
        self.keys = settings.keys;
    }

    /// Takes the values of some settings over from others, and who is let in.
    pub(crate) fn take_over(&mut self, others: &Self, keys: &[Key]) {
        for key in keys {
            if let Some(entry) = others.values.get(key) {
                self.values.insert(*key, entry.clone());
            }
        }
        self.keys.clone_from(&others.keys);
    }

    fn put(&mut self, settings: Vec<(Key, Value, Origin)>) {
        for (key, value, origin) in settings {
            self.values.insert(key, (value, origin));
        }
    }

    /// All of them, in the order of `config.toml`.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Key, &Value, &Origin)> {
        self.values.iter().map(|(key, (value, origin))| (*key, value, origin))
    }

    /// Who is let in.
    pub(crate) fn keys(&self) -> &[SetKey] {
        &self.keys
    }

    /// A setting that is text.
    pub(super) fn text(&self, key: Key) -> &str {
        match self.values.get(&key) {
            Some((Value::Text(text), _)) => text,
            // Every key has a value, and values are checked as they are put in.
            _ => "",
        }
    }

    /// A setting that is a path.
    pub(super) fn path(&self, key: Key) -> PathBuf {
        Path::new(self.text(key)).to_owned()
    }

    /// A setting that is a path or nothing.
    pub(super) fn optional_path(&self, key: Key) -> Option<PathBuf> {
        Some(self.path(key)).filter(|path| !path.as_os_str().is_empty())
    }

    /// Where a setting came from.
    pub(super) fn origin(&self, key: Key) -> Origin {
        self.values.get(&key).map_or(Origin::Default, |(_, origin)| origin.clone())
    }

    /// A setting that is a number.
    pub(super) fn number(&self, key: Key) -> u64 {
        match self.values.get(&key) {
            Some((Value::Number(number), _)) => *number,
            _ => 0,
        }
    }

    /// The error that two settings do not go together.
    pub(super) fn relation(&self, keys: [Key; 2], reason: String, fix: String) -> SettingsError {
        let part = |key: Key| {
            let (value, origin) =
                self.values.get(&key).cloned().unwrap_or_else(|| (key.default(), Origin::Default));
            Box::new((key, value, origin))
        };
        SettingsError::Relation { one: part(keys[0]), other: part(keys[1]), reason, fix }
    }
}
