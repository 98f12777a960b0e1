//! `dateline months`: the shape of a subject, as a bar chart.

use dateline_query::request::Parameters;
use dateline_query::response::MonthsResponse;

use super::{Context, understood};
use crate::library::Library;
use crate::output::{Output, grouped};

/// The longest bar where there is no terminal.
const BAR: usize = 40;

pub(super) fn run(context: &mut Context, parameters: &Parameters) -> anyhow::Result<()> {
    let answer = Library::open(&context.settings)?.ask(|service| service.months(parameters))?;
    let output = &mut context.output;
    if output.json { output.answer(&answer) } else { chart(output, &answer) }
}

/// A row of the chart.
struct Row<'a> {
    label: &'a str,
    count: u64,
    stories: Option<u64>,
}

fn chart(output: &mut Output, answer: &MonthsResponse) -> anyhow::Result<()> {
    understood::hints(output, &answer.query)?;
    if answer.total == 0 {
        return Ok(output.line("nothing found")?);
    }
    let months = answer.months.iter();
    let months: Vec<_> = months
        .map(|month| Row { label: &month.month, count: month.count, stories: month.stories })
        .collect();
    let coarser = answer.coarser.iter();
    let coarser: Vec<_> = coarser
        .map(|year| Row { label: &year.year, count: year.count, stories: year.stories })
        .collect();
    let most = months.iter().chain(&coarser).map(|row| row.count).max().unwrap_or(1);
    rows(output, &months, most)?;
    if !coarser.is_empty() {
        output.line("no month, by year")?;
        rows(output, &coarser, most)?;
    }
    if answer.undated > 0 {
        output.line(format_args!("no date {}", grouped(answer.undated)))?;
    }
    Ok(output.line(format_args!("{} in all", grouped(answer.total)))?)
}

fn rows(output: &mut Output, rows: &[Row<'_>], most: u64) -> anyhow::Result<()> {
    let digits = grouped(most).len();
    for row in rows {
        let count = grouped(row.count);
        let stories = row.stories.map(|stories| format!(" in {} stories", grouped(stories)));
        let stories = stories.unwrap_or_default();
        let taken = 7 + 1 + digits + 1 + stories.len();
        let widest = output.width().map_or(BAR, |width| width.saturating_sub(taken).max(1));
        let bar = bar(row.count, most, widest);
        let line = format!("{:<7} {count:>digits$} {bar}{stories}", row.label);
        output.line(line.trim_end())?;
    }
    Ok(())
}

/// A bar in proportion. What is not nothing is seen.
fn bar(count: u64, most: u64, widest: usize) -> String {
    let length = (count as f64 / most.max(1) as f64 * widest as f64).round() as usize;
    "▇".repeat(length.max(usize::from(count > 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_is_as_long_as_can_be_and_the_shortest_is_seen() {
        assert_eq!(bar(10, 10, 5), "▇▇▇▇▇");
        assert_eq!(bar(1, 1_000, 5), "▇");
        assert_eq!(bar(0, 10, 5), "");
        assert_eq!(bar(0, 0, 5), "");
    }
}
