//! The suite that every engine has to pass.
//!
//! Each case is a rule of the port, told in its name. It starts from an engine that holds nothing,
//! fills it by [`Engine::apply`], and says what it expected and what it found instead. The tests of
//! an engine run all of them, each as a test of its own:
//!
//! ```ignore
//! dateline_engine::conformance_tests!(run_on_a_fresh_engine);
//! ```
//!
//! where `run_on_a_fresh_engine` takes a [`Case`], makes an empty engine, and fails the test with
//! what [`Case::check`] says. Why functions and not a test harness: engines differ in what they
//! need to start (a folder, a cluster), and this crate depends on none of it.

mod ask;
mod corrections;
mod dates;
mod draft;
mod facets;
mod groups;
mod matching;
mod named;
mod names;
mod order;
mod pages;
mod phrases;
mod related;
mod scripts;
mod shown;
mod stand_ins;
mod subject;
mod suggest;
mod versions;
mod words;
mod writing;

use crate::{BoxFuture, Engine};

pub use subject::Failure;

/// A rule and how to check it.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The rule.
    pub name: &'static str,
    run: for<'a> fn(&'a dyn Engine) -> BoxFuture<'a, Result<(), Failure>>,
}

impl Case {
    /// Checks the rule on an engine that holds nothing yet.
    ///
    /// # Errors
    /// What was expected, and what was found.
    pub async fn check(&self, empty: &dyn Engine) -> Result<(), Failure> {
        (self.run)(empty).await
    }

    /// The case of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        CASES.iter().find(|case| case.name == name)
    }
}

/// Declares the cases, and the macro that makes a test of each. The dollar sign is handed in, as
/// a macro cannot write one into the macro that it declares.
macro_rules! suite {
    ($dollar:tt $($module:ident { $($case:ident),+ $(,)? })+) => {
        /// All cases.
        pub const CASES: &[Case] = &[$($(
            Case { name: stringify!($case), run: |engine| Box::pin($module::$case(engine)) }
        ),+),+];

        /// Makes a test of every case: the function that is named is called with the [`Case`].
        #[macro_export]
        macro_rules! conformance_tests {
            ($dollar run:path) => {
                $($(
                    #[test]
                    fn $case() {
                        let name = stringify!($case);
                        $dollar run($crate::conformance::Case::named(name).unwrap());
                    }
                )+)+
            };
        }
    };
}

