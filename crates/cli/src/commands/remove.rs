//! `dateline remove`: stories out of the live index.

use dateline_engine::Outcome;
use dateline_model::StoryId;
use serde::Serialize;

use super::Context;
use crate::failure::Failure;
use crate::writing::Target;

/// What became of the stories.
#[derive(Debug, Default, Serialize)]
struct RemoveReport {
    removed: Vec<StoryId>,
    absent: Vec<StoryId>,
}

pub(super) fn run(context: &mut Context, ids: &[String]) -> anyhow::Result<()> {
    let parse = |id: &String| {
        StoryId::new(id).map_err(|error| Failure::Flag(format!("`{id}` is no story id: {error}")))
    };
    let ids = ids.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
    let mut report = RemoveReport::default();
    let outcomes = Target::of(&context.settings, "remove")?.remove(&ids)?;
    for (id, outcome) in ids.into_iter().zip(outcomes) {
        match outcome {
            Outcome::Removed => report.removed.push(id),
            _ => report.absent.push(id),
        }
    }
    let output = &mut context.output;
    if output.json {
        output.answer(&report)?;
    } else {
        for id in &report.removed {
            output.line(format_args!("removed {id}"))?;
        }
    }
    if report.absent.is_empty() {
        return Ok(());
    }
    output.flush()?;
    Err(Failure::NoStories(report.absent).into())
}
