//! Setting right at the desk: a duplicate merged, a published text corrected, each shown before it happens.

use axum::http::StatusCode;
use beffroi::members::Role;

use crate::{
    console_hand::Desk,
    support::{Answer, TestApp},
};

/// Where readers find an incident.
async fn public_place(desk: &Desk<'_>, place: &str) -> String {
    let ways = desk.get(place).await.attributes(".head-ways a", "href");
    let public = ways.into_iter().find(|way| !way.starts_with("/console/"));
    public.unwrap()
}

fn id_of(place: &str) -> &str {
    place.rsplit('/').next().unwrap()
}

#[tokio::test]
async fn a_duplicate_is_merged_and_its_address_leads_on() {
    for app in TestApp::each().await {
        let cards = app.component("Cards").await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let stays = desk.declare(None).await;
        let double = desk.declare(Some(cards)).await;
        app.claimed().await;
        let (from, to) = (
            public_place(&desk, &double).await,
            public_place(&desk, &stays).await,
        );
        let merge = format!("{double}/merge");
        let choice = desk.get(&merge).await.attributes(".home-list a", "href");
        assert_eq!(choice, [format!("{merge}?into={}", id_of(&stays))]);
        let dated = desk
            .get(&merge)
            .await
            .attributes(".home-list time", "datetime");
        assert_eq!(dated.len(), 1, "it says when it began");

        let before = desk.get(&choice[0]).await;
        let done = desk.press(&before, "merge", &[], "merge").await;
        let again = desk.press(&before, "merge", &[], "merge").await;

        let steps = before.texts(".steps li").join(" ");
        assert!(steps.contains("leaves Test") && steps.contains("count no more"));
        assert_eq!(before.texts(".preview-tongue").len(), 3);
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(done.header("location"), again.header("location"));
        let moved = app.get(&from).await;
        assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(moved.header("location"), to);
        assert_eq!(app.get("/en/").await.texts(".ongoing h3").len(), 1);
        let kept = desk.get(&double).await;
        assert!(kept.body.contains("We are looking."), "what was said stays");
        assert!(kept.texts("#say").is_empty());
        assert_eq!(kept.attributes(".say .note a", "href"), [stays.as_str()]);
        assert!(app.claimed().await.is_empty(), "nobody is told");
    }
}

#[tokio::test]
async fn what_was_shown_is_what_is_merged_or_nothing() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let stays = desk.declare(None).await;
        let double = desk.declare(None).await;
        let place = format!("{double}/merge?into={}", id_of(&stays));
        let before = desk.get(&place).await;
        let screen = desk.get(&double).await;
        let said = [
            ("text-fr", "Un mot."),
            ("text-en", "A word."),
            ("text-it", "Una parola."),
        ];
        desk.press(&screen, "say", &said, "publish").await;
        app.claimed().await;

        let late = desk.press(&before, "merge", &[], "merge").await;
        let itself = format!("{double}/merge?into={}", id_of(&double));
        let itself = desk.get(&itself).await;
        let itself = desk.press(&itself, "merge", &[], "merge").await;
        let reader = Desk::of(&app, "Rob", Role::Responder).await;
        let seen = reader.get(&place).await;
        let theirs = reader.press(&seen, "merge", &[], "merge").await;

        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
        assert_eq!(itself.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(theirs.status, StatusCode::FORBIDDEN);
        assert_eq!(app.get("/en/").await.texts(".ongoing h3").len(), 2);
        let out = desk.press(&late, "merge", &[], "merge").await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
    }
}

/// What goes and comes, as it is marked.
fn marked(answer: &Answer, inside: &str) -> (Vec<String>, Vec<String>) {
    let find = |one: &str| answer.texts(&format!("{inside} {one}"));
    (find("del"), find("ins"))
}

#[tokio::test]
async fn a_correction_is_seen_with_its_difference_before_and_after() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        app.claimed().await;
        let public = public_place(&desk, &place).await;
        let public = public.replacen("/fr/", "/en/", 1);
        let correct = desk.get(&place).await.attributes(".stop-link", "href");
        let form = desk.get(&correct[0]).await;
        let right = [("text-en", "We are mending.")];

        let before = desk.press(&form, "correct", &right, "preview").await;

        assert_eq!(before.status, StatusCode::OK, "{}", before.body);
        let open = ".preview .corrected[open]";
        let words = (vec!["looking.".to_owned()], vec!["mending.".to_owned()]);
        assert_eq!(marked(&before, open), words);
        let stays = before.texts(".preview-lang .aside");
        assert_eq!(stays, ["unchanged", "unchanged"]);
        assert_eq!(before.text("#text-en"), "We are mending.");
        assert!(app.get(&public).await.texts(".corrected").is_empty());
        let done = desk.press(&before, "correct", &[], "correct").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let told = app.get(&public).await;
        assert_eq!(marked(&told, ".corrected"), words);
        assert!(told.text(".corrected summary").starts_with("Corrected:"));
        assert!(app.claimed().await.is_empty(), "quiet by default");
    }
}

