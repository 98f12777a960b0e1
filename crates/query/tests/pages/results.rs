//! Results: what stands on the page, and where each link leads.

use crate::corpus::served;
use crate::page::{Page, text};

#[test]
fn stories_stand_with_their_events_and_what_matched_is_marked() {
    let rig = served();
    let page = Page::get(&rig, "/?q=bridge");
    assert_eq!(
        page.texts(".hit h2"),
        ["The old bridge is lifted", "A ferry in place of the bridge"]
    );
    assert_eq!(
        page.attributes(".hit h2 a", "href"),
        ["/stories/old-bridge", "/stories/river-ferry"]
    );
    assert_eq!(page.attributes("#q", "value"), ["bridge"]);
    let marks = page.texts(".hit mark");
    assert!(marks.len() > 4 && marks.iter().all(|mark| mark == "bridge"), "{marks:?}");
    let events = page.attributes(".events a", "href");
    assert!(events.contains(&"/stories/river-ferry#event-1".to_owned()), "{events:?}");
    assert!(page.one(".summary span").attr("role") == Some("status"));
    assert!(text(page.one(".summary")).starts_with("2 stories with 9 matches in "));
}

#[test]
fn a_bar_is_its_click() {
    let rig = served();
    for view in ["stories", "events"] {
        let page = Page::get(&rig, &format!("/?q=bridge&view={view}"));
        let bars = page.all(".bars a");
        assert!(!bars.is_empty());
        for bar in bars {
            let told = bar.attr("aria-label").unwrap();
            let count = told.split(": ").nth(1).unwrap();
            let clicked = Page::get(&rig, bar.attr("href").unwrap());
            let summary = text(clicked.one(".summary"));
            let expected = match view {
                "events" => count.replace("match", "event").replace("eventes", "events"),
                _ => count.to_owned(),
            };
            let given = summary.split(" in ").next().unwrap();
            let given = given.rsplit(" with ").next().unwrap();
            assert_eq!(given, expected, "{told}: {summary}");
        }
    }
}

#[test]
fn a_chosen_month_is_drawn_on_the_whole_and_its_chip_takes_it_away() {
    let rig = served();
    let all = Page::get(&rig, "/?q=bridge");
    let clicked = Page::get(&rig, "/?q=bridge&on=2025-11&precision=month");
    let labels = |page: &Page| page.attributes(".bars a", "aria-label");
    assert_eq!(labels(&all), labels(&clicked), "the chart shows what there is at all times");
    assert_eq!(clicked.attributes(".bars a.in", "data-key"), ["2025-11"]);
    assert_eq!(clicked.all(".bars .chosen").len(), 1);
    assert_eq!(all.all(".bars .chosen").len(), 0);
    assert_eq!(clicked.texts(".chip"), ["In Nov 2025 ×"]);
    assert_eq!(clicked.attributes(".chip", "href"), ["/?q=bridge"]);
}

#[test]
fn what_is_too_coarse_for_a_bar_is_told_beneath() {
    let rig = served();
    let page = Page::get(&rig, "/?q=bridge&view=events");
    assert_eq!(page.one(".chart").attr("data-unit"), Some("month"));
    let told = page.texts(".beyond");
    assert_eq!(told[0], "Not drawn, as dated to a season or a year at best: 1901: 1.");
    assert_eq!(told[1], "1 match without a date.");
}

#[test]
fn dates_that_the_query_names_are_drawn_where_they_restrict() {
    let rig = served();
    let asked = "/?q=bridge+november+2025&dates_in_query=filter";
    let all = Page::get(&rig, "/?q=bridge+november+2025");
    let page = Page::get(&rig, asked);
    let labels = |page: &Page| page.attributes(".bars a", "aria-label");
    assert_eq!(labels(&all), labels(&page));
    assert_eq!(page.attributes(".bars a.in", "data-key"), ["2025-11"]);
    let narrower = Page::get(&rig, &format!("{asked}&from=2025-11-02"));
    assert_eq!(narrower.attributes(".bars a.in", "data-key"), ["2025-11"]);
    assert_eq!(page.attributes(".chip", "href"), ["/?q=bridge+november+2025"]);
}

#[test]
fn facets_narrow_and_a_chosen_one_leads_back() {
    let rig = served();
    let page = Page::get(&rig, "/?q=bridge");
    let rivers = page.all(".choices a").into_iter().find(|link| text(*link).starts_with("World"));
    let narrowed = rivers.unwrap().attr("href").unwrap().to_owned();
    assert_eq!(narrowed, "/?q=bridge&feed=World");
    let page = Page::get(&rig, &narrowed);
    assert_eq!(page.texts(".hit h2"), ["The old bridge is lifted"]);
    let chosen = page.all(".choices a[aria-current]").into_iter();
    let chosen: Vec<_> = chosen.map(|link| (text(link), link.attr("href").unwrap())).collect();
    assert!(chosen.contains(&("World 6".to_owned(), "/?q=bridge")), "{chosen:?}");
}

