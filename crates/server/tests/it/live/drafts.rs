//! Drafts: seen by nobody, looked at by a second person, published once; and what readers would see.

use beffroi::incidents::{Deed, DraftId, DraftSeen, DraftState, Entry, PublishDraft, SaveDraft};

use super::{
    behind::{by, path_of},
    *,
};

const BERT: Actor = Actor::Member(Uuid::from_u128(2));

fn seen(draft: DraftId) -> DraftSeen {
    DraftSeen {
        draft,
        expected: None,
    }
}

#[tokio::test]
async fn a_draft_goes_out_once_after_a_second_person_looked() {
    for app in TestApp::each().await {
        let told = opened(&app, &[]).await;
        asks_for_a_second_look(&app).await;
        let update = said(
            told.incident,
            IncidentStatus::Identified,
            "Secret jusque-là.",
        );
        let save = SaveDraft {
            draft: None,
            expected: None,
            deed: Deed::Update(update),
        };
        let (draft, version) = deed!(app, save_draft, save.clone()).unwrap();
        let publish = PublishDraft::of(seen(draft));

        let path = path_of(&app, told.incident).await;
        assert!(!app.get(&path).await.body.contains("Secret"));
        assert_eq!(
            refusal(deed!(app, publish_draft, publish.clone())).kind,
            RefusalKind::Forbidden
        );
        assert_eq!(
            refusal(deed!(app, approve, seen(draft))).kind,
            RefusalKind::Conflict,
            "nobody asked"
        );
        deed!(app, submit_draft, seen(draft)).unwrap();
        assert_eq!(
            refusal(deed!(app, approve, seen(draft))).kind,
            RefusalKind::Forbidden,
            "her own"
        );
        by(&app, async |tx| {
            incidents::approve(tx, app.now(), BERT, seen(draft)).await
        })
        .await
        .unwrap();
        let stale = SaveDraft {
            draft: Some(draft),
            expected: Some(version),
            ..save
        };
        assert_eq!(
            refusal(deed!(app, save_draft, stale)).kind,
            RefusalKind::Conflict
        );
        let published = deed!(app, publish_draft, publish.clone()).unwrap();

        assert!(app.get(&path).await.body.contains("Secret"));
        assert_eq!(published.incident, told.incident);
        assert_eq!(app.claimed().await.len(), 1);
        assert_eq!(
            refusal(deed!(app, publish_draft, publish)).kind,
            RefusalKind::Conflict,
            "once"
        );
        let mut tx = app.db().snapshot().await.unwrap();
        let waiting = incidents::drafts_of(&mut tx, app.page.id, None)
            .await
            .unwrap();
        assert!(waiting.is_empty());
    }
}

#[tokio::test]
async fn whoever_changes_an_approved_draft_has_it_looked_at_again() {
    for app in TestApp::each().await {
        asks_for_a_second_look(&app).await;
        let save = SaveDraft {
            draft: None,
            expected: None,
            deed: Deed::Open(payments(&app, &[])),
        };
        let (draft, _) = deed!(app, save_draft, save.clone()).unwrap();
        deed!(app, submit_draft, seen(draft)).unwrap();
        by(&app, async |tx| {
            incidents::approve(tx, app.now(), BERT, seen(draft)).await
        })
        .await
        .unwrap();

        let again = SaveDraft {
            draft: Some(draft),
            ..save
        };
        deed!(app, save_draft, again).unwrap();

        let publish = PublishDraft::of(seen(draft));
        assert_eq!(
            refusal(deed!(app, publish_draft, publish.clone())).kind,
            RefusalKind::Forbidden
        );
        let hurried = PublishDraft {
            bypass: Some("rien d'autre".to_owned()),
            ..publish
        };
        let published = deed!(app, publish_draft, hurried).unwrap();
        assert_eq!(app.claimed().await.len(), 1);
        let mut tx = app.db().snapshot().await.unwrap();
        let log = incidents::log_of(&mut tx, published.incident)
            .await
            .unwrap();
        assert!(
            log.iter()
                .any(|line| line.entry == Entry::Bypass("rien d'autre".to_owned()))
        );
    }
}

#[tokio::test]
async fn a_discarded_draft_goes_nowhere_and_a_preview_does_nothing() {
    for app in TestApp::each().await {
        let new = Deed::Open(payments(&app, &[]));
        let save = SaveDraft {
            draft: None,
            expected: None,
            deed: new.clone(),
        };
        let (draft, _) = deed!(app, save_draft, save).unwrap();
        let before = revision(&app).await;

        let preview = incidents::preview(app.db(), app.now(), ANNA, app.page.id, new).await;
        deed!(app, discard_draft, seen(draft)).unwrap();

        let (incident, published) = preview.unwrap();
        assert_eq!(
            incident.title,
            words(&[("fr", "Paiements"), ("en", "Payments")])
        );
        assert_eq!(published.missing, [locale("en"), locale("it")]);
        assert_eq!(revision(&app).await, before, "nothing was done");
        let publish = PublishDraft::of(seen(draft));
        assert_eq!(
            refusal(deed!(app, publish_draft, publish)).kind,
            RefusalKind::Conflict
        );
        let mut tx = app.db().snapshot().await.unwrap();
        let kept = incidents::load_draft(&mut tx, draft).await.unwrap();
        assert_eq!(kept.state, DraftState::Discarded);
    }
}