suite! { $
    versions {
        a_story_that_is_there_as_it_is_put_is_not_written_again,
        a_condition_holds_at_the_moment_of_the_change,
        changes_together_see_what_those_before_did,
        a_version_is_that_of_what_comes_back,
        of_two_editors_at_once_one_is_told,
    }
    writing {
        an_empty_engine_answers,
        outcomes_tell_what_each_change_did,
        no_changes_have_no_outcomes,
        of_two_changes_to_one_story_the_later_wins,
        what_is_applied_is_visible_at_once,
        a_story_and_its_events_change_together,
        a_change_leaves_stories_with_similar_ids_alone,
        a_story_comes_back_as_it_was_written,
        a_long_timeline_comes_back_in_order,
        an_absent_story_is_none,
        stats_count_what_is_searchable,
        a_change_stays_within_its_generation,
        an_engine_that_answers_is_ready,
    }
    words {
        a_word_is_found_wherever_it_stands,
        an_event_is_found_by_the_title_of_its_story,
        a_field_confines_a_word,
        words_are_compared_folded,
        words_match_by_their_stem,
        each_story_is_stemmed_in_its_language,
        scripts_without_spaces_are_searched_by_their_characters,
        a_prefix_is_the_beginning_of_a_word,
        a_near_word_stands_in_under_fuzzy,
        short_words_and_numbers_are_never_near,
        a_word_in_no_document_is_corrected_and_told,
    }
    scripts {
        a_story_without_a_language_is_stemmed_in_that_of_its_texts,
        letters_and_digits_of_other_scripts_are_compared_folded,
        scripts_side_by_side_are_found_by_each,
        numbers_and_initialisms_are_words,
    }
    stand_ins {
        a_synonym_matches_where_the_word_does_not,
        what_was_typed_comes_before_its_synonyms_however_rare_they_are,
        a_synonym_is_excluded_and_relaxed_as_the_word_is,
        a_word_with_a_synonym_that_is_there_is_not_corrected,
        an_optional_word_need_not_match_and_adds_to_the_score,
    }
    corrections {
        every_kind_of_typo_is_corrected,
        a_word_that_is_two_words_is_split,
        one_wrong_letter_is_likelier_than_a_missing_space,
        two_words_that_are_one_are_joined,
        what_is_only_in_deleted_documents_corrects_nothing,
    }
    suggest {
        words_that_begin_so_are_suggested_by_frequency,
        the_word_itself_is_suggested_next_to_longer_ones,
        words_are_suggested_folded,
        a_suggested_word_stands_together_with_those_before_it,
        a_misspelt_beginning_is_corrected_below_exact_ones,
        titles_with_all_words_are_suggested,
        suggested_titles_go_by_completeness_then_newest_then_id,
        titles_with_near_words_are_suggested_where_no_other_is,
        scripts_without_spaces_are_completed_by_character,
        what_is_deleted_is_not_suggested,
        nothing_typed_suggests_nothing,
    }
    phrases {
        a_phrase_is_words_in_a_row,
        a_phrase_is_not_stemmed,
        a_phrase_keeps_to_one_text,
        a_phrase_with_slop_bridges_so_many_words,
        a_field_confines_a_phrase,
    }
    matching {
        all_words_have_to_match,
        one_of_several_alternatives_suffices,
        an_exclusion_takes_away,
        everything_and_nothing_can_be_asked_for,
        conditions_hold_inside_alternatives_and_exclusions,
    }
    names {
        names_of_feeds_are_compared_folded,
        publishers_of_an_event_are_those_it_cites,
        the_two_citation_spaces_are_not_mixed,
        a_story_stands_for_itself_and_its_events,
        kinds_are_told_apart,
        alternatives_of_a_filter_and_all_filters_hold,
        filters_have_no_say_in_the_score,
    }
    dates {
        spans_of_every_precision_pass_as_the_definition_says,
        the_bounds_of_a_range_are_inclusive,
        undated_documents_pass_no_range,
        a_reversed_range_holds_no_day,
        all_conditions_on_dates_hold,
        a_precision_admits_what_is_as_fine,
        a_story_without_update_has_the_date_of_its_latest_event,
    }
    facets {
        counts_by_date_add_up,
        a_bucket_is_its_click,
        what_is_coarser_than_a_bucket_is_counted_by_year,
        a_range_counts_once_in_each_month_it_touches,
        within_a_range_over_two_months_is_too_coarse_for_either,
        buckets_count_distinct_stories,
        names_are_counted_folded,
        a_limit_cuts_names_and_says_how_many,
        facets_count_all_matches_whatever_the_page,
        only_what_is_asked_for_is_counted,
    }
    order {
        newest_goes_by_last_day_then_first_day_then_id,
        oldest_goes_by_first_day_then_last_day_then_id,
        ties_in_relevance_go_by_newest_then_id,
        exact_beats_stemmed,
        a_match_in_the_title_weighs_more,
        words_that_stand_together_come_first,
        recency_lets_what_is_new_come_first,
        scores_stand_in_the_order_by_relevance_alone,
    }
    named {
        what_happened_on_a_named_date_comes_first,
        what_says_a_named_date_is_as_near_as_what_lies_in_it,
        a_story_comes_before_its_events_under_its_title,
        a_long_question_is_not_answered_by_a_scattered_timeline,
        a_relaxed_query_lists_first_what_has_most_of_it,
    }
    pages {
        pages_by_offset_are_parts_of_one_list,
        pages_by_position_are_parts_of_one_list,
        a_page_goes_on_behind_a_hit_that_is_gone,
        only_a_page_with_more_behind_it_has_a_next,
        a_limit_of_zero_counts_alone,
    }
    groups {
        a_group_is_a_story_of_which_something_matches,
        a_group_holds_its_best_events_in_order,
        groups_stand_where_their_best_match_would,
        the_explanation_of_a_group_is_that_of_its_best_match,
    }
    related {
        a_rare_word_relates_more_than_a_common_one,
        a_story_is_not_related_to_itself_nor_are_events,
        words_relate_in_all_texts_by_their_stem,
        the_words_told_are_in_both_as_the_story_writes_them,
        shared_articles_lift,
        dates_lift_but_relate_nothing_by_themselves,
        numbers_relate_nothing,
        a_story_without_words_has_none_and_an_absent_one_is_none,
        what_is_removed_or_rewritten_is_related_as_it_is_now,
        related_stories_are_in_a_total_order_up_to_the_limit,
        a_related_story_is_shown_as_in_a_hit,
    }
    shown {
        an_event_is_shown_with_its_story_and_citations,
        a_story_is_shown_with_its_own_date,
        highlights_mark_what_matched_in_escaped_text,
        highlights_mark_stems_prefixes_and_phrases,
        where_nothing_matched_nothing_is_highlighted,
        an_explanation_adds_up_to_the_score,
        what_is_not_asked_for_is_absent,
    }
}
