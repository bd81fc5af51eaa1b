//! `beffroi incident promise` and `beffroi memory` against a served Beffroi: what they print, and that nothing is promised
//! that nobody asked to promise.

use beffroi::{
    commitments,
    members::{Role, Scope},
};
use beffroi_domain::{CommitmentKind, CommitmentState};
use serde_json::json;

use crate::{
    commands::{Terminal, apply_to},
    commitments::{made, new, of, open},
    console_hand::Desk,
    support::TestApp,
};

#[tokio::test]
async fn a_promise_is_made_moved_kept_and_taken_back_and_only_when_that_is_asked() {
    for app in TestApp::each().await {
        let id = open(&app, new(&app, None)).await.incident;
        let shell = Terminal::at(&app, &[Scope::Publish]).await;
        let make = format!("incident promise make {id} --by 2026-03-04T12:30:00Z");

        let shown = shell.run(&make, "").await;
        assert_eq!(of(&app, id).await, []);
        let told = shell.json(&format!("{make} --publish")).await;
        let twice = shell.bad(&format!("{make} --publish")).await;
        let one = told["promises"][0]["id"].as_str().unwrap().to_owned();
        let to = format!("incident promise move {id} {one} --to 2026-03-04T13:00:00Z --publish");
        let bare = shell.run(&to, "").await;
        let moved = format!("{to} --reason 'Still looking.' --locale en");
        let moved = shell.good(&moved, "").await;
        let keep = format!("incident promise keep {id} {one} --publish");
        let kept = shell.good(&keep, "").await;

        assert!(shown.err.contains("Add --publish"), "{shown:?}");
        assert!(twice.contains("move that promise instead"), "{twice}");
        assert_eq!(bare.code, Some(2), "a reason is needed: {bare:?}");
        for (table, state) in [(&moved, "moved"), (&kept, "kept")] {
            assert!(table.starts_with("PROMISE"), "{table}");
            assert!(table.contains(state), "{table}");
            assert!(table.contains("2026-03-04T13:00:00"), "{table}");
        }
        let stands = of(&app, id).await.remove(0);
        assert_eq!(stands.state, CommitmentState::Kept);
        assert_eq!(stands.moves.len(), 1);
        shell.leave().await;
    }
}

#[tokio::test]
async fn a_promise_in_words_of_its_own_is_taken_back_with_a_reason_by_whoever_may() {
    for app in TestApp::each().await {
        let id = open(&app, new(&app, None)).await.incident;
        let other = made(&app, id, CommitmentKind::Postmortem, 600).await;
        let shell = Terminal::at(&app, &[Scope::Publish]).await;
        let reader = Terminal::at(&app, &[Scope::Read]).await;
        let make = "--kind other --by 2026-03-05 --text 'Refunds of today' --locale en --publish";
        let withdraw = format!("incident promise withdraw {id} {other} --publish");
        let because = format!("{withdraw} --reason 'It was a test.' --locale en");

        let make = format!("incident promise make {id} {make}");
        let told = shell.json(&make).await;
        let forbidden = reader.bad(&because).await;
        let back = shell.json(&because).await;
        let listed = reader.json(&format!("incident promise list {id}")).await;

        assert_eq!(told["promises"][1]["words"]["en"], "Refunds of today");
        assert_eq!(told["promises"][1]["due"]["precision"], "day");
        assert!(!forbidden.is_empty());
        assert_eq!(back["promises"][0]["state"], "withdrawn");
        assert_eq!(back["promises"][0]["reason"]["en"], "It was a test.");
        let states: Vec<&str> = listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["state"].as_str().unwrap())
            .collect();
        assert_eq!(states, ["withdrawn", "open"]);
        shell.leave().await;
        reader.leave().await;
    }
}

#[tokio::test]
async fn memory_offers_the_twin_of_a_sentence_and_says_what_is_not_ours() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        let screen = desk.get(&place).await;
        let said = [
            ("text-fr", "Depuis 10h16, 20 % des paiements échouent."),
            ("text-en", "Since 10:16am, 20% of payments fail."),
            ("text-it", "Dalle 10:16 il 20% dei pagamenti fallisce."),
        ];
        desk.press(&screen, "say", &said, "publish").await;
        app.claimed().await;
        let shell = Terminal::at(&app, &[Scope::Read]).await;
        let ask = "memory offers --page test --from fr --to en";
        let typed = "Depuis 9h02, 20 % des paiements échouent.";

        let table = shell.good(ask, typed).await;
        let told = shell.json(&format!("{ask} --text '{typed}'")).await;
        let empty = shell.bad(ask).await;
        let nobody = shell.bad(&ask.replace("test", "none")).await;

        assert!(table.starts_with("ALIKE"), "{table}");
        assert!(table.contains("Since 10:16am, 20% of payments fail."));
        assert!(table.contains("10:16am"), "{table}");
        let first = &told["items"][0];
        assert_eq!(first["text"], "Since 10:16am, 20% of payments fail.");
        assert_eq!(first["others"], json!(["10:16am"]));
        assert!(empty.contains("no text: give it with --text"), "{empty}");
        assert!(!nobody.is_empty());
        shell.leave().await;
    }
}

#[tokio::test]
async fn a_file_says_what_a_page_promises_and_on_which_days_nobody_works() {
    const FILE: &str = "[page]\nslug = \"test\"\nname.fr = \"Test\"\nlocales = [\"fr\", \"en\", \"it\"]\n\
                        zone = \"Europe/Paris\"\n\n[rules]\n\
                        promises = { update = \"1d, P1 30m\", postmortem = \"5wd\" }\n\
                        holidays = [\"2026-05-01\", \"2026-01-01\"]\n";
    for app in TestApp::each().await {
        let page = app.page.id;
        let rules = async || {
            let mut tx = app.db().snapshot().await.unwrap();
            commitments::rules_of(&mut tx, page).await.unwrap()
        };

        let planned = apply_to(&app, FILE, &["--plan"]).await;
        assert_eq!(rules().await.rules, []);
        let applied = apply_to(&app, FILE, &["--yes"]).await;
        let again = apply_to(&app, FILE, &["--plan"]).await;
        let wrong = apply_to(&app, &FILE.replace("5wd", "soon"), &["--yes"]).await;
        let no_day = apply_to(&app, &FILE.replace("01-01", "13-01"), &["--yes"]).await;

        assert_eq!(planned.code, Some(3), "{planned:?}");
        assert!(planned.out.contains("promises"), "{planned:?}");
        assert_eq!(applied.code, Some(0), "{applied:?}");
        let stands = rules().await;
        assert_eq!(stands.rules.len(), 3);
        let days: Vec<String> = stands.holidays.iter().map(ToString::to_string).collect();
        assert_eq!(days, ["2026-01-01", "2026-05-01"]);
        assert_eq!(again.code, Some(0), "{again:?}");
        assert!(wrong.err.contains("page.toml:8: promises.postmortem"));
        assert!(no_day.err.contains("page.toml:9: holidays"), "{no_day:?}");
        assert_eq!(rules().await, stands);
    }
}
