//! Counters for neighbouring numbers (months, days) that grow to where they are needed.

/// Counts by index. A range is counted at its ends alone and spread when read.
#[derive(Default)]
pub(super) struct DenseCounts {
    /// The index of the first slot.
    base: i32,
    /// What is counted at each index alone.
    single: Vec<u32>,
    /// What begins at each index, less what has ended before it.
    steps: Vec<i32>,
}

impl DenseCounts {
    /// Counts so many at each index of a range, both ends included.
    pub(super) fn add(&mut self, first: i32, last: i32, count: u32) {
        if first == last {
            self.make_room(first, first);
            let at = self.slot(first);
            self.single[at] += count;
            return;
        }
        self.make_room(first, last + 1);
        let (start, behind) = (self.slot(first), self.slot(last + 1));
        // There are fewer than 2^31 documents in an index.
        self.steps[start] += count as i32;
        self.steps[behind] -= count as i32;
    }

    /// Adds other counts.
    pub(super) fn merge(&mut self, other: &Self) {
        if other.single.is_empty() {
            return;
        }
        self.make_room(other.base, other.base + other.single.len() as i32 - 1);
        let at = self.slot(other.base);
        for (sum, count) in self.single[at..].iter_mut().zip(&other.single) {
            *sum += count;
        }
        for (sum, step) in self.steps[at..].iter_mut().zip(&other.steps) {
            *sum += step;
        }
    }

    /// The indexes with a count above zero, in order.
    pub(super) fn counts(&self) -> impl Iterator<Item = (i32, u64)> + '_ {
        let mut open = 0_i64;
        self.single.iter().zip(&self.steps).enumerate().filter_map(move |(at, (single, step))| {
            open += i64::from(*step);
            let count = i64::from(*single) + open;
            (count > 0).then_some((self.base + at as i32, count as u64))
        })
    }

    /// The slot of an index that there is room for.
    fn slot(&self, index: i32) -> usize {
        (index - self.base) as usize
    }

    fn make_room(&mut self, first: i32, last: i32) {
        if self.single.is_empty() {
            self.base = first;
        }
        if first < self.base {
            // Room in front moves everything, so it is made for more than what is asked.
            let asked = (self.base - first) as usize;
            let room = asked.max(self.single.len() / 2);
            self.single.splice(0..0, std::iter::repeat_n(0, room));
            self.steps.splice(0..0, std::iter::repeat_n(0, room));
            self.base -= room as i32;
        }
        let slots = self.slot(last) + 1;
        if slots > self.single.len() {
            self.single.resize(slots, 0);
            self.steps.resize(slots, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_those_of_a_naive_tally() {
        let singles = [5, 5, -3, 100, 7];
        let ranges = [(0, 4), (-10, -10), (90, 130), (5, 6)];
        let mut dense = DenseCounts::default();
        let mut naive = std::collections::BTreeMap::<i32, u64>::new();
        for index in singles {
            dense.add(index, index, 1);
            *naive.entry(index).or_default() += 1;
        }
        for (first, last) in ranges {
            dense.add(first, last, 1);
            (first..=last).for_each(|index| *naive.entry(index).or_default() += 1);
        }
        assert_eq!(
            dense.counts().collect::<Vec<_>>(),
            naive.clone().into_iter().collect::<Vec<_>>()
        );
        // Added to others that lie elsewhere, and to themselves.
        for base in [-1_000, 0, 1_000] {
            let mut sum = DenseCounts::default();
            sum.add(base, base + 2, 2);
            sum.merge(&dense);
            sum.merge(&dense);
            let mut doubled: std::collections::BTreeMap<i32, u64> =
                naive.iter().map(|(index, count)| (*index, 2 * count)).collect();
            (base..=base + 2).for_each(|index| *doubled.entry(index).or_default() += 2);
            assert_eq!(sum.counts().collect::<Vec<_>>(), doubled.into_iter().collect::<Vec<_>>());
        }
    }
}
