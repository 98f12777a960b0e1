//! What the parts take: reading dates, analysing a text, reading a query, counting months.

#![expect(clippy::unwrap_used, reason = "a benchmark may stop at what it does not expect")]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline_engine::{Engine, Expr, FacetField, SearchPlan};
use dateline_indexer::analysis::{Language, with_analyzer};
use dateline_indexer::generation::Building;
use dateline_indexer::{DocumentBuilder, StoryWriter};
use dateline_model::{DateSpan, Event, Story};
use dateline_query::language::{Options, parse};
use dateline_query::{EmbeddedEngine, EngineOptions};

const TEXT: &str = "The South Korean military says that North Korea's latest test, the country's \
    first since January, was of a multiple-rocket launcher; Kim Jong-un visited a museum for \
    soldiers who fell in the U.S.-backed campaign near Kursk on 12 December 2025.";

fn dates(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("dates");
    for text in ["2025-12-12", "2024-06", "Jan 30 - Feb 2, 2026", "mid-June 2024"] {
        group.bench_function(text, |bencher| bencher.iter(|| DateSpan::parse(black_box(text))));
    }
}

fn analysis(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("analysis");
    group.throughput(Throughput::Bytes(TEXT.len() as u64));
    group.bench_function("a text of 250 bytes", |bencher| {
        bencher.iter(|| {
            let mut stems = 0;
            with_analyzer(Language::ENGLISH, |analyzer| {
                analyzer.analyze(black_box(TEXT), |token| stems += token.stem.len());
            });
            stems
        });
    });
}

fn queries(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("queries");
    for text in ["museum", r#""north korea" (kursk OR museum) -film after:2025-10 feed:world"#] {
        let read = || parse(black_box(text), Options::default());
        group.bench_function(text, |bencher| bencher.iter(read));
    }
}

/// All months of as many events as a year of a large newsroom has.
fn months(criterion: &mut Criterion) {
    const EVENTS: u32 = 100_000;
    let folder = tempfile::tempdir().unwrap();
    let building = Building::start(folder.path()).unwrap();
    let mut writer = StoryWriter::open(&building.index, building.fields, 1, 64 << 20).unwrap();
    let mut builder = DocumentBuilder::new(building.fields);
    let event = |number: u32| Event {
        date: format!("{}-{:02}-15", 2000 + number % 25, 1 + number % 12).parse().ok(),
        text: "Rain".to_owned(),
        ..Event::default()
    };
    let mut story: Story = serde_json::from_str(r#"{"id":"a","title":"Weather"}"#).unwrap();
    story.timeline = (0..EVENTS).map(event).collect();
    writer.add(builder.build(story).unwrap()).unwrap();
    writer.commit().unwrap();
    let built = dateline_indexer::generation::KindCounts { stories: 1, events: u64::from(EVENTS) };
    building.prove(built).unwrap().publish(folder.path()).unwrap();

    let options = EngineOptions {
        search_threads: 1,
        search_queue: 1,
        search_wait: Duration::from_secs(10),
        expansions: 20_000,
        write_queue: 1,
        writer_memory_bytes: 15 << 20,
    };
    let engine = EmbeddedEngine::open(folder.path(), options).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut plan = SearchPlan::new(Expr::All);
    plan.page.limit = 0;
    plan.facets.fields = [FacetField::Month].into_iter().collect();
    let mut group = criterion.benchmark_group("months");
    group.throughput(Throughput::Elements(u64::from(EVENTS)));
    group.bench_function("of all of 100,000 events", |bencher| {
        bencher.iter(|| runtime.block_on(engine.search(plan.clone())).unwrap().total);
    });
}

criterion_group!(parts, dates, analysis, queries, months);
criterion_main!(parts);
