//! How far a reindex is, whichever process runs it.

use std::fmt;
use std::path::PathBuf;

use dateline_indexer::generation::UnderWay;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Unit;

/// The generation that is being built in an index folder.
#[derive(Debug)]
pub(crate) struct ReindexFigures {
    pub(crate) index_dir: PathBuf,
}

impl Collector for ReindexFigures {
    fn encode(&self, mut to: DescriptorEncoder<'_>) -> fmt::Result {
        let mut put = |name: &str, help: &str, unit: Option<&Unit>, value: u64| {
            let gauge = ConstGauge::new(value);
            gauge.encode(to.encode_descriptor(name, help, unit, gauge.metric_type())?)
        };
        let under_way = UnderWay::look(&self.index_dir);
        put(
            "reindex_running",
            "Whether an index is being built",
            None,
            under_way.is_some().into(),
        )?;
        let Some(UnderWay { generation, progress }) = under_way else { return Ok(()) };
        put("reindex_generation", "The generation that is being built", None, generation)?;
        let Some(progress) = progress else { return Ok(()) };
        put("reindex_stories", "Stories that it holds so far", None, progress.stories)?;
        if progress.bytes_total > 0 {
            let (read, all) = (progress.bytes_read, progress.bytes_total);
            put("reindex_read", "What was read of its sources", Some(&Unit::Bytes), read)?;
            put("reindex_sources", "What there is to read", Some(&Unit::Bytes), all)?;
        }
        Ok(())
    }
}
