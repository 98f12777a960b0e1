//! The keys in `[auth.keys]`: a table each, under the name that logs give it.

use std::fmt::Write as _;

use dateline_query::access::{Feeds, Key as AccessKey, KeyHash, Right, Rights, Scope};
use toml::de::{DeTable, DeValue};
use toml::{Spanned, Value};

use super::error::nearest;
use super::file::File;
use super::{Origin, SettingsError};

/// What stands in the table of a key.
const FIELDS: [&str; 3] = ["hash", "rights", "feeds"];
const HASH: &str = "\"sha256:\" and 64 hexadecimal digits, as `dateline key new` prints it";
const RIGHTS: &str = "a list of \"read\", \"write\" and \"admin\", such as [\"read\"]";
const FEEDS: &str = "a list of the names of feeds, such as [\"World\"], or left out for all";
const LONGEST_NAME: usize = 64;

/// A key and where it was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SetKey {
    pub(crate) key: AccessKey,
    pub(crate) origin: Origin,
}

/// Reads the keys of a file.
pub(super) fn read(file: &File<'_>, table: &DeTable<'_>) -> Result<Vec<SetKey>, SettingsError> {
    let mut keys: Vec<SetKey> = Vec::with_capacity(table.len());
    for (name, value) in table {
        let origin = file.origin(name.span().start);
        let key = match value.get_ref() {
            DeValue::Table(fields) => one(file, name.get_ref(), &origin, fields)?,
            _ => return Err(wrong(&origin, name.get_ref(), "", "has to be a table".to_owned())),
        };
        if let Some(same) = keys.iter().find(|known| known.key.hash == key.hash) {
            let reason = format!("is the same key as `{}`; make another one", same.key.name);
            return Err(wrong(&origin, &key.name, ".hash", reason));
        }
        keys.push(SetKey { key, origin });
    }
    // In the order of the file.
    keys.sort_by(|one, other| one.origin.cmp(&other.origin));
    Ok(keys)
}

fn one(
    file: &File<'_>,
    name: &str,
    origin: &Origin,
    fields: &DeTable<'_>,
) -> Result<AccessKey, SettingsError> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !(1..=LONGEST_NAME).contains(&name.len()) || !name.chars().all(is_plain) {
        let reason = format!("needs a name of 1 to {LONGEST_NAME} of A-Z a-z 0-9 - _ .");
        return Err(wrong(origin, name, "", reason));
    }
    let (mut hash, mut rights, mut feeds) = (None, None, None);
    for (field, value) in fields {
        let at = file.origin(field.span().start);
        let refuse = |allowed: &str| {
            let given = file.source(value.span());
            let reason = format!("cannot be {given}; it has to be {allowed}");
            wrong(&at, name, &format!(".{}", field.get_ref()), reason)
        };
        match field.get_ref().as_ref() {
            "hash" => hash = Some(read_hash(value).ok_or_else(|| refuse(HASH))?),
            "rights" => rights = Some(read_rights(value).ok_or_else(|| refuse(RIGHTS))?),
            "feeds" => feeds = Some(read_feeds(value).ok_or_else(|| refuse(FEEDS))?),
            unknown => {
                let name = format!("auth.keys.{name}.{unknown}");
                let known = FIELDS.iter().map(|field| (*field).to_owned());
                let nearest = nearest(unknown, known);
                return Err(SettingsError::UnknownKey { origin: at, name, nearest });
            }
        }
    }
    let lacks = |field: &str, allowed: &str| {
        wrong(origin, name, "", format!("lacks `{field}`, which has to be {allowed}"))
    };
    let hash = hash.ok_or_else(|| lacks("hash", HASH))?;
    let rights = rights.ok_or_else(|| lacks("rights", RIGHTS))?;
    let scope = feeds.map_or(Scope::Everything, Scope::Feeds);
    if scope != Scope::Everything && rights != Rights::NONE.and(Right::Read) {
        // It could write over what it does not see, and a refusal would tell that it is there.
        let reason = "has `feeds`, so its `rights` can only be [\"read\"]".to_owned();
        return Err(wrong(origin, name, "", reason));
    }
    Ok(AccessKey { name: name.into(), hash, rights, scope })
}

fn read_hash(value: &Spanned<DeValue<'_>>) -> Option<KeyHash> {
    KeyHash::parse(value.get_ref().as_str()?)
}

fn read_rights(value: &Spanned<DeValue<'_>>) -> Option<Rights> {
    let names = texts(value)?;
    let rights: Option<Rights> = names.into_iter().map(Right::named).collect();
    rights.filter(|rights| *rights != Rights::NONE)
}

fn read_feeds(value: &Spanned<DeValue<'_>>) -> Option<Feeds> {
    Feeds::new(texts(value)?)
}

fn texts<'a>(value: &'a Spanned<DeValue<'_>>) -> Option<Vec<&'a str>> {
    value.get_ref().as_array()?.iter().map(|item| item.get_ref().as_str()).collect()
}

/// A key as it stands in the settings.
pub(crate) fn key_section(key: &AccessKey) -> String {
    let list = |texts: &mut dyn Iterator<Item = &str>| {
        Value::Array(texts.map(|text| Value::String(text.to_owned())).collect())
    };
    let mut section = format!("[auth.keys.{}]\nhash = \"{}\"\n", quoted(&key.name), key.hash);
    let rights = list(&mut key.rights.iter().map(Right::name));
    let _ = writeln!(section, "rights = {rights}");
    if let Scope::Feeds(feeds) = &key.scope {
        let _ = writeln!(section, "feeds = {}", list(&mut feeds.names()));
    }
    section
}

/// A name as a key of TOML: quoted where it has to be.
fn quoted(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    match !name.is_empty() && name.chars().all(is_bare) {
        true => name.to_owned(),
        false => Value::String(name.to_owned()).to_string(),
    }
}

fn wrong(origin: &Origin, name: &str, field: &str, reason: String) -> SettingsError {
    SettingsError::BadKey { origin: origin.clone(), name: format!("{name}{field}"), reason }
}
