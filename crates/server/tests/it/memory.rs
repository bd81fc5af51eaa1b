//! What was said before in one language and in another: kept with the deed, found again, taken over at the desk.

use axum::http::StatusCode;
use beffroi::{
    incidents,
    members::{Role, Scope},
    translations::{self, Offer},
};
use beffroi_domain::Actor;
use serde_json::{Value, json};

use crate::{
    console_hand::Desk,
    support::{TestApp, locale, update, words},
};

async fn offers(app: &TestApp, text: &str, to: &'static str) -> Vec<Offer> {
    let mut tx = app.db().snapshot().await.unwrap();
    let from = locale("fr");
    let found = translations::offers(&mut tx, app.page.id, (text, &from), &locale(to)).await;
    found.unwrap()
}

/// Says something further at the desk of an incident, in these languages.
async fn say(
    desk: &Desk<'_>,
    place: &str,
    said: &[(&str, &str)],
    deed: &str,
) -> crate::support::Answer {
    let screen = desk.get(place).await;
    desk.press(&screen, "say", said, deed).await
}

const BEFORE: [(&str, &str); 3] = [
    (
        "text-fr",
        "Depuis 10h16, 20 % des paiements par carte échouent. Nous cherchons la cause.",
    ),
    (
        "text-en",
        "Since 10:16am, 20% of card payments fail. We are looking for the cause.",
    ),
    (
        "text-it",
        "Dalle 10:16 il 20% dei pagamenti con carta fallisce. Cerchiamo la causa.",
    ),
];

#[tokio::test]
async fn what_was_published_is_offered_with_its_likeness_and_facts_that_are_others() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        assert!(
            offers(
                &app,
                "Depuis 9h, 30 % des paiements par carte échouent.",
                "en"
            )
            .await
            .is_empty()
        );
        let said = say(&desk, &place, &BEFORE, "publish").await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
        let later: Vec<(&str, String)> = BEFORE
            .iter()
            .map(|(field, said)| {
                (
                    *field,
                    said.replace("10h16", "10h18").replace("10:16", "10:18"),
                )
            })
            .collect();
        let later: Vec<(&str, &str)> = later
            .iter()
            .map(|(field, said)| (*field, said.as_str()))
            .collect();
        let twice = say(&desk, &place, &later, "publish").await;
        assert_eq!(twice.status, StatusCode::SEE_OTHER, "{}", twice.body);

        let same = offers(
            &app,
            "Depuis 9h02, 30 % des paiements par carte échouent.",
            "en",
        )
        .await;
        let near = offers(
            &app,
            "Depuis 9h02, 30 % des paiements par virement échouent.",
            "it",
        )
        .await;
        let other = offers(&app, "Tout fonctionne de nouveau normalement.", "en").await;
        app.claimed().await;

        assert_eq!(same.len(), 1, "said twice is kept once: {same:?}");
        assert_eq!(same[0].text, "Since 10:18am, 20% of card payments fail.");
        assert_eq!(same[0].likeness, 100);
        let others: Vec<&str> = same[0]
            .others
            .iter()
            .map(|span| &same[0].text[span.clone()])
            .collect();
        assert_eq!(others, ["10:18am", "20%"]);
        assert!((60..100).contains(&near[0].likeness), "{near:?}");
        assert!(near[0].text.starts_with("Dalle 10:18"));
        assert_eq!(other, []);
    }
}

