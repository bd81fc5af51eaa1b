//! The console's screens about other providers: who may look, what is followed, set right and left, and what comes back when
//! it is refused.

use std::collections::BTreeMap;

use beffroi::{
    members::Role,
    providers::{self, Follow, Provider},
};
use beffroi_domain::{Actor, ProviderId};
use beffroi_readers::watch::Place;
use jiff::tz::TimeZone;

use crate::support::{Answer, TestApp, locale};

/// A provider that is followed, shown on the page where `is_shown`.
pub async fn followed(app: &TestApp, slug: &str, is_shown: bool) -> ProviderId {
    let new = Follow {
        slug: slug.to_owned(),
        name: slug.to_uppercase(),
        sector: "acquirer".to_owned(),
        place: Place::of(&format!("https://status.{slug}.example")),
        form: Some("statuspage".to_owned()),
        locale: locale("en"),
        zone: TimeZone::UTC,
        selectors: BTreeMap::new(),
        is_empty_clear: false,
        pages: is_shown.then_some(app.page.id).into_iter().collect(),
    };
    let mut tx = app.db().begin().await.unwrap();
    let id = providers::follow(&mut tx, app.now(), Actor::System, &new).await;
    tx.commit().await.unwrap();
    id.unwrap()
}

async fn find(app: &TestApp, slug: &str) -> Option<Provider> {
    let mut tx = app.db().snapshot().await.unwrap();
    providers::find_by_slug(&mut tx, slug).await.unwrap()
}

fn leads_to(answer: &Answer) -> (u16, &str) {
    (answer.status.as_u16(), answer.header("location"))
}

#[tokio::test]
async fn a_page_is_followed_by_its_address_alone_and_stands_in_the_list() {
    for app in TestApp::each().await {
        let admin = app.member(Role::Administrator).await;
        let page = app.page.id.to_string();

        let typed = [("page", "status.acme.example"), ("pages", page.as_str())];
        let done = app.fill(&admin, "/console/follow", &typed).await;
        let list = app.look(&admin, "/console/providers").await;
        let one = app.look(&admin, "/console/providers/acme-example").await;

        assert_eq!(
            leads_to(&done),
            (303, "/console/providers/acme-example?done=followed")
        );
        assert_eq!(list.texts(".watch strong"), ["acme.example"]);
        assert_eq!(
            list.attributes(".ways [aria-current]", "href"),
            ["/console/providers"]
        );
        assert!(list.text(".watch-state").starts_with("Unknown"));
        assert!(
            list.text(".watch strong + .aside")
                .contains("shown on Test")
        );
        assert_eq!(one.text("h1"), "acme.example");
        assert_eq!(
            one.attributes(".told-facts a", "href"),
            ["https://status.acme.example"]
        );
        assert!(one.body.contains("not found out yet"));
    }
}

#[tokio::test]
async fn what_cannot_be_followed_comes_back_with_what_was_typed() {
    for app in TestApp::each().await {
        let admin = app.member(Role::Administrator).await;
        followed(&app, "acme", false).await;

        for (field, typed) in [
            ("page", [("page", "not an address"), ("name", "Acme Two")]),
            (
                "slug",
                [("page", "https://status.acme.example"), ("name", "ACME")],
            ),
            (
                "selectors",
                [("page", "https://status.b.example"), ("selectors", "entry")],
            ),
            (
                "form",
                [("page", "https://status.b.example"), ("form", "magic")],
            ),
        ] {
            let answer = app.fill(&admin, "/console/follow", &typed).await;

            assert_eq!(answer.status, 422, "{field}");
            assert_eq!(
                answer.attributes(".wrongs a", "href"),
                [format!("#{field}")]
            );
            assert_eq!(answer.attributes("#page", "value"), [typed[0].1]);
        }
        assert_eq!(
            app.look(&admin, "/console/providers")
                .await
                .texts(".watch strong")
                .len(),
            1
        );
    }
}

