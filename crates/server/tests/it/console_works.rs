//! Maintenance, pages and services in the console: done by forms, refused with what was typed, nothing for strangers.

use axum::http::StatusCode;
use beffroi::{
    components,
    maintenances::{self, Listed, Standing},
    members::Role,
    pages::{self, Access},
};
use beffroi_domain::{ComponentId, ComponentStatus, MaintenanceStatus};

use crate::{
    console_hand::Desk,
    support::{TestApp, locale, words},
};

async fn planned(app: &TestApp) -> Vec<Standing> {
    let mut tx = app.db().snapshot().await.unwrap();
    maintenances::list_of_page(&mut tx, app.page.id, Listed::ToCome)
        .await
        .unwrap()
}

fn form(component: &str) -> Vec<(&str, &str)> {
    vec![
        ("page", "test"),
        ("title-fr", "Base de données"),
        ("title-en", "Database"),
        ("components", component),
        ("scheduled_start_at-date", "2026-03-10"),
        ("scheduled_start_at-time", "22:00"),
        ("scheduled_end_at-date", "2026-03-11"),
        ("scheduled_end_at-time", "00:30"),
        ("text-fr", "Coupures brèves."),
        ("by_clock", "both"),
        ("remind_minutes", "60"),
        ("impact", "minor"),
        ("deed", "plan"),
    ]
}

#[tokio::test]
async fn a_double_click_schedules_once() {
    for app in TestApp::each().await {
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;
        let api = app.component("API").await.to_string();
        let mut fields = form(&api);
        fields.push(("key", "01a202fe-2ea3-72f4-8f7f-e4f8993c0916"));

        let first = anna.post("/console/maintenances/new", &fields).await;
        let second = anna.post("/console/maintenances/new", &fields).await;

        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        assert_eq!(first.header("location"), second.header("location"));
        assert_eq!(
            (planned(&app).await.len(), app.claimed().await.len()),
            (1, 1)
        );
    }
}

#[tokio::test]
async fn maintenance_is_scheduled_begun_and_completed_by_forms_and_told_once_each() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;
        let ask = anna.get("/console/maintenances/new").await;
        let answer = anna
            .post("/console/maintenances/new", &form(&api.to_string()))
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let place = answer.header("location").split('?').next().unwrap();
        let work = planned(&app).await.remove(0).maintenance;

        let screen = anna.get(answer.header("location")).await;
        let begun = anna.post(place, &[("deed", "begin")]).await;
        let again = anna
            .post(place, &[("deed", "begin"), ("text-en", "Mine")])
            .await;
        let over = anna
            .post(place, &[("deed", "complete"), ("text-en", "All done.")])
            .await;

        assert_eq!(ask.attributes("input[name^=title-]", "name").len(), 3);
        assert_eq!(
            work.planned().from.to_string(),
            "2026-03-10T21:00:00Z",
            "on the clocks of the page"
        );
        assert_eq!(
            (work.by_clock.as_str(), work.remind_minutes),
            ("both", Some(60))
        );
        assert_eq!(screen.text(".done"), "It is scheduled.");
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(
            again
                .text(".wrongs")
                .contains("Somebody has done that already")
        );
        assert_eq!(again.text("textarea[name=text-en]"), "Mine");
        assert_eq!(over.status, StatusCode::SEE_OTHER);
        assert!(planned(&app).await.is_empty());
        assert_eq!(app.claimed().await.len(), 3);
    }
}

#[tokio::test]
async fn what_overlaps_is_told_at_the_first_press_and_done_at_the_second() {
    for app in TestApp::each().await {
        let api = app.component("API").await.to_string();
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;
        anna.post("/console/maintenances/new", &form(&api)).await;

        let warned = anna.post("/console/maintenances/new", &form(&api)).await;
        let before = planned(&app).await.len();
        let mut despite = form(&api);
        despite.push(("despite", "yes"));
        let done = anna.post("/console/maintenances/new", &despite).await;

        assert_eq!(warned.status, StatusCode::CONFLICT);
        assert!(
            warned.text(".moved").contains("“Database”"),
            "{}",
            warned.body
        );
        assert_eq!(warned.attributes("input[name=despite]", "value"), ["yes"]);
        assert_eq!(
            warned.attributes("input[name=title-fr]", "value"),
            ["Base de données"]
        );
        assert_eq!((before, done.status), (1, StatusCode::SEE_OTHER));
        assert_eq!(planned(&app).await.len(), 2);
        assert_eq!(app.claimed().await.len(), 2);
    }
}