#[tokio::test]
async fn a_press_takes_it_over_and_nothing_of_a_preview_is_remembered() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        say(&desk, &place, &BEFORE, "publish").await;
        app.claimed().await;
        let typed = [
            (
                "text-fr",
                "Depuis 9h02, 30 % des paiements par carte échouent. Nous cherchons la cause.",
            ),
            ("text-en", "We are back soon."),
            ("text-it", ""),
        ];

        let seen = say(&desk, &place, &typed, "preview").await;
        let deeds = seen.attributes(".memory button", "value");
        let italian: Vec<&String> = deeds
            .iter()
            .filter(|one| one.starts_with("memory:it:"))
            .collect();
        let taken = desk.press(&seen, "say", &[], italian[0]).await;
        let second = desk.press(&taken, "say", &[], italian[1]).await;
        let stranger = format!("memory:it:{}", uuid::Uuid::nil());
        let stranger = desk.press(&seen, "say", &[], &stranger).await;

        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        assert!(
            seen.text(".memory").contains("alike by 100%"),
            "{}",
            seen.body
        );
        assert!(
            seen.texts(".memory mark").contains(&"10:16".to_owned()),
            "{:?}",
            seen.texts(".memory mark")
        );
        assert!(
            seen.texts(".memory del")
                .iter()
                .any(|one| one.contains("10h16"))
        );
        let italian = second.text("textarea[name=text-it]");
        assert_eq!(
            italian,
            "Dalle 10:16 il 20% dei pagamenti con carta fallisce. Cerchiamo la causa."
        );
        assert_eq!(
            taken.text("textarea[name=text-en]"),
            "We are back soon.",
            "nothing else is lost"
        );
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
        assert!(app.claimed().await.is_empty());
        let back = offers(
            &app,
            "Depuis 9h02, 30 % des paiements par carte échouent. Nous cherchons la cause.",
            "en",
        )
        .await;
        assert!(
            back.iter().all(|one| !one.text.contains("back soon")),
            "{back:?}"
        );
    }
}

#[tokio::test]
async fn an_import_and_a_translation_that_comes_later_are_remembered_on_their_page_alone() {
    for app in TestApp::each().await {
        let other = app.another_page("other").await;
        let mut new = app.incident();
        let mut said = update(
            beffroi_domain::IncidentStatus::Identified,
            "2026-03-01T10:00:00Z",
            "Le prestataire a corrigé la panne.",
        );
        said.text = words(&[
            ("fr", "Le prestataire a corrigé la panne."),
            ("en", "The provider has mended it."),
        ]);
        new.updates = vec![said];
        let id = app.record(new).await;
        let mut tx = app.db().begin().await.unwrap();
        let incident = incidents::load(&mut tx, app.page.id, id).await.unwrap();
        let which = incidents::Which::Update(incident.updates[0].id);
        let later = words(&[("it", "Il fornitore ha risolto il guasto.")]);
        let command = incidents::CorrectText::of(id, which, later);
        incidents::correct_text(&mut tx, app.now(), Actor::System, command)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let english = offers(&app, "Le prestataire a corrigé la panne.", "en").await;
        let italian = offers(&app, "Le prestataire a corrigé la panne.", "it").await;
        let mut tx = app.db().snapshot().await.unwrap();
        let (fr, en) = (locale("fr"), locale("en"));
        let there = translations::offers(
            &mut tx,
            other.id,
            ("Le prestataire a corrigé la panne.", &fr),
            &en,
        )
        .await;

        assert_eq!(english[0].text, "The provider has mended it.");
        assert_eq!(italian[0].text, "Il fornitore ha risolto il guasto.");
        assert_eq!(there.unwrap(), []);
    }
}

#[tokio::test]
async fn programs_ask_the_memory_and_strangers_find_no_page() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        say(&desk, &place, &BEFORE, "publish").await;
        app.claimed().await;
        let key = app.token(&[Scope::Read]).await;
        let body = json!({"page": "test", "from": "fr", "to": "en",
            "text": "Depuis 9h02, 20 % des paiements par carte échouent."});
        let ask =
            async |body: Value| crate::api::call(&app, &key, "POST /memory/offers", body).await;

        let told = ask(body.clone()).await;
        let mut wrong = body.clone();
        wrong["from"] = json!("no language");
        let wrong = ask(wrong).await;
        let mut elsewhere = body;
        elsewhere["page"] = json!("elsewhere");
        let elsewhere = ask(elsewhere).await;

        let one: Value = serde_json::from_str(&told.body).unwrap();
        let one = &one["items"][0];
        assert_eq!(
            one["text"], "Since 10:16am, 20% of card payments fail.",
            "{}",
            told.body
        );
        assert_eq!(
            (&one["likeness"], &one["others"]),
            (&json!(100), &json!(["10:16am"]))
        );
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    }
}
