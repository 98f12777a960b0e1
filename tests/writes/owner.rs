//! One server owns a data folder, and gives it up with its life.

use super::{expect_edition, serve};
use crate::support::{Dateline, Edition, Place, Random};

#[test]
fn a_second_server_refuses_and_names_the_first() {
    let place = Place::with_index();
    let first = serve(&place);
    let ended = Dateline::at(&place).run(&["serve", "--listen", "127.0.0.1:0"]).expect_code(2);
    let address = first.url.strip_prefix("http://").unwrap().to_owned();
    let process = first.process_id().to_string();
    for told in [&address, &process] {
        assert!(ended.stderr.contains(told), "`{told}` is not in:\n{}", ended.stderr);
    }
    assert_eq!(ended.stdout, "", "it never said that it listens");

    let edition = Edition::new("still-writing", 1, 0, &mut Random::of(3));
    first.put(&edition.story).expect_status(201);
    expect_edition(&first, &edition);
    first.kill();
    let next = serve(&place);
    expect_edition(&next, &edition);
}

#[test]
fn servers_of_two_folders_do_not_know_of_each_other() {
    let (here, there) = (Place::with_index(), Place::with_index());
    let (one, other) = (serve(&here), serve(&there));
    let edition = Edition::new("only-here", 1, 0, &mut Random::of(4));
    one.put(&edition.story).expect_status(201);
    assert_eq!(other.get("/api/v1/stories/only-here").status, 404);
}

#[test]
fn of_servers_that_start_at_once_one_serves() {
    let place = Place::with_index();
    let start = || Dateline::at(&place).start(&["serve", "--listen", "127.0.0.1:0"]);
    let mut children = [start(), start(), start()].map(crate::support::Killed::on_drop);
    let mut refused = 0;
    crate::support::eventually("all but one refuse", || {
        let codes = children.each_mut().map(|it| it.child().try_wait().unwrap());
        refused = codes.iter().flatten().filter(|status| status.code() == Some(2)).count();
        assert_eq!(codes.iter().flatten().count(), refused, "{codes:?}");
        (refused == 2).then_some(())
    });
}
