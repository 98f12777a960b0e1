//! `dateline config`: the settings in force. Its output is a `config.toml` to start from.

use dateline_query::access::{Right, Scope};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::Context;
use crate::settings::{Layers, Origin, SetKey, Value, key_section};

#[derive(Serialize)]
struct Entry<'a> {
    value: &'a Value,
    /// `default`, `file`, `environment` or `flag`.
    origin: &'static str,
    /// The file with its line, the variable, the flag.
    from: String,
}

pub(super) fn run(context: &mut Context, layers: &Layers) -> anyhow::Result<()> {
    let output = &mut context.output;
    if output.json {
        let mut entries: Map<String, Json> = Map::new();
        for (key, value, origin) in layers.iter() {
            let entry = Entry { value, origin: kind(origin), from: origin.to_string() };
            entries.insert(key.name().to_owned(), serde_json::to_value(entry)?);
        }
        let keys = layers.keys().iter().map(|set| {
            let name = set.key.name.to_string();
            Ok((name, serde_json::to_value(KeyEntry::of(set))?))
        });
        let keys = keys.collect::<serde_json::Result<Map<_, _>>>()?;
        if !keys.is_empty() {
            entries.insert("auth.keys".to_owned(), keys.into());
        }
        return output.answer(&entries);
    }
    let mut section = "";
    for (key, value, origin) in layers.iter() {
        let (own, name) = key.parts();
        if own != section {
            section = own;
            output.line(format_args!("\n[{section}]"))?;
        }
        let sentence = output.dim(&format!("# {}", key.sentence()));
        let origin = output.dim(&format!("# {origin}"));
        output.line(sentence)?;
        output.line(format_args!("{name} = {value} {origin}"))?;
    }
    for set in layers.keys() {
        let origin = output.dim(&format!("# {}", set.origin));
        output.line(format_args!("\n{origin}\n{}", key_section(&set.key).trim_end()))?;
    }
    Ok(())
}

/// A key, without what is secret of it.
#[derive(Serialize)]
struct KeyEntry {
    hash: String,
    rights: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feeds: Option<Vec<String>>,
    from: String,
}

impl KeyEntry {
    fn of(set: &SetKey) -> Self {
        Self {
            hash: set.key.hash.to_string(),
            rights: set.key.rights.iter().map(Right::name).collect(),
            feeds: match &set.key.scope {
                Scope::Everything => None,
                Scope::Feeds(feeds) => Some(feeds.names().map(str::to_owned).collect()),
            },
            from: set.origin.to_string(),
        }
    }
}

fn kind(origin: &Origin) -> &'static str {
    match origin {
        Origin::Default => "default",
        Origin::File { .. } => "file",
        Origin::Environment(_) => "environment",
        Origin::Flag(_) => "flag",
    }
}
