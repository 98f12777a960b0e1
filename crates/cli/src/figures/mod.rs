//! Figures for Prometheus: those that only the process that serves can tell, and all others put together.

#[cfg(target_os = "linux")]
mod process;
mod reindexing;

use std::path::Path;

use dateline_query::EngineFigures;
use prometheus_client::registry::Registry;

use reindexing::ReindexFigures;

/// The figures of this process, of an engine, and of whoever builds an index beside it.
pub(crate) fn registry(engine: &EngineFigures, index_dir: &Path) -> Registry {
    let mut registry = Registry::default();
    #[cfg(target_os = "linux")]
    registry.register_collector(Box::new(process::ProcessFigures));
    let own = registry.sub_registry_with_prefix("dateline");
    own.register_collector(Box::new(engine.clone()));
    own.register_collector(Box::new(ReindexFigures { index_dir: index_dir.to_owned() }));
    registry
}