#[tokio::test]
async fn work_comes_again_as_it_was_chosen_and_one_time_is_taken_out() {
    for app in TestApp::each().await {
        let api = app.component("API").await.to_string();
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;
        let mut fields = form(&api);
        fields.extend([
            ("recurrence", "nth"),
            ("until", "2026-12-31"),
            ("quiet", "yes"),
        ]);
        let shown = anna.post("/console/maintenances/new", &fields).await;
        let shown = shown.attributes("input[name=shown]", "value").remove(0);
        fields.push(("shown", &shown));
        let answer = anna.post("/console/maintenances/new", &fields).await;
        let place = answer
            .header("location")
            .split('?')
            .next()
            .unwrap()
            .to_owned();

        let screen = anna.get(&place).await;
        let abouts = screen.attributes("input[name=about]", "value");
        let only = anna
            .post(&format!("{place}/only"), &[("about", &abouts[1])])
            .await;
        let twice = anna
            .post(&format!("{place}/only"), &[("about", &abouts[1])])
            .await;

        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert!(screen.body.contains("14 Apr 2026"), "the second Tuesday");
        assert_eq!(only.status, StatusCode::SEE_OTHER, "{}", only.body);
        assert_eq!(twice.status, StatusCode::CONFLICT);
        let all = planned(&app).await;
        assert_eq!(all.len(), 2);
        let again = all.iter().find(|one| one.is_series()).unwrap();
        let rule = &again.maintenance.recurrence.as_ref().unwrap().rule;
        assert_eq!(rule.to_string(), "FREQ=MONTHLY;UNTIL=20261231;BYDAY=2TU");
        assert!(app.claimed().await.is_empty());
    }
}

#[tokio::test]
async fn what_cannot_be_comes_back_with_what_was_typed_at_its_field() {
    for app in TestApp::each().await {
        let api = app.component("API").await.to_string();
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;
        let with = |name: &'static str, value: &'static str| {
            let mut fields = form(&api);
            fields.retain(|(one, _)| *one != name);
            fields.push((name, value));
            fields
        };

        for (fields, field) in [
            (
                with("scheduled_end_at-date", "2026-03-09"),
                "scheduled_end_at-date",
            ),
            (
                with("scheduled_start_at-date", ""),
                "scheduled_start_at-date",
            ),
            (with("recurrence", "rule"), "rule"),
        ] {
            let answer = anna.post("/console/maintenances/new", &fields).await;

            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            let link = format!("#{field}");
            assert_eq!(answer.attributes(".wrongs a", "href"), [link]);
            assert_eq!(
                answer.attributes("input[name=title-en]", "value"),
                ["Database"]
            );
        }
        assert!(planned(&app).await.is_empty());
    }
}

#[tokio::test]
async fn strangers_find_nothing_and_readers_do_nothing() {
    for app in TestApp::each().await {
        let api = app.component("API").await.to_string();
        let other = app.another_page("other").await;
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;
        let answer = anna.post("/console/maintenances/new", &form(&api)).await;
        let place = answer
            .header("location")
            .split('?')
            .next()
            .unwrap()
            .to_owned();
        let stranger = Desk::on(&app, "Sam", Some(other.id), Role::Administrator).await;
        let reader = Desk::of(&app, "Rita", Role::Reader).await;

        let nobody = app.get(&place).await;
        let statuses = [
            stranger.get(&place).await.status,
            stranger.post(&place, &[("deed", "begin")]).await.status,
            stranger.post(&format!("{place}/move"), &[]).await.status,
            stranger.get("/console/pages/test").await.status,
            stranger.get("/console/pages/test/parts").await.status,
            stranger.post("/console/pages/test", &[]).await.status,
            stranger
                .post("/console/maintenances/new", &form(&api))
                .await
                .status,
        ];
        let looked = reader.get(&place).await;
        let refused = reader.post(&place, &[("deed", "begin")]).await.status;
        let settings = anna.get("/console/pages/test").await.status;

        assert_eq!(nobody.status, StatusCode::SEE_OTHER);
        assert_eq!(statuses, [StatusCode::NOT_FOUND; 7]);
        assert_eq!(looked.status, StatusCode::OK);
        assert!(looked.texts("form#step").is_empty());
        assert_eq!(refused, StatusCode::FORBIDDEN);
        assert_eq!(
            settings,
            StatusCode::FORBIDDEN,
            "a publisher sets nothing up"
        );
        let work = planned(&app).await.remove(0).maintenance;
        assert_eq!(work.status, MaintenanceStatus::Scheduled);
        app.claimed().await;
    }
}

