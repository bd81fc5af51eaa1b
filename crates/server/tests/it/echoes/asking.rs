//! The way in from a provider's page, the form, and what one hears.

use axum::http::StatusCode;
use beffroi::subscribers::{self, Parts, State};
use beffroi_domain::SubscriptionId;

use super::World;
use crate::{
    subscribers::{letters, load, newest},
    support::TestApp,
};

pub async fn address_of(app: &TestApp, id: SubscriptionId) -> String {
    let mut tx = app.db().snapshot().await.unwrap();
    let bell = subscribers::find_bell(&mut tx, app.page.id).await.unwrap();
    format!("/fr/subscriptions/{}", bell.unwrap().token(id))
}

async fn each() -> Vec<World> {
    let mut all = World::each().await;
    for world in &mut all {
        world
            .app
            .set("[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\n");
    }
    all
}

#[tokio::test]
async fn from_a_providers_page_one_asks_for_it_alone_and_says_yes() {
    for world in each().await {
        let app = &world.app;
        let page = app.get("/fr/providers/orgelpfeife").await;
        let ways = page.attributes("main a.onward-link", "href");
        let way = "/fr/subscribe?provider=orgelpfeife";
        assert!(ways.contains(&way.to_owned()), "{ways:?}");
        let choose = app.get(way).await;
        assert!(choose.text(".told .lead").contains("Orgelpfeife"));
        let form = "/fr/subscribe/email?provider=orgelpfeife";
        assert!(
            choose
                .attributes(".told-choices a", "href")
                .contains(&form.to_owned())
        );
        let asked = app.get(form).await;
        assert_eq!(
            asked.attributes("#provider-orgelpfeife", "checked").len(),
            1
        );
        assert_eq!(asked.attributes("#only-providers", "checked").len(), 1);
        assert_eq!(asked.attributes("details.told-fold", "open").len(), 1);
        let plain = app.get("/fr/subscribe/email").await;
        assert!(
            plain
                .attributes("#provider-orgelpfeife", "checked")
                .is_empty()
        );
        assert_eq!(plain.attributes("#provider-orgelpfeife", "value").len(), 1);

        let fields = [
            ("address", "ann@example.com"),
            ("locale", "it"),
            ("kind", "incidents"),
            ("provider", "orgelpfeife"),
            ("only", "providers"),
        ];
        let sent = app.fill("", form, &fields).await;

        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(letters(app).await.len(), 1);
        let one = newest(app).await.unwrap();
        assert_eq!(one.state, State::Asked, "it has to say yes");
        assert_eq!(one.wishes.providers, [world.provider.id].into());
        assert!(one.wishes.is_of_providers_alone());
        let address = address_of(app, one.id).await;
        assert_eq!(
            app.fill("", &address, &[("deed", "confirm")]).await.status,
            200
        );
        let fields = [("deed", "change"), ("locale", "fr"), ("kind", "incidents")];
        assert_eq!(app.fill("", &address, &fields).await.status, 200);
        let changed = load(app, one.id).await.unwrap().wishes;
        assert!(changed.providers.is_empty() && changed.parts == Parts::Whole);
    }
}

#[tokio::test]
async fn who_wants_only_providers_chooses_one_and_a_page_without_any_does_not_ask() {
    for world in each().await {
        let app = &world.app;
        let fields = [
            ("address", "ann@example.com"),
            ("locale", "fr"),
            ("kind", "incidents"),
            ("only", "providers"),
        ];

        let wrong = app.fill("", "/fr/subscribe/email", &fields).await;

        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.attributes(".wrongs a", "href"), ["#providers"]);
        assert_eq!(wrong.texts("#providers-wrong").len(), 1);
        assert!(newest(app).await.is_none());
        let (now, actor) = (app.now(), beffroi_domain::Actor::System);
        let mut tx = app.db().begin().await.unwrap();
        let (id, page) = (world.provider.id, app.page.id);
        beffroi::providers::hide(&mut tx, now, actor, id, page)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let plain = app.get("/fr/subscribe/email?provider=orgelpfeife").await;
        assert!(plain.texts("#providers").is_empty());
        let mut stranger = crate::subscribers::mail(app, "ann@example.com");
        stranger.wishes = world.wishes("fr");
        let mut tx = app.db().begin().await.unwrap();
        let refused = subscribers::ask(&mut tx, now, crate::subscribers::SENDER, &stranger).await;
        assert!(refused.is_err(), "it is not shown there");
    }
}