#[test]
fn orders_and_views_keep_what_was_asked() {
    let rig = served();
    let page = Page::get(&rig, "/?q=bridge&feed=rivers&sort=oldest");
    assert_eq!(page.link("Newest first"), "/?q=bridge&feed=rivers&sort=newest");
    assert_eq!(page.link("Events"), "/?q=bridge&feed=rivers&sort=oldest&view=events");
    assert_eq!(page.link("Timeline"), "/timeline?q=bridge&feed=rivers");
    assert_eq!(page.texts("[aria-current=page]"), ["Stories"]);
}

#[test]
fn the_same_request_is_there_as_json_and_to_take_along() {
    let rig = served();
    let page = Page::get(&rig, "/?q=bridge&feed=rivers&page=1");
    let json = page.link("JSON");
    let reply = rig.client.send(axum::http::Method::GET, &json, &[]).json();
    assert_eq!(reply["total"], 2);
    assert_eq!(page.link("CSV"), "/export/hits.csv?q=bridge&feed=rivers&group=story");
    assert_eq!(page.link("Calendar"), "/export/timeline.ics?q=bridge&feed=rivers");
    assert_eq!(
        page.attributes("link[type='application/atom+xml']", "href"),
        ["/feed.atom?q=bridge&feed=rivers"]
    );
}

#[test]
fn the_form_for_dates_keeps_everything_else() {
    let rig = served();
    let page = Page::get(&rig, "/?q=bridge&feed=World&from=2025-11&view=events");
    let hidden = page.all(".dates input[type=hidden]").into_iter();
    let hidden: Vec<_> =
        hidden.map(|field| (field.attr("name").unwrap(), field.attr("value").unwrap())).collect();
    assert_eq!(hidden, [("q", "bridge"), ("feed", "World"), ("view", "events")]);
    assert_eq!(page.attributes(".dates input[name=from]", "value"), ["2025-11"]);
}

#[test]
fn what_was_searched_instead_is_told() {
    let rig = served();
    let notices = |address: &str| Page::get(&rig, address).texts(".notice").join(" ");
    assert!(notices("/?q=brigde").contains("“brigde” is nowhere; showing results for “bridge”."));
    assert_eq!(Page::get(&rig, "/?q=brigde").link("Did you mean “bridge”?"), "/?q=bridge");
    assert!(notices("/?q=dam+ferry").contains("No results for all the words"));
    assert!(notices("/?q=bridge+november+2025").contains("is taken for Nov 2025"));
    assert!(notices("/?q=%22bridge").contains("never closed"));
    let both = Page::get(&rig, "/?q=brigde+ferrry");
    assert_eq!(both.link("Did you mean “bridge ferry”?"), "/?q=bridge+ferry");
    let by_date = Page::get(&rig, "/timeline?q=bridge+november+2025");
    assert_eq!(by_date.texts(".notice"), ["“november 2025” is taken for Nov 2025. Show only that"]);
}

#[test]
fn one_of_several_chosen_names_is_taken_away_alone() {
    let rig = served();
    let page = Page::get(&rig, "/?q=bridge&feed=world&feed=rivers");
    let world = page.all(".choices a").into_iter().find(|link| text(*link).starts_with("World"));
    assert_eq!(world.unwrap().attr("href"), Some("/?q=bridge&feed=rivers"));
}

#[test]
fn events_alone_have_no_kind_to_choose() {
    let rig = served();
    let page = Page::get(&rig, "/?q=bridge&kind=story");
    assert_eq!(page.link("Events"), "/?q=bridge&view=events");
    for address in ["/?q=bridge&kind=story&view=events", "/timeline?q=bridge&kind=story"] {
        assert!(Page::get(&rig, address).all(".chip").is_empty(), "{address}");
    }
}

#[test]
fn more_conditions_than_anybody_chooses_are_refused() {
    let rig = served();
    let feeds: String = (0..41).map(|at| format!("&feed=f{at}")).collect();
    let page = Page::of_any_status(&rig, &format!("/?q=bridge{feeds}"));
    assert_eq!(page.reply.status.as_u16(), 400);
    assert!(text(page.one("main")).contains("40 conditions"));
}

#[test]
fn nothing_found_helps_on() {
    let rig = served();
    let page = Page::get(&rig, "/?q=zeppelin&feed=World");
    assert_eq!(page.texts(".empty h2"), ["Nothing was found"]);
    assert_eq!(page.link("Search the same words without conditions"), "/?q=zeppelin");
    let page = Page::get(&rig, "/?q=bridge&page=7");
    assert_eq!(page.texts(".empty h2"), ["The results end before this page"]);
    assert_eq!(page.link("Go to the first page"), "/?q=bridge");
    assert!(page.all(".pager").is_empty(), "there is no page before this one to turn to");
}

#[test]
fn what_a_shared_link_collected_is_passed_over_and_a_wrong_date_is_told() {
    let rig = served();
    let page = Page::get(&rig, "/?q=bridge&utm_source=mail&fbclid=x&limit=1000");
    assert_eq!(page.all(".hit").len(), 2);
    let page = Page::of_any_status(&rig, "/?q=bridge&from=never");
    assert_eq!(page.reply.status.as_u16(), 400);
    assert!(text(page.one("main")).contains("`from` cannot be `never`"));
    assert_eq!(page.attributes("#q", "value"), ["bridge"]);
}
