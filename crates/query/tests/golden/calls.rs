//! One reply of every call, and of search one for each thing that it can do.

use insta::assert_json_snapshot;
use insta::internals::{Content, ContentPath};

use super::corpus::served;

/// The reply of a call, as a snapshot of that name.
fn check(name: &str, path: &str, parameters: &[(&str, &str)]) {
    let reply = served().ask(path, parameters);
    let address = crate::rig::address(path, parameters);
    insta::with_settings!({ description => address, omit_expression => true }, {
        assert_json_snapshot!(name, reply, {
            ".took_ms" => "[time]",
            ".index_bytes" => "[bytes]",
            ".segments" => "[segments]",
            ".last_commit" => "[time]",
            ".next" => insta::dynamic_redaction(cursor),
            ".hits[].score" => "[score]",
            ".related[].score" => "[score]",
            ".hits[].events[].score" => "[score]",
            ".hits[].explanation.**.value" => "[value]",
            ".hits[].explanation.**.description" => insta::dynamic_redaction(engine_independent),
        });
    });
}

/// A cursor is opaque, but whether there is one is not.
fn cursor(value: Content, _: ContentPath<'_>) -> Content {
    if value.is_nil() { value } else { "[cursor]".into() }
}

/// Dumps of terms and numbers are the engine's own.
fn engine_independent(value: Content, _: ContentPath<'_>) -> Content {
    let text = value.as_str().unwrap_or_default();
    text.split([',', '=']).next().unwrap_or_default().into()
}

const SEARCH: &str = "/api/v1/search";

#[test]
fn a_search_shows_hits_with_their_dates_citations_and_marks() {
    check("search", SEARCH, &[("q", "kim museum"), ("limit", "3")]);
}

#[test]
fn marks_show_what_matched_folded_and_stemmed() {
    check("highlights_folded", SEARCH, &[("q", "CAFE"), ("sort", "newest")]);
    check("highlights_stemmed", SEARCH, &[("q", "flooded museums"), ("sort", "oldest")]);
}

#[test]
fn marks_show_what_matched_by_prefix_phrase_and_nearly() {
    check("highlights_prefix", SEARCH, &[("q", "sculp"), ("prefix", "true")]);
    check("highlights_phrase", SEARCH, &[("q", "\"state run media\""), ("sort", "newest")]);
    check("highlights_fuzzy", SEARCH, &[("q", "musuem~ palace"), ("sort", "newest")]);
}

#[test]
fn facets_count_all_matches() {
    let all = "month,year,day,kind,feed,publisher";
    check("facets", SEARCH, &[("facets", all), ("limit", "0"), ("distinct", "story")]);
    let within = [("facets", "month,publisher"), ("dates", "within"), ("facet_limit", "1")];
    check("facets_within", SEARCH, &[&within[..], &[("limit", "0")]].concat());
}

#[test]
fn groups_carry_their_events() {
    check("group", SEARCH, &[("q", "museum"), ("group", "story"), ("highlight", "false")]);
}

#[test]
fn an_explanation_shows_the_parts_of_a_score() {
    check("explain", SEARCH, &[("q", "palace"), ("explain", "true"), ("recency", "90d")]);
}

#[test]
fn what_was_understood_is_told() {
    check("warnings", SEARCH, &[("q", "colour:red (museum \"kim"), ("limit", "1")]);
    check("relaxed", SEARCH, &[("q", "levees sculptures -quay"), ("limit", "2")]);
    let dated = [("q", "on:2025-12 after:2025-10"), ("from", "Oct 2025"), ("to", "2025-12")];
    check("dates", SEARCH, &[&dated[..], &[("limit", "2"), ("sort", "oldest")]].concat());
}

#[test]
fn nothing_found_is_a_reply() {
    check("nothing", SEARCH, &[("q", "zeppelin"), ("facets", "month,kind,feed")]);
}

#[test]
fn a_timeline_folds_what_is_told_twice() {
    check("timeline", "/api/v1/timeline", &[("q", "museum OR river"), ("limit", "4")]);
    check("timeline_newest", "/api/v1/timeline", &[("sort", "newest"), ("from", "2025-11")]);
}

#[test]
fn months_have_no_gaps() {
    check("months", "/api/v1/months", &[("q", "kim OR flood OR wettest"), ("distinct", "story")]);
}

#[test]
fn what_is_being_typed_is_completed() {
    check("suggest", "/api/v1/suggest", &[("q", "Kim mus")]);
    check("suggest_titles", "/api/v1/suggest", &[("q", "river ")]);
    check("suggest_misspelt", "/api/v1/suggest", &[("q", "title:musu"), ("limit", "3")]);
}

#[test]
fn stories_headlines_feeds_and_figures_are_given() {
    check("story", "/api/v1/stories/pyongyang-museum", &[]);
    check("story_of_nothing_but_a_title", "/api/v1/stories/quiet", &[]);
    check("headlines", "/api/v1/headlines", &[("feed", "world")]);
    check("feeds", "/api/v1/feeds", &[]);
    check("stats", "/api/v1/stats", &[]);
}

#[test]
fn related_stories_are_given_with_what_they_share() {
    check("related", "/api/v1/stories/pyongyang-museum/related", &[]);
    check("related_to_nothing", "/api/v1/stories/quiet/related", &[("limit", "50")]);
}
