//! What this process takes of the machine, as Linux tells it in /proc, under the names that Prometheus
//! has for it. What cannot be read is left out.

use std::fmt;
use std::fs;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use rustix::param::{clock_ticks_per_second, page_size};

/// Memory, files, processor and start of this process.
#[derive(Debug)]
pub(crate) struct ProcessFigures;

impl Collector for ProcessFigures {
    fn encode(&self, mut to: DescriptorEncoder<'_>) -> fmt::Result {
        let mut put = |name: &str, help: &str, figure: Option<&dyn EncodeMetric>| match figure {
            Some(figure) => {
                figure.encode(to.encode_descriptor(name, help, None, figure.metric_type())?)
            }
            None => Ok(()),
        };
        let memory = fs::read_to_string("/proc/self/statm").ok();
        let pages = |at| memory.as_deref()?.split(' ').nth(at)?.parse::<u64>().ok();
        let gauge = |value: u64| ConstGauge::new(value);
        let size = pages(0).map(|pages| gauge(pages * page_size() as u64));
        let help = "Memory that is mapped, files of the index included, in bytes";
        put("process_virtual_memory_bytes", help, size.as_ref().map(|it| it as _))?;
        let resident = pages(1).map(|pages| gauge(pages * page_size() as u64));
        let help = "Memory that is in use, what is cached of the index included, in bytes";
        put("process_resident_memory_bytes", help, resident.as_ref().map(|it| it as _))?;

        let open = fs::read_dir("/proc/self/fd").ok().map(|files| gauge(files.count() as u64));
        put("process_open_fds", "Files that are open", open.as_ref().map(|it| it as _))?;
        let most = fs::read_to_string("/proc/self/limits").ok();
        let most = most.as_deref().and_then(soft_limit_of_files).map(gauge);
        put("process_max_fds", "Files that may be open", most.as_ref().map(|it| it as _))?;

        let stat = fs::read_to_string("/proc/self/stat").ok();
        // The name of the program stands in brackets and may hold anything.
        let fields = stat.as_deref().and_then(|stat| Some(stat.rsplit_once(") ")?.1));
        let ticks = |at| fields?.split(' ').nth(at)?.parse::<f64>().ok();
        let seconds = |ticks: f64| ticks / clock_ticks_per_second() as f64;
        let used = ticks(11).zip(ticks(12)).map(|(user, system)| seconds(user + system));
        let used = used.map(ConstCounter::new);
        // The format adds `_total`.
        put("process_cpu_seconds", "Time of processors used", used.as_ref().map(|it| it as _))?;
        let booted = fs::read_to_string("/proc/stat").ok();
        let booted = booted.as_deref().and_then(|stat| {
            stat.lines().find_map(|line| line.strip_prefix("btime ")?.parse::<f64>().ok())
        });
        let began = booted.zip(ticks(19)).map(|(booted, began)| booted + seconds(began));
        let began = began.map(ConstGauge::new);
        let help = "When the process began, in seconds since 1970";
        put("process_start_time_seconds", help, began.as_ref().map(|it| it as _))
    }
}

fn soft_limit_of_files(limits: &str) -> Option<u64> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}
