//! What a text promises is promised with it at one press each, without a script: news, a repair, a write-up.

use axum::http::StatusCode;
use beffroi::members::Role;
use beffroi_domain::{CommitmentKind, Precision};

use crate::{
    commitments::{made, new, of, open},
    console_hand::Desk,
    support::{TestApp, locale},
};

const SAID: [(&str, &str); 3] = [
    ("status", "identified"),
    (
        "text-fr",
        "Cause trouvée. Les clients seront remboursés d’ici demain. Le post-mortem sera publié lundi. Prochain point à 13h30.",
    ),
    (
        "text-en",
        "Cause found. Customers will be refunded by tomorrow. The post-mortem will be published on Monday. Next update at 13:30.",
    ),
];

#[tokio::test]
async fn each_promise_of_a_text_is_taken_over_at_one_press_and_made_with_it() {
    for app in TestApp::each().await {
        let id = open(&app, new(&app, None)).await.incident;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let screen = desk.get(&format!("/console/incidents/{id}")).await;

        let mut seen = desk.press(&screen, "say", &SAID, "preview").await;
        let offered = "#preview button[form=say]";
        let deeds = seen.attributes(offered, "value");
        assert_eq!(deeds.len(), 3, "{deeds:?}");
        for deed in deeds {
            seen = desk.press(&seen, "say", &[], &deed).await;
            assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        }
        assert!(seen.texts(offered).is_empty(), "{}", seen.body);
        assert_eq!(
            seen.attributes("#say [name=also][checked]", "value").len(),
            2
        );
        assert!(of(&app, id).await.is_empty(), "nothing is out yet");
        let asked = desk.press(&seen, "say", &[], "publish").await;
        let out = desk.press(&asked, "say", &[], "publish").await;

        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
        let mut all = of(&app, id).await;
        all.sort_by_key(|one| one.late_at);
        let kinds: Vec<_> = all.iter().map(|one| one.kind).collect();
        let (news, refund, writeup) = (&all[0], &all[1], &all[2]);
        assert_eq!(
            kinds,
            [
                CommitmentKind::Update,
                CommitmentKind::Other,
                CommitmentKind::Postmortem
            ]
        );
        assert_eq!(news.late_at.to_string(), "2026-03-04T12:30:00Z");
        assert_eq!(refund.due.precision, Precision::Day);
        assert_eq!(refund.late_at.to_string(), "2026-03-05T23:00:00Z");
        assert_eq!(writeup.late_at.to_string(), "2026-03-09T23:00:00Z");
        assert_eq!(
            refund.words.get(&locale("en")),
            Some("Customers will be refunded by tomorrow.")
        );
        assert!(refund.words.get(&locale("fr")).is_some());
        assert!(all.iter().all(|one| one.made.update == news.made.update));
    }
}

#[tokio::test]
async fn a_write_up_that_is_promised_already_is_not_offered_and_a_forged_press_is_refused() {
    for app in TestApp::each().await {
        let id = open(&app, new(&app, None)).await.incident;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = format!("/console/incidents/{id}");
        let screen = desk.get(&place).await;
        let before = desk.press(&screen, "say", &SAID, "preview").await;
        let offered =
            |seen: &crate::support::Answer| seen.attributes("#preview button[form=say]", "value");
        let writeup = offered(&before)[2].clone();
        made(&app, id, CommitmentKind::Postmortem, 60).await;

        let screen = desk.get(&place).await;
        let after = desk.press(&screen, "say", &SAID, "preview").await;
        let ticked = [&SAID[..], &[("also", writeup.trim_start_matches("also-"))]].concat();
        let again = desk.press(&screen, "say", &ticked, "publish").await;
        let again = match again.status {
            // The first press says which languages are missing.
            StatusCode::UNPROCESSABLE_ENTITY => desk.press(&again, "say", &ticked, "publish").await,
            _ => again,
        };
        let nonsense = [&SAID[..], &[("also", "nonsense")]].concat();
        let nonsense = desk.press(&screen, "say", &nonsense, "preview").await;

        assert_eq!(offered(&after).len(), 2, "{:?}", offered(&after));
        assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.body);
        assert_eq!(nonsense.status, StatusCode::OK);
        assert_eq!(of(&app, id).await.len(), 1);
        assert!(app.claimed().await.is_empty());
    }
}
