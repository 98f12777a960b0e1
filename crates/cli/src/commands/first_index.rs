//! The first index of a server that has none: built from the stories beside it, while it says how far that is.

use std::path::Path;

use dateline_indexer::generation::{UnderWay, read_current};
use dateline_indexer::{Input, reindex};

use super::Context;
use crate::arguments::Verbosity;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::progress::{Reporter, Whole};

/// What a server without an index waits for.
pub(super) fn awaited(index_dir: &Path) -> String {
    let under_way = match read_current(index_dir) {
        Ok(None) => UnderWay::look(index_dir),
        _ => return "the index is being opened".to_owned(),
    };
    match under_way.and_then(|it| it.progress).filter(|progress| progress.bytes_total > 0) {
        Some(progress) => {
            let percent = progress.bytes_read * 100 / progress.bytes_total;
            format!("the first index is being built: {percent} % of the sources are read")
        }
        None => "the first index is being built".to_owned(),
    }
}

/// Builds the first index from the stories beside it.
pub(super) fn build(context: &Context, interrupt: &Interrupt) -> anyhow::Result<()> {
    let data = &context.settings.data;
    if !data.stories.is_dir() {
        let (index, stories) = (data.index.clone(), data.stories.clone());
        return Err(Failure::NothingToServe { index, stories }.into());
    }
    tracing::info!(stories = %data.stories.display(), "there is no index yet; building it first");
    let options = super::reindex::options(&context.settings, false);
    let quiet = context.verbosity == Verbosity::Quiet;
    let mut reporter = Reporter::new(interrupt.clone(), Whole::Bytes, quiet);
    let input = Input::Paths(vec![data.stories.clone()]);
    let result = reindex(&data.index, input, &options, &mut reporter);
    reporter.finish();
    let (_, report) = result?;
    tracing::info!(
        stories = report.stories,
        events = report.events,
        rejected = report.rejected,
        seconds = report.seconds,
        "built the index"
    );
    Ok(())
}
