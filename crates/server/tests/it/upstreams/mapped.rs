//! The map: what can be drawn, what cannot, and who could be the cause.

use beffroi::{
    declarations,
    ground::Error,
    upstreams::{self, NewUpstream, Target},
};
use beffroi_domain::{Actor, ComponentStatus};

use super::{bad, look, map, mapped, part};
use crate::support::TestApp;

#[tokio::test]
async fn a_line_is_drawn_once_and_taken_away_and_both_leave_their_trace() {
    for mut app in TestApp::each().await {
        let (provider, ours) = mapped(&mut app).await;
        let target = part(&app, &provider, "c1").await;

        let id = map(&app, &provider, ours, target, ComponentStatus::MajorOutage).await;

        let mut tx = app.db().begin().await.unwrap();
        let all = upstreams::of_page(&mut tx, app.page.id).await.unwrap();
        assert_eq!(all.len(), 1, "the same line says how much it hurts now");
        assert_eq!(
            (all[0].id, all[0].degree),
            (id, ComponentStatus::MajorOutage)
        );
        upstreams::unmap(&mut tx, app.now(), Actor::System, app.page.id, id)
            .await
            .unwrap();
        let again = upstreams::unmap(&mut tx, app.now(), Actor::System, app.page.id, id).await;
        assert!(matches!(again, Err(Error::NotFound)));
        let rows: Vec<(i64,)> = tx
            .list(
                "SELECT COUNT(*) FROM audit WHERE action IN ('upstream.map', 'upstream.unmap')",
                vec![],
            )
            .await
            .unwrap();
        assert_eq!(rows[0].0, 3);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn what_is_not_there_cannot_be_hung_on() {
    for mut app in TestApp::each().await {
        let (provider, ours) = mapped(&mut app).await;
        let elsewhere = app.another_page("other").await;
        let foreign = app.component_on(&elsewhere, "Elsewhere").await;
        let new = NewUpstream {
            component: ours,
            provider: provider.id,
            target: Target::Whole,
            degree: ComponentStatus::MajorOutage,
            note: String::new(),
        };
        let wrong = [
            (
                "component",
                NewUpstream {
                    component: foreign,
                    ..new.clone()
                },
            ),
            (
                "degree",
                NewUpstream {
                    degree: ComponentStatus::Operational,
                    ..new.clone()
                },
            ),
            (
                "region",
                NewUpstream {
                    target: Target::Region("Atlantis".to_owned()),
                    ..new.clone()
                },
            ),
            (
                "part",
                NewUpstream {
                    target: Target::Part(ours.0.into()),
                    ..new.clone()
                },
            ),
            (
                "note",
                NewUpstream {
                    note: "x".repeat(501),
                    ..new
                },
            ),
        ];
        for (field, wrong) in wrong {
            let mut tx = app.db().begin().await.unwrap();
            let refused =
                upstreams::map(&mut tx, app.now(), Actor::System, app.page.id, &wrong).await;
            let Err(Error::Refused(refusal)) = refused else {
                panic!("{field}: {refused:?}");
            };
            assert_eq!(refusal.field, Some(field));
        }
    }
}

#[tokio::test]
async fn who_could_be_the_cause_is_told_with_how_they_are_and_since_when() {
    for mut app in TestApp::each().await {
        let (provider, ours) = mapped(&mut app).await;
        look(&app, &provider, &bad("investigating", "We are looking.")).await;

        let mut tx = app.db().snapshot().await.unwrap();
        let causes = upstreams::causes_of(&mut tx, &[ours]).await.unwrap();

        assert_eq!(causes.len(), 1);
        let cause = &causes[0];
        assert_eq!(cause.provider.id, provider.id);
        assert_eq!(cause.status, ComponentStatus::MajorOutage);
        assert_eq!(cause.since, app.now());
        assert_eq!(cause.open.len(), 1);
        assert_eq!(cause.degrees, [(ours, ComponentStatus::PartialOutage)]);
    }
}

/// A file with one component that hangs on what `lines` say.
fn file(lines: &str) -> String {
    format!(
        "[page]\nslug = \"test\"\nname.fr = \"Essai\"\nlocales = [\"fr\", \"en\", \"it\"]\nzone = \"Europe/Paris\"\n\
         [rules]\nupstreams = {{ raise = \"publish\", quotes = true }}\n\
         [[component]]\nkey = \"cards\"\nname.fr = \"Cards\"\n{lines}"
    )
}

async fn apply(app: &TestApp, text: &str) -> Vec<String> {
    let declared = declarations::read("page.toml", text).unwrap();
    let mut tx = app.db().begin().await.unwrap();
    let plan = declarations::plan(&mut tx, &declared).await.unwrap();
    declarations::apply(&mut tx, app.now(), Actor::System, &declared, &plan)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let differences = plan.steps.into_iter().flat_map(|step| step.differences);
    let fields = differences.map(|one| one.field);
    fields
        .filter(|field| field.starts_with("upstreams"))
        .collect()
}

#[tokio::test]
async fn a_file_draws_the_map_and_sets_the_rule() {
    for mut app in TestApp::each().await {
        let (_, ours) = mapped(&mut app).await;
        let lines = "[[component.upstream]]\nprovider = \"orgelpfeife\"\npart = \"Payments\"\ndegree = \"major_outage\"\n\
                     [[component.upstream]]\nprovider = \"orgelpfeife\"\ndegree = \"degraded_performance\"\nnote = \"All.\"\n";

        let first = apply(&app, &file(lines)).await;
        let second = apply(&app, &file(lines)).await;

        assert!(
            first.contains(&"upstreams.orgelpfeife / Payments.degree".to_owned()),
            "{first:?}"
        );
        assert!(
            second.is_empty(),
            "applied twice changes nothing: {second:?}"
        );
        let mut tx = app.db().snapshot().await.unwrap();
        let drawn = upstreams::of_components(&mut tx, &[ours]).await.unwrap();
        assert_eq!(drawn.len(), 2);
        let rule = upstreams::rule_of(&mut tx, app.page.id).await.unwrap();
        assert_eq!((rule.raise, rule.quotes), (upstreams::Raise::Publish, true));
        drop(tx);
        apply(&app, &file("upstream = []\n")).await;
        let mut tx = app.db().snapshot().await.unwrap();
        let drawn = upstreams::of_components(&mut tx, &[ours]).await.unwrap();
        assert!(drawn.is_empty(), "what is stated as nothing is taken away");
        for wrong in [
            "[[component.upstream]]\nprovider = \"orgelpfeife\"\ndegree = \"awful\"\n",
            "[[component.upstream]]\nprovider = \"orgelpfeife\"\npart = \"a\"\nregion = \"b\"\ndegree = \"major_outage\"\n",
        ] {
            assert!(
                declarations::read("page.toml", &file(wrong)).is_err(),
                "{wrong}"
            );
        }
    }
}
