//! Compound files: what a small commit leaves on the disk, that it is read by whoever opens it
//! again, and that it goes when nobody needs it any more.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod runs;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use dateline_indexer::generation::{Generation, check};
use dateline_indexer::{DocumentBuilder, StoryWriter};
use runs::{Runs, THREAD_BYTES, listing, story, timeline};
use tantivy::indexer::{LogMergePolicy, NoMergePolicy};

/// The compound files of the live generation.
fn compounds(runs: &Runs) -> Vec<PathBuf> {
    let names = listing(&runs.live()).into_iter().filter(|name| name.ends_with(".compound"));
    names.map(|name| runs.live().join(name)).collect()
}

/// The ids of the segments of the live generation.
fn segments(runs: &Runs) -> BTreeSet<String> {
    let generation = Generation::open_current(&runs.index).unwrap();
    let ids = generation.index.searchable_segment_ids().unwrap();
    ids.into_iter().map(|id| id.uuid_string()).collect()
}

fn is_sound(runs: &Runs) {
    let report = check(&runs.index, &mut |_, _| {}).unwrap();
    assert!(report.is_sound(), "{report:#?}");
    assert!(report.generations.iter().all(|generation| generation.strays.is_empty()));
}

/// Writes each of the stories in a commit of its own, and lets the merges come to their end.
fn commit_each(runs: &Runs, ids: impl Iterator<Item = String>, merging: bool) {
    let generation = Generation::open_current(&runs.index).unwrap();
    let (index, fields) = (&generation.index, generation.fields);
    let mut writer = StoryWriter::open(index, fields, 1, THREAD_BYTES).unwrap();
    let mut builder = DocumentBuilder::new(fields);
    match merging {
        true => writer.merge_by(LogMergePolicy::default()),
        false => writer.merge_by(NoMergePolicy),
    }
    for id in ids {
        writer.replace(builder.build(story(&timeline(&id, "Storm", 2))).unwrap()).unwrap();
        writer.commit().unwrap();
    }
    writer.finish().unwrap();
}

#[test]
fn a_small_commit_makes_one_file_for_its_segment() {
    let runs = Runs::with_one_story();
    let before: BTreeSet<_> = listing(&runs.live()).into_iter().collect();
    commit_each(&runs, ["new".to_owned()].into_iter(), false);
    let after: BTreeSet<_> = listing(&runs.live()).into_iter().collect();
    let made: Vec<_> = after.difference(&before).collect();
    assert!(matches!(made.as_slice(), [name] if name.ends_with(".compound")), "{made:?}");
    // Whoever opens it again reads what is in it.
    assert_eq!(runs.stories().keys().collect::<Vec<_>>(), ["new", "one"]);
    is_sound(&runs);
}

