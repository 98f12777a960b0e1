//! One schedule: an index is written to, the disk is full at times, the power goes in the middle of
//! it; the index is opened again and written to on, several times over.

use dateline_indexer::Fields;

use crate::disk::{Disk, Faults};
use crate::file_system::Metadata;
use crate::life::{Life, Tally};
use crate::random::Random;
use crate::subject::{Failure, Subject, Wrong, examine, orphans};
use crate::truth::Truth;

/// The seed of a schedule says everything about it, but for what its threads make of it.
pub(crate) fn run(
    seed: u64,
    subject: Subject,
    metadata: Metadata,
) -> Result<Tally, (Failure, Tally)> {
    let mut random = Random::of(seed);
    let mut disk = Disk::new(random.branch());
    let mut tally = Tally::default();
    let result = go(subject, metadata, &mut disk, &mut random, &mut tally);
    tally.operations += disk.operations();
    match result {
        Ok(()) => Ok(tally),
        Err(failure) => Err((failure, tally)),
    }
}

fn go(
    subject: Subject,
    metadata: Metadata,
    disk: &mut Disk,
    random: &mut Random,
    tally: &mut Tally,
) -> Result<(), Failure> {
    // An index that was never complete is no generation yet: this much is certain.
    subject.prepare(disk).map_err(|error| Failure::of(Wrong::Unwritable, error))?;
    disk.sync_now();
    let mut truth = Truth::default();
    for _ in 0..random.between(2, 4) {
        disk.suffer(faults(random));
        Life { subject, disk, truth: &mut truth, random, tally }.live(1..=12, 30)?;
        tally.operations += disk.operations();
        tally.losses += 1;
        *disk = disk.lose_power(metadata, random);
        truth.note("the power was lost");
        truth.settle(examine(subject, disk)?)?;
    }
    // With power and room nothing may fail any more, and nothing is lost.
    let life = Life { subject, disk, truth: &mut truth, random, tally };
    // A merge that still ran would remove files while they are looked at.
    life.live(3..=3, 100)?;
    truth.settle(examine(subject, disk)?)?;
    tally.orphans += orphans(subject, disk);
    Ok(())
}

/// A batch takes some two hundred operations, its merges as many again.
fn faults(random: &mut Random) -> Faults {
    // As likely in the first few operations as in the many that follow.
    let log = random.between(3, 12);
    let power_fails_at = Some(random.between(1, 1 << log));
    let times = if random.percent(50) { random.below(4) } else { 0 };
    let full = (0..times).map(|_| {
        let start = random.below(1 << log);
        let length = *random.pick(&[3, 30, 300]);
        start..start + random.between(1, length)
    });
    let full = full.collect();
    let lists_refused = if random.percent(30) { 30 } else { 0 };
    Faults { power_fails_at, full, lists_refused }
}

/// The fields that every index here has.
pub(crate) fn fields() -> Fields {
    let (_, fields) = Fields::declare();
    fields
}
