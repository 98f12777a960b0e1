//! What the environment says. It is read here and nowhere else, once, as a list that tests can
//! make up.

use super::error::nearest;
use super::{Key, Origin, SettingsError, Value};

/// What the names of our variables begin with.
pub(crate) const PREFIX: &str = "DATELINE_";

/// The variables of the environment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    variables: Vec<(String, String)>,
}

impl Environment {
    /// That of this process. What is not Unicode is none of ours, or a value that is refused.
    pub(crate) fn of_this_process() -> Self {
        let variables = std::env::vars_os()
            .map(|(name, value)| (name.to_string_lossy().into(), value.to_string_lossy().into()));
        Self { variables: variables.collect() }
    }

    /// One that tests make up.
    #[cfg(test)]
    pub(super) fn of(variables: &[(&str, &str)]) -> Self {
        let owned = variables.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        Self { variables: owned.collect() }
    }

    /// Whether the user wants no colours: <https://no-color.org>.
    pub(crate) fn forbids_colour(&self) -> bool {
        self.variables.iter().any(|(name, value)| name == "NO_COLOR" && !value.is_empty())
    }

    /// The settings among them.
    pub(super) fn settings(&self) -> Result<Vec<(Key, Value, Origin)>, SettingsError> {
        let ours = self.variables.iter().filter(|(name, _)| name.starts_with(PREFIX));
        ours.map(|(name, value)| setting(name, value)).collect()
    }
}

fn setting(name: &str, text: &str) -> Result<(Key, Value, Origin), SettingsError> {
    let origin = Origin::Environment(name.to_owned());
    let Some(key) = Key::ALL.iter().copied().find(|key| key.variable() == name) else {
        let known = Key::ALL.iter().copied().map(Key::variable);
        let (name, nearest) = (name.to_owned(), nearest(name, known));
        return Err(SettingsError::UnknownKey { origin, name, nearest });
    };
    let value = read(key, text, &origin)?;
    Ok((key, value, origin))
}

/// A value given as text, by a variable or by a flag.
pub(super) fn read(key: Key, text: &str, origin: &Origin) -> Result<Value, SettingsError> {
    let refuse = |allowed| SettingsError::BadValue {
        origin: origin.clone(),
        key,
        value: format!("\"{text}\""),
        allowed,
    };
    let value = key.kind().read(text).ok_or_else(|| refuse(key.kind().allowed()))?;
    key.kind().check(&value).map_err(refuse)?;
    Ok(value)
}