#[test]
fn a_large_story_stands_in_files_of_its_own() {
    let runs = Runs::with_one_story();
    // Words that do not compress, so that what is stored of it is large too.
    let words =
        |at: u64| (0..40).map(move |word| (at * 40 + word).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let events: Vec<_> = (0..1_500)
        .map(|at| words(at).map(|word| format!("{word:x}")).collect::<Vec<_>>().join(" "))
        .map(|text| format!("{{\"date\":\"2025-01\",\"text\":\"{text}\"}}"))
        .collect();
    let events = events.join(",");
    runs.change(&[&format!("{{\"id\":\"large\",\"title\":\"L\",\"timeline\":[{events}]}}")], &[]);
    let names = listing(&runs.live());
    let compound = compounds(&runs);
    assert_eq!(compound.len(), 1, "{names:?}");
    let segment = compound[0].file_stem().unwrap().to_str().unwrap();
    let own: Vec<_> = names.iter().filter(|name| name.starts_with(segment)).collect();
    assert!(own.iter().any(|name| name.ends_with(".store")), "{own:?}");
    assert!(!own.iter().any(|name| name.ends_with(".fieldnorm")), "{own:?}");
    assert_eq!(runs.stories()["large"].timeline.len(), 1_500);
    is_sound(&runs);
}

#[test]
fn a_compound_file_goes_with_its_segment() {
    let runs = Runs::with_one_story();
    commit_each(&runs, (0..40).map(|at| format!("s{at}")), false);
    assert_eq!(compounds(&runs).len(), 40);
    is_sound(&runs);
    // Another process merges what was left to it, and its commits remove what was merged.
    commit_each(&runs, (0..3).map(|at| format!("t{at}")), true);
    commit_each(&runs, ["last".to_owned()].into_iter(), false);
    let segments = segments(&runs);
    let left = compounds(&runs);
    assert!(left.len() < 12, "{left:?}");
    for path in &left {
        let segment = path.file_stem().unwrap().to_str().unwrap();
        assert!(segments.contains(segment), "{segment} is not one of {segments:?}");
    }
    assert_eq!(runs.stories().len(), 45);
    is_sound(&runs);
}

#[test]
fn what_a_death_left_is_removed_by_the_next_writer() {
    let runs = Runs::with_one_story();
    commit_each(&runs, ["new".to_owned()].into_iter(), false);
    let compound = compounds(&runs).remove(0);
    // One that was complete when the power went, but not named yet, and one that was not.
    let complete = runs.live().join(format!("{}.compound", "0".repeat(32)));
    let begun = runs.live().join(format!("{}.compound.next", "1".repeat(32)));
    fs::copy(&compound, &complete).unwrap();
    fs::write(&begun, "half").unwrap();
    let report = check(&runs.index, &mut |_, _| {}).unwrap();
    assert!(report.is_sound());
    assert_eq!(report.generations[0].strays.len(), 2, "{report:?}");
    commit_each(&runs, ["next".to_owned()].into_iter(), false);
    assert!(compound.exists() && !complete.exists() && !begun.exists());
    assert_eq!(runs.stories().len(), 3);
    is_sound(&runs);
}

#[test]
fn damage_is_told_of_each_file_of_a_segment() {
    let runs = Runs::with_one_story();
    commit_each(&runs, ["a".to_owned()].into_iter(), false);
    // A segment of two stories, of which one is removed: it has a list of deleted documents too.
    runs.change(&[&timeline("b", "Flood", 2), &timeline("c", "Flood", 2)], &[]);
    runs.change(&[], &["b"]);
    let names = listing(&runs.live());
    let deletes = names.iter().find(|name| name.ends_with(".del")).unwrap();
    let compound = format!("{}.compound", &deletes[..32]);
    for name in [deletes, &compound] {
        let path = runs.live().join(name);
        let mut bytes = fs::read(&path).unwrap();
        bytes[3] ^= 1;
        fs::write(path, bytes).unwrap();
    }
    let report = check(&runs.index, &mut |_, _| {}).unwrap();
    let found: Vec<_> = report.generations[0].findings.iter().map(ToString::to_string).collect();
    for name in [deletes, &compound] {
        assert_eq!(
            found.iter().filter(|line| line.contains(name)).count(),
            1,
            "{name}: {found:#?}"
        );
    }
    fs::remove_file(runs.live().join(&compound)).unwrap();
    let report = check(&runs.index, &mut |_, _| {}).unwrap();
    let found: Vec<_> = report.generations[0].findings.iter().map(ToString::to_string).collect();
    assert!(found.iter().any(|line| line.contains(&compound)), "{found:#?}");
}

#[test]
fn a_damaged_compound_file_is_named_by_whoever_opens_it() {
    let runs = Runs::with_one_story();
    commit_each(&runs, ["new".to_owned()].into_iter(), false);
    let path = compounds(&runs).remove(0);
    let whole = fs::read(&path).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    fs::write(&path, flipped).unwrap();
    let told =
        Generation::open_current(&runs.index).unwrap().index.reader().err().unwrap().to_string();
    let name = path.file_name().unwrap().to_str().unwrap();
    assert!(told.contains(name) && told.contains("its checksum does not hold"), "{told}");
    // It is kept: nobody takes what cannot be read for a leaving.
    fs::write(&path, &whole).unwrap();
    assert_eq!(runs.stories().len(), 2);
}