#[tokio::test]
async fn a_title_is_corrected_as_a_draft_that_goes_on_being_written() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let rob = Desk::of(&app, "Rob", Role::Responder).await;
        let place = desk.declare(None).await;
        app.claimed().await;
        let title = format!("{place}/updates/title");
        let form = rob.get(&title).await;
        assert_eq!(form.texts(".deeds button"), ["Preview", "Save a draft"]);

        let right = [("text-en", "Cards refused")];
        let kept = rob.press(&form, "correct", &right, "draft").await;
        let draft = desk.get(kept.header("location")).await;
        let edit = draft.attributes(".desk p > .onward-link", "href");
        let again = rob.get(edit.last().unwrap()).await;
        let out = desk.press(&draft, "draft", &[], "publish").await;

        assert_eq!(draft.texts(".preview .corrected[open]").len(), 1);
        assert_eq!(again.attributes("#text-en", "value"), ["Cards refused"]);
        assert_eq!(
            again.attributes("#text-it", "value"),
            ["Pagamenti rifiutati"]
        );
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(desk.get(&place).await.text("h1"), "Cards refused");
    }
}

#[tokio::test]
async fn a_correction_that_corrects_nothing_or_unsays_something_is_refused() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        app.claimed().await;
        let correct = desk.get(&place).await.attributes(".stop-link", "href");
        let form = desk.get(&correct[0]).await;

        let same = desk.press(&form, "correct", &[], "correct").await;
        let unsaid = [("text-it", " ")];
        let unsaid = desk.press(&form, "correct", &unsaid, "correct").await;

        for refused in [&same, &unsaid] {
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(refused.attributes("#wrong a", "href"), ["#text-fr"]);
        }
        assert!(same.text("#wrong").contains("already"));
        assert!(unsaid.text("#wrong").contains("cannot be untold"));
    }
}

#[tokio::test]
async fn facts_stand_on_the_public_page_with_what_a_language_lacks_marked() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        app.claimed().await;
        let public = public_place(&desk, &place)
            .await
            .replacen("/fr/", "/it/", 1);
        let form = desk.get(&format!("{place}/facts")).await;
        let facts = [
            ("impact", "critical"),
            ("priority", "1"),
            ("responsibility", "external"),
            ("provider", "Nordbank"),
            ("notice", "https://status.example.com/7"),
            ("words", "We see errors."),
            ("category-fr", "Cartes"),
            ("low", "20"),
            ("high", "40"),
            ("of-fr", "des demandes 3-D Secure"),
            ("from-time", "10:20"),
            ("until-time", "10:55"),
        ];

        let done = desk.press(&form, "facts", &facts, "store").await;

        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let page = app.get(&public).await;
        let fact = |key: &str| page.text(&format!(".fact-{key} dd"));
        assert_eq!(fact("priority"), "P1");
        assert!(fact("responsibility").contains("Nordbank"));
        assert!(fact("notice").contains("We see errors."));
        let link = page.attributes(".fact-notice a", "href");
        assert_eq!(link, ["https://status.example.com/7"]);
        let figure = fact("figures");
        for word in ["20", "40", "3-D Secure", "10:20", "10:55"] {
            assert!(figure.contains(word), "{figure}");
        }
        assert_eq!(page.attributes(".fact-category dd [lang]", "lang"), ["fr"]);
        assert_eq!(page.texts(".fact-category .follows").len(), 1);
        assert!(page.text(".felt").to_lowercase().contains("critico"));
    }
}

#[tokio::test]
async fn readers_are_told_that_something_was_told_afterwards() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let form = desk.get("/console/incidents/new?afterwards=yes").await;
        let told = [
            ("title-en", "Late transfers"),
            ("text-en", "It is over."),
            ("since-date", "2026-03-02"),
            ("since-time", "09:00"),
            ("end-date", "2026-03-02"),
            ("end-time", "10:00"),
        ];
        let first = desk.press(&form, "declare", &told, "publish").await;

        let done = desk.press(&first, "declare", &[], "publish").await;

        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert!(app.claimed().await.is_empty(), "quiet by default");
        let place = done.header("location").split('?').next().unwrap();
        let public = public_place(&desk, place).await;
        let page = app.get(&public.replacen("/fr/", "/en/", 1)).await;
        let afterwards = page.text(".fact-afterwards dd");
        assert!(
            afterwards.contains("told later than it happened"),
            "{afterwards}"
        );
        assert!(afterwards.contains("4 Mar 2026"), "{afterwards}");
    }
}
