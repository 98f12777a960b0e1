//! `dateline key new`: a key for somebody, and what the server has to know of it.

use anyhow::Context as _;
use dateline_query::access::{AccessKey, Feeds, Key, Right, Scope};
use serde::Serialize;

use super::Context;
use crate::arguments::{KeyRight, NewKeyArguments};
use crate::settings::{check_key, key_section};

/// A new key.
#[derive(Serialize)]
struct NewKey<'a> {
    name: &'a str,
    key: &'a str,
    hash: String,
    rights: Vec<&'static str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    feeds: &'a [String],
}

pub(super) fn new(context: &mut Context, arguments: &NewKeyArguments) -> anyhow::Result<()> {
    let NewKeyArguments { name, rights, feeds } = arguments;
    let new = AccessKey::generate().context("the system gives no random bytes")?;
    let key = Key {
        name: name.as_str().into(),
        hash: new.hash(),
        rights: rights.iter().map(|right| right.of_access()).collect(),
        scope: Feeds::new(feeds.iter().map(String::as_str)).map_or(Scope::Everything, Scope::Feeds),
    };
    let section = key_section(&key);
    check_key(&section)?;
    let output = &mut context.output;
    if output.json {
        let rights = key.rights.iter().map(Right::name).collect();
        let hash = key.hash.to_string();
        return output.answer(&NewKey { name, key: new.reveal(), hash, rights, feeds });
    }
    let told = output.dim("# The key. It is kept nowhere: give it to whoever is to use it.");
    output.line(told)?;
    output.line(new.reveal())?;
    let told = output.dim("# For config.toml. A running server takes it over upon SIGHUP.");
    output.line(format_args!("\n{told}"))?;
    output.line(section.trim_end())?;
    Ok(())
}

impl KeyRight {
    fn of_access(self) -> Right {
        match self {
            Self::Read => Right::Read,
            Self::Write => Right::Write,
            Self::Admin => Right::Admin,
        }
    }
}