#[tokio::test]
async fn a_provider_is_set_right_shown_looked_at_and_left() {
    for app in TestApp::each().await {
        let admin = app.member(Role::Administrator).await;
        followed(&app, "acme", false).await;
        let (at, page) = ("/console/providers/acme", app.page.id.to_string());

        let wrong = [("name", ""), ("page", "https://status.acme.example")];
        let refused = app.fill(&admin, &format!("{at}/settle"), &wrong).await;
        let right = [
            ("name", "Acme Pay"),
            ("page", "https://status.pay.example"),
            ("selectors", "entry: .incident"),
            ("empty", "on"),
        ];
        let settled = app.fill(&admin, &format!("{at}/settle"), &right).await;
        let shown = app
            .fill(&admin, &format!("{at}/pages"), &[("pages", page.as_str())])
            .await;
        let one = app.look(&admin, at).await;
        let hidden = app.fill(&admin, &format!("{at}/pages"), &[]).await;
        let looked = app.fill(&admin, &format!("{at}/look"), &[]).await;
        let asked = app.look(&admin, &format!("{at}/leave")).await;
        let still = find(&app, "acme").await.unwrap().left_at;
        let left = app.fill(&admin, &format!("{at}/leave"), &[]).await;

        assert_eq!(refused.status, 422);
        assert_eq!(refused.attributes(".wrongs a", "href"), ["#name"]);
        assert_eq!(
            leads_to(&settled),
            (303, "/console/providers/acme?done=settled")
        );
        assert_eq!(one.text("h1"), "Acme Pay");
        assert!(one.body.contains("shown on Test"), "where it is shown");
        assert_eq!(
            (shown.status, hidden.status, looked.status),
            (
                303.try_into().unwrap(),
                303.try_into().unwrap(),
                303.try_into().unwrap()
            )
        );
        assert_eq!(asked.text("h1"), "Stop following Acme Pay?");
        assert_eq!(still, None, "asking does nothing");
        assert_eq!(leads_to(&left), (303, "/console/providers?done=left"));
        let known = find(&app, "acme").await.unwrap();
        assert!(known.left_at.is_some() && known.is_empty_clear);
        assert_eq!(
            known.selectors.get("entry").map(String::as_str),
            Some(".incident")
        );
        let list = app.look(&admin, "/console/providers?done=left").await;
        assert_eq!(list.texts("section .watch strong"), ["Acme Pay"]);
    }
}

#[tokio::test]
async fn readers_look_and_change_nothing_and_strangers_see_nothing() {
    for app in TestApp::each().await {
        followed(&app, "acme", true).await;
        let reader = app.member(Role::Reader).await;
        let other = app.another_page("other").await;
        let elsewhere = app.signed_in_on(Some(&other), Role::Administrator).await.1;
        let at = "/console/providers/acme";

        for (who, cookie) in [("a reader", &reader), ("another page's", &elsewhere)] {
            let seen = app.look(cookie, at).await;
            assert_eq!(seen.status, 200, "{who}");
            assert!(seen.texts(".watch-deeds").is_empty(), "{who}");
            for deed in ["settle", "look", "leave"] {
                let answer = app
                    .fill(cookie, &format!("{at}/{deed}"), &[("name", "X")])
                    .await;
                assert_eq!(answer.status, 403, "{who} {deed}");
            }
        }
        assert_eq!(app.look(&reader, "/console/follow").await.status, 403);
        let typed = [("page", "https://status.b.example"), ("pages", "")];
        assert_eq!(
            app.fill(&reader, "/console/follow", &typed).await.status,
            403
        );
        app.fill(&elsewhere, &format!("{at}/pages"), &[]).await;
        let mut tx = app.db().snapshot().await.unwrap();
        let known = providers::find_by_slug(&mut tx, "acme")
            .await
            .unwrap()
            .unwrap();
        let pages = providers::pages_of(&mut tx, known.id).await.unwrap();
        assert_eq!(pages, [app.page.id], "their page is none of the others'");
        assert_eq!(
            app.look("", "/console/providers").await.status,
            303,
            "to the sign-in"
        );
        assert_eq!(
            app.look(&reader, "/console/providers/nobody").await.status,
            404
        );
    }
}

#[tokio::test]
async fn one_of_the_catalogue_is_found_chosen_and_followed() {
    for app in TestApp::each().await {
        let admin = app.member(Role::Administrator).await;

        let found = app.look(&admin, "/console/follow?q=stripe").await;
        let way = found
            .attributes("#catalogue-section .watch a", "href")
            .remove(0);
        let form = app.look(&admin, &way).await;
        let value = |name: &str| {
            form.attributes(&format!("#follow [name={name}]"), "value")
                .remove(0)
        };
        let typed = ["from", "page", "name", "slug"].map(|name| (name, value(name)));
        let typed: Vec<(&str, &str)> = typed
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let done = app.fill(&admin, "/console/follow", &typed).await;

        assert_eq!(done.status, 303, "{}", done.body);
        let known = find(&app, &value("slug")).await.unwrap();
        assert_eq!(known.name, value("name"));
        assert_eq!(known.place.page, value("page").trim_end_matches('/'));
        assert!(!known.sector.is_empty(), "as the catalogue says");
        assert!(
            app.look(&admin, "/console/follow")
                .await
                .texts("#catalogue-section li")
                .is_empty()
        );
        let asked = [("deed", "find"), ("page", "no address")];
        let asked = app.fill(&admin, "/console/follow", &asked).await;
        assert_eq!(asked.status, 422, "nobody is asked at what is no address");
        assert_eq!(asked.attributes(".wrongs a", "href"), ["#page"]);
    }
}
