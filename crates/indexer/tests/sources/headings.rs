//! Where the heading of a section ends.

use super::story;

/// Splits `heading | text`, written with the bar that a page does not have. Without a bar there is
/// no heading to find. `also` is what else the page says.
#[track_caller]
fn check_on(also: &str, section: &str) {
    let (heading, text) = section.split_once(" | ").unwrap_or(("", section));
    let paragraph = section.replace(" | ", " ");
    let page = format!("a title\n\n{paragraph}\n\n{also}\n");
    let story = story("a.txt", page);
    let found = &story.sections[0];
    let shown = format!("{} | {}", found.heading.as_deref().unwrap_or_default(), found.text);
    assert_eq!(shown, format!("{heading} | {text}"));
}

#[track_caller]
fn check(sections: &[&str]) {
    for section in sections {
        check_on("", section);
    }
}

#[test]
fn a_sentence_starts_with_the_last_capitalised_word_before_a_small_one() {
    check(&[
        "Progress of the Works | Engineers poured the last concrete on Friday.",
        "Twenty Years in the Making | Wars, money and neglect held the museum back.",
        "Reaction and Unease | Seoul and Tokyo fear the new treaty.",
        "Scale of the Damage | 12,000 people were displaced.",
        "Scale of the Damage | Nearly 500 homes were lost.",
        "Scale of the Damage | More than 500 homes were lost.",
        "Who Pays and Who Rebuilds | Permits came faster than usual.",
        "Symbols of the New Hall | Columns of the porch recall a forest.",
        "Galaxies and Beyond | Webb’s mirrors are cold.",
    ]);
}

#[test]
fn a_capitalised_function_word_starts_the_sentence() {
    check(&[
        "Symbols of the Hall | The hall will be round.",
        "Rise and Fall | In April 2025 Warsaw sent an envoy.",
        "Rise and Fall | On Jan 25, 2026 Warsaw sent an envoy.",
        "Rise and Fall | A spokesman denied it.",
        "Rise and Fall | He praised the pieces.",
        "Rise and Fall | It was over by noon.",
        "Rise and Fall | Earlier in January 2026 Warsaw turned the first shovel.",
        "Rise and Fall | After Warsaw refused, talks ended.",
        "Rise and Fall | Since 2023 India and Japan have joined.",
        "Rise and Fall | For half a year nobody spoke.",
        "Lack of Vitamin A in Schools | Doctors warn of blindness.",
        "The Table of Medals | The hosts won most of them.",
        "Evacuations | The army was called in.",
    ]);
}

#[test]
fn a_preposition_may_be_capitalised_within_a_heading() {
    check(&[
        "Village Cut Off After Landslide | Rescuers reached it on foot.",
        "Talks With Tehran Resume | Diplomats met in Geneva.",
        "A Treaty With Teeth | With one clause everything changed.",
        "Tutankhamun Under One Roof | For the first time all is shown.",
        "Rocks From the Far Side | Samples weigh two kilograms.",
    ]);
}

#[test]
fn a_name_that_starts_the_sentence_stays_whole() {
    check(&[
        "Promises for the Square | President Emmanuel Macron opened the gate.",
        "Rules by Risk | European Union officials said nothing.",
        "Rules by Risk | Prime Minister Keir Starmer said nothing.",
        "Rules by Risk | Russian President Vladimir Putin said nothing.",
        "Rules by Risk | South Korean and Western officials said nothing.",
        "Rules by Risk | Ursula von der Leyen said nothing.",
        "Rules by Risk | John F. Kennedy said nothing.",
        "Rules by Risk | Health Ministry officials said nothing.",
        "Rules by Risk | Secretary of State Marco Rubio said nothing.",
        "Rules by Risk | Human Rights Watch said nothing.",
        "Rules by Risk | Work on the Memorial Museum of Distant Wars began.",
    ]);
    check_on("Then Yoshida Hana spoke.", "Rules by Risk | Yoshida Hana said nothing.");
    check_on("Then Lake Baikal froze.", "Rules by Risk | Lake Baikal froze over.");
}

#[test]
fn a_common_noun_is_no_part_of_a_name() {
    check(&["Floods in the American South | Residents said little."]);
    check_on("Here new dykes are built.", "Floods in Orleans, the New | Dykes hold the water.");
}

#[test]
fn a_question_ends_a_heading_and_a_quotation_is_not_cut() {
    check(&[
        "What Comes Next? | Officials expect rain.",
        "Echoes of the Speech | “We Poles will never forget,” she said.",
        "Echoes of “Iron Shield” Exercise | Troops moved north.",
    ]);
}

#[test]
fn without_a_sure_split_there_is_no_heading() {
    check(&[
        "officials said nothing.",
        "Officials said nothing.",
        "On Monday Warsaw sent an envoy.",
        "The Russian Defense Ministry said nothing.",
        "Plans for 2026 include a bridge.",
        "Bank of England policymakers voted.",
        "All of This Is Title Case and Nothing Else",
        "The rain that fell on the town was wet.",
        "“We will not go,” said Anna.",
        "東京 の 雨",
    ]);
    check_on("Then Kim Jong Un left.", "Kim Jong Un visited the site.");
    check(&["Background | Warsaw sent an envoy."]);
}