#[tokio::test]
async fn a_page_is_made_and_changed_and_has_services_in_an_order() {
    for app in TestApp::each().await {
        let boss = Desk::of(&app, "Boss", Role::Administrator).await;
        let page = [
            ("slug", "shop"),
            ("name", "Boutique"),
            ("locales", "fr, en"),
            ("zone", "Europe/Paris"),
            ("hosts", "status.shop.example"),
            ("access", "public"),
        ];
        let made = boss.post("/console/pages/new", &page).await;
        let change = [
            ("name-fr", "La boutique"),
            ("name-en", "The shop"),
            ("locales", "en, fr"),
            ("zone", "Europe/Rome"),
            ("hosts", ""),
            ("access", "private"),
            ("approval", "yes"),
            ("reference_prefix", "SHOP-"),
        ];
        let changed = boss.post("/console/pages/shop", &change).await;
        let bad = boss
            .post(
                "/console/pages/shop",
                &[("locales", "fr"), ("zone", "Mars"), ("access", "public")],
            )
            .await;
        for name in ["A", "B"] {
            let fields = [("name-en", name), ("showcase", "yes")];
            boss.post("/console/pages/shop/parts/new", &fields).await;
        }
        let list = boss.get("/console/pages/shop/parts").await;
        let second = list.attributes(".setup-parts a", "href").remove(1);
        boss.post(&format!("{second}/move"), &[("deed", "up")])
            .await;
        let moved = boss.get("/console/pages/shop/parts").await;
        boss.post(&second, &[("deed", "delete")]).await;
        let left = boss.get("/console/pages/shop/parts").await;

        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(bad.attributes(".wrongs a", "href"), ["#zone"]);
        assert_eq!(list.texts(".setup-parts a"), ["A", "B"]);
        assert_eq!(moved.texts(".setup-parts a"), ["B", "A"]);
        assert_eq!(left.texts(".setup-parts a"), ["A"]);
        let mut tx = app.db().snapshot().await.unwrap();
        let page = pages::find_by_slug(&mut tx, "shop").await.unwrap().unwrap();
        assert_eq!(
            page.name,
            words(&[("fr", "La boutique"), ("en", "The shop")])
        );
        assert_eq!(page.locales, [locale("en"), locale("fr")]);
        assert_eq!((page.access, page.hosts.len()), (Access::Private, 0));
        let rules = beffroi::incidents::rules_of(&mut tx, page.id)
            .await
            .unwrap();
        assert!(rules.needs_approval && rules.reference_prefix.as_deref() == Some("SHOP-"));
    }
}

#[tokio::test]
async fn a_service_is_changed_in_each_language_and_goes_into_a_group() {
    for app in TestApp::each().await {
        let api: ComponentId = app.component("API").await;
        let boss = Desk::of(&app, "Boss", Role::Administrator).await;
        let group = [("name-fr", "Payer"), ("name-en", "Paying")];
        boss.post("/console/pages/test/groups/new", &group).await;
        let here = format!("/console/pages/test/parts/{api}");
        let form = boss.get(&here).await;
        let groups = form.attributes("select[name=group_id] option", "value");

        let stored = boss
            .post(
                &here,
                &[
                    ("name-fr", "Interface"),
                    ("name-en", "API"),
                    ("name-it", ""),
                    ("description-fr", "Ce que vos serveurs appellent."),
                    ("group_id", &groups[1]),
                    ("deed", "store"),
                ],
            )
            .await;
        let nameless = boss.post(&here, &[("deed", "store")]).await;

        assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.body);
        assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut tx = app.db().snapshot().await.unwrap();
        let all = components::of_page(&mut tx, app.page.id).await.unwrap();
        let one = all.iter().find(|one| one.id == api).unwrap();
        assert_eq!(one.name, words(&[("fr", "Interface"), ("en", "API")]));
        assert!(one.group.is_some() && !one.showcase);
        assert_eq!(one.status, ComponentStatus::Operational);
    }
}

#[tokio::test]
async fn a_template_is_made_changed_and_deleted() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;
        let part = format!("part-{api}");
        let here = "/console/pages/test/templates";
        let fields = [
            ("name", "Cards down"),
            ("title-fr", "Cartes refusées"),
            ("text-fr", "{{ component }} ne répond pas."),
            ("status", "identified"),
            ("impact", ""),
            (part.as_str(), "major_outage"),
        ];

        let made = anna.post(&format!("{here}/new"), &fields).await;
        let taken = anna.post(&format!("{here}/new"), &fields).await;
        let list = anna.get(here).await;
        let one = list.attributes(".home-list a", "href").remove(0);
        let form = anna.get(&one).await;
        let changed = anna
            .post(&one, &[("name", "Cards"), ("deed", "store")])
            .await;
        let gone = anna
            .post(&one, &[("name", "Cards"), ("deed", "delete")])
            .await;

        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        assert_eq!(taken.status, StatusCode::CONFLICT);
        assert_eq!(list.texts(".home-list a"), ["Cards down"]);
        let chosen = form.attributes("select[name=status] option[selected]", "value");
        assert_eq!(chosen, ["identified"]);
        assert_eq!(changed.status, StatusCode::SEE_OTHER);
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert!(anna.get(here).await.texts(".home-list a").is_empty());
    }
}
