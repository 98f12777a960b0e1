//! `dateline config`: the settings in force. Its output is a `config.toml` to start from.

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::Context;
use crate::settings::{Layers, Origin, Value};

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
    Ok(())
}

fn kind(origin: &Origin) -> &'static str {
    match origin {
        Origin::Default => "default",
        Origin::File { .. } => "file",
        Origin::Environment(_) => "environment",
        Origin::Flag(_) => "flag",
    }
}
