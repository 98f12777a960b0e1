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
    /// Counts one at an index.
    pub(super) fn add(&mut self, index: i32) {
        self.make_room(index, index);
        let at = self.slot(index);
        self.single[at] += 1;
    }

    /// Counts one at each index of a range, both ends included.
    pub(super) fn add_range(&mut self, first: i32, last: i32) {
        self.make_room(first, last + 1);
        let (start, behind) = (self.slot(first), self.slot(last + 1));
        self.steps[start] += 1;
        self.steps[behind] -= 1;
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
            dense.add(index);
            *naive.entry(index).or_default() += 1;
        }
        for (first, last) in ranges {
            dense.add_range(first, last);
            (first..=last).for_each(|index| *naive.entry(index).or_default() += 1);
        }
        assert_eq!(dense.counts().collect::<Vec<_>>(), naive.into_iter().collect::<Vec<_>>());
    }
}
