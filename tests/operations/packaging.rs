//! What comes with it: completions, the manual, the files for containers and systemd.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{Dateline, Place};

/// Every command, as its help lists them.
fn commands(place: &Place) -> Vec<String> {
    let help = Dateline::bare(place).run(&["--help"]).expect_code(0).stdout;
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = listed.lines().filter_map(|line| line.split_whitespace().next());
    let names: Vec<_> = names.filter(|name| *name != "help").map(str::to_owned).collect();
    assert!(names.len() > 15 && names.contains(&"serve".to_owned()), "{names:?}");
    names
}

#[test]
fn completions_name_every_command_and_are_understood_by_their_shell() {
    let place = Place::empty();
    let commands = commands(&place);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = Dateline::bare(&place).run(&["completions", shell]).expect_code(0).stdout;
        for command in &commands {
            assert!(script.contains(command.as_str()), "{shell}: {command}");
        }
        let script = place.write(&format!("dateline.{shell}"), &script);
        let check = Command::new(shell).arg("-n").arg(script).stdin(Stdio::null()).output();
        match check {
            Ok(output) => assert!(output.status.success(), "{shell}: {output:?}"),
            Err(error) => eprintln!("{shell} is not here to read its script: {error}"),
        }
    }
}

#[test]
fn the_manual_names_every_command_and_has_a_page_for_each() {
    let place = Place::empty();
    let page = |arguments: &[&str]| {
        let page =
            Dateline::bare(&place).run(&[&["man"], arguments].concat()).expect_code(0).stdout;
        assert!(page.contains("\n.TH ") && page.contains(".SH NAME"), "{arguments:?}: {page}");
        page.replace("\\-", "-")
    };
    let whole = page(&[]);
    for command in commands(&place) {
        assert!(whole.contains(&format!("dateline-{command}(1)")), "{command}");
        let own = page(&[&command]);
        assert!(own.contains(&format!("dateline-{command}")), "{own}");
        assert!(own.contains("--data-dir"), "{own}");
    }
    Dateline::bare(&place).run(&["man", "sreve"]).expect_error(2, "there is no command `sreve`");
}

#[test]
fn neither_takes_settings_that_can_be_used() {
    let place = Place::empty();
    place.write("config.toml", "this is no TOML");
    Dateline::bare(&place).run(&["man"]).expect_code(0);
    Dateline::bare(&place).run(&["completions", "bash"]).expect_code(0);
}

fn packaging() -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../packaging")).to_owned()
}

#[test]
fn the_container_runs_as_no_root_and_is_asked_for_its_health() {
    let file = fs::read_to_string(packaging().join("Dockerfile")).unwrap();
    let last = file.rsplit("\nFROM ").next().unwrap();
    let user = last.lines().find_map(|line| line.strip_prefix("USER ")).unwrap();
    assert!(!user.starts_with("root") && !user.starts_with('0'), "{user}");
    assert!(last.contains("HEALTHCHECK ") && last.contains("\"health\""), "{last}");
    assert!(last.contains("ENTRYPOINT [\"/usr/local/bin/dateline\"]"), "{last}");
    // What it copies is there, and nothing of what is built is sent along.
    for line in file.lines().filter_map(|line| line.strip_prefix("COPY ")) {
        let mut words = line.split(' ').filter(|word| !word.starts_with("--")).collect::<Vec<_>>();
        words.pop();
        if line.starts_with("--from") {
            continue;
        }
        for word in words {
            assert!(packaging().join("..").join(word).exists(), "{word}");
        }
    }
    let ignored = fs::read_to_string(packaging().join("Dockerfile.dockerignore")).unwrap();
    assert!(ignored.lines().any(|line| line == "target" || line == "*"), "{ignored}");
}

#[test]
fn the_unit_is_understood_by_systemd_where_that_is_here() {
    let unit = fs::read_to_string(packaging().join("dateline.service")).unwrap();
    for line in ["Type=notify", "DynamicUser=yes", "StateDirectory=dateline"] {
        assert!(unit.lines().any(|it| it == line), "{line}");
    }
    let place = Place::empty();
    let binary = crate::support::BINARY;
    let here = place.write("dateline.service", &unit.replace("/usr/local/bin/dateline", binary));
    fs::copy(packaging().join("dateline.socket"), place.path().join("dateline.socket")).unwrap();
    match Command::new("systemd-analyze").arg("verify").arg(&here).output() {
        Ok(output) => assert!(
            output.status.success() && output.stderr.is_empty(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        ),
        Err(error) => eprintln!("systemd is not here to read its unit: {error}"),
    }
}
