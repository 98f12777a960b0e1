//! Which part of the results a page shows, and where the others are.

use super::super::Address;
use super::super::asked::{Asked, HITS_PER_PAGE};
use super::super::count::grouped;

/// The parts before and behind.
#[derive(Debug)]
pub(crate) struct Pager {
    /// The first part, where this one lies behind the last.
    pub(crate) beginning: Option<Address>,
    pub(crate) previous: Option<Address>,
    pub(crate) next: Option<Address>,
    /// Whether there are more parts than can be turned to.
    pub(crate) is_cut: bool,
    /// Which part it is, where there are several.
    pub(crate) place: Option<String>,
}

impl Pager {
    /// The parts of so many hits.
    pub(crate) fn new(asked: &Asked, total: u64) -> Self {
        let pages = total.div_ceil(HITS_PER_PAGE as u64);
        let at = |page: usize| match page {
            1 => asked.address.clone(),
            page => asked.address.clone().set("page", &page.to_string()),
        };
        let page = asked.page as u64;
        let next = asked.next_page(total).map(at);
        Self {
            beginning: (page > pages && page > 1).then(|| asked.address.clone()),
            previous: (page > 1 && page <= pages).then(|| at(asked.page - 1)),
            is_cut: page < pages && next.is_none(),
            next,
            place: (pages > 1 && page <= pages)
                .then(|| format!("Page {} of {}", grouped(page), grouped(pages))),
        }
    }

    /// Whether there are other parts.
    pub(crate) fn has_others(&self) -> bool {
        self.previous.is_some() || self.next.is_some()
    }
}
