//! The help centre: what ships, what a page writes, when readers see it, what is found in it, and how answers in time are told.

mod answers;
mod desk;

use beffroi::{
    articles::{self, Article, ArticleOrigin, NewArticle},
    ground::{Error, Result, Tx},
    reports::DeskRules,
};
use beffroi_domain::{Actor, LocalizedText};
use uuid::Uuid;

use crate::{
    reports::opens_desk,
    support::{TestApp, locale, words},
};

const WRITER: Actor = Actor::Member(Uuid::from_u128(7));

/// Does a deed, and keeps what it did where it was not refused.
async fn does<T>(app: &TestApp, deed: impl AsyncFnOnce(&mut Tx) -> Result<T>) -> Result<T> {
    let mut tx = app.db().begin().await.unwrap();
    let done = deed(&mut tx).await;
    if done.is_ok() {
        tx.commit().await.unwrap();
    }
    done
}

fn refunds(app: &TestApp) -> NewArticle {
    NewArticle {
        page: app.page.id,
        slug: "refunds".to_owned(),
        title: words(&[
            ("fr", "Réclamations et remboursements"),
            ("en", "Claims and refunds"),
            ("it", "Reclami e rimborsi"),
        ]),
        body: words(&[
            (
                "fr",
                "Un débit en double est remboursé sous [dix jours]({help}).",
            ),
            (
                "en",
                "A double charge is paid back within [ten days]({help}).",
            ),
            ("it", "Un addebito doppio si rimborsa perché è già pagato."),
        ]),
        is_new: true,
    }
}

async fn write(app: &TestApp, new: &NewArticle) -> Result<()> {
    does(app, async |tx| {
        articles::write_article(tx, app.now(), WRITER, new).await
    })
    .await
}

async fn publish(app: &TestApp, slug: &str) -> Result<()> {
    does(app, async |tx| {
        articles::publish(tx, app.now(), WRITER, &app.page, slug).await
    })
    .await
}

async fn withdraw(app: &TestApp, slug: &str) {
    does(app, async |tx| {
        articles::withdraw(tx, app.now(), WRITER, &app.page, slug).await
    })
    .await
    .unwrap();
}

async fn all(app: &TestApp) -> Vec<Article> {
    let mut tx = app.db().snapshot().await.unwrap();
    articles::articles_of(&mut tx, &app.page).await.unwrap()
}

fn why(done: Result<()>) -> (Option<&'static str>, Vec<String>) {
    match done {
        Err(Error::Refused(refusal)) => {
            let values = refusal.values.into_iter().map(|(_, value)| value);
            (refusal.key, values.collect())
        }
        other => panic!("{other:?}"),
    }
}

async fn open_desk(app: &TestApp) {
    let rules = DeskRules {
        is_open: true,
        ..DeskRules::default()
    };
    opens_desk(app, rules).await;
}

#[tokio::test]
async fn what_ships_is_read_in_each_language_and_claims_no_form_that_is_not_there() {
    for app in TestApp::each().await {
        for (tag, inform) in [
            ("en", "How we inform you"),
            ("fr", "Comment nous vous informons"),
            ("it", "Come vi informiamo"),
        ] {
            let front = app.get(&format!("/{tag}/help")).await;
            assert_eq!(front.status, 200);
            let titles = front.texts(".help-list h3");
            assert_eq!((titles.len(), titles[0].as_str()), (2, inform));
            assert_eq!(front.texts(".help-answers").len(), 0);
            let promise = app.get(&format!("/{tag}/help/what-we-promise")).await;
            assert_eq!(promise.status, 200);
            assert_eq!(
                promise.texts(".help-article h2").len(),
                2,
                "no form, no answer"
            );
            assert!(!promise.body.contains("{answer}"));
        }
        assert_eq!(app.get("/en/help/report-a-problem").await.status, 404);

        open_desk(&app).await;

        let front = app.get("/en/help").await;
        assert_eq!(front.texts(".help-list h3")[0], "How to report a problem");
        let how = app.get("/en/help/report-a-problem").await;
        let links = how.attributes(".help-article a", "href");
        assert_eq!(links, ["/en/report", "/en/help"]);
        let said = how.text(".help-article");
        assert!(said.contains("A person answers within 4 hours."), "{said}");
        let informed = app.get("/fr/help/how-we-inform").await;
        assert!(informed.text(".help-article").contains("chez Essai ne"));
        let promise = app.get("/it/help/what-we-promise").await;
        assert_eq!(promise.texts(".help-article h2").len(), 3);
        let footer = app.get("/en/").await.attributes(".bottom-links a", "href");
        assert!(footer.contains(&"/en/help".to_owned()), "{footer:?}");
    }
}

#[tokio::test]
async fn an_article_is_published_in_all_languages_of_the_page_or_not_at_all() {
    for app in TestApp::each().await {
        let mut new = refunds(&app);
        new.body.set(locale("it"), String::new());
        new.title.set(locale("en"), String::new());
        write(&app, &new).await.unwrap();
        assert_eq!(app.get("/fr/help/refunds").await.status, 404, "a draft");

        let (key, values) = why(publish(&app, "refunds").await);

        assert_eq!(key, Some("refusal-article-lacks"));
        assert_eq!(values, ["English, Italiano"]);
        let whole = NewArticle {
            is_new: false,
            ..refunds(&app)
        };
        write(&app, &whole).await.unwrap();
        publish(&app, "refunds").await.unwrap();
        let article = app.get("/it/help/refunds").await;
        assert_eq!(article.text("h1"), "Reclami e rimborsi");
        let tongues = article.attributes(".tongues a", "href");
        assert!(
            tongues.contains(&"/fr/help/refunds".to_owned()),
            "{tongues:?}"
        );
        let list = app.get("/sitemap.xml").await;
        assert!(
            list.body.contains("/it/help/refunds</loc>"),
            "{}",
            list.body
        );
        let (key, values) = why(write(
            &app,
            &NewArticle {
                is_new: false,
                ..new
            },
        )
        .await);
        assert_eq!((key, values.len()), (Some("refusal-article-lacks"), 1));
        assert_eq!(app.get("/it/help/refunds").await.status, 200, "it stays");
        let deeds: Vec<(String,)> = {
            let mut tx = app.db().snapshot().await.unwrap();
            let sql = "SELECT action FROM audit WHERE action LIKE 'article.%' ORDER BY action";
            tx.list(sql, vec![]).await.unwrap()
        };
        let deeds: Vec<&str> = deeds.iter().map(|(deed,)| deed.as_str()).collect();
        assert_eq!(deeds, ["article.publish", "article.write", "article.write"]);
    }
}

#[tokio::test]
async fn what_is_withdrawn_is_gone_with_the_ways_to_it_and_comes_back() {
    for app in TestApp::each().await {
        withdraw(&app, "how-we-inform").await;
        assert_eq!(app.get("/fr/help/how-we-inform").await.status, 404);
        assert_eq!(app.get("/fr/help").await.texts(".help-list h3").len(), 1);

        withdraw(&app, "what-we-promise").await;

        assert_eq!(app.get("/fr/help").await.status, 404);
        let home = app.get("/fr/").await;
        assert!(
            !home
                .attributes("a", "href")
                .contains(&"/fr/help".to_owned())
        );
        assert!(!app.get("/sitemap.xml").await.body.contains("/help"));
        assert_eq!(app.get("/fr/help/nothing").await.status, 404);
        publish(&app, "how-we-inform").await.unwrap();
        assert_eq!(app.get("/fr/help/how-we-inform").await.status, 200);
    }
}

#[tokio::test]
async fn words_are_found_folded_in_each_language_and_nothing_says_what_to_do() {
    for app in TestApp::each().await {
        write(&app, &refunds(&app)).await.unwrap();
        publish(&app, "refunds").await.unwrap();
        let found = async |tag: &str, typed: &str| {
            let page = app.get(&format!("/{tag}/help?q={typed}")).await;
            assert_eq!(page.status, 200, "{typed}");
            (page.texts(".help-list h3"), page.texts(".help-list mark"))
        };

        let french = found("fr", "RECLAM").await;
        let inside = found("fr", "debit+rembourse").await;
        let italian = found("it", "perche+gia").await;
        let english = found("en", "double").await;

        assert_eq!(french.0, ["Réclamations et remboursements"]);
        assert_eq!(french.1, ["Réclamations"]);
        assert_eq!(inside.1, ["remboursements", "débit", "remboursé"]);
        assert_eq!(italian.0, ["Reclami e rimborsi"]);
        assert_eq!(english.0, ["Claims and refunds"]);
        assert_eq!(found("en", "rembourse").await.0, Vec::<String>::new());
        for hostile in crate::search::HOSTILE {
            found("fr", hostile).await;
        }
        let nothing = app.get("/en/help?q=zebra").await;
        assert!(nothing.text(".found").contains("“zebra”"));
        assert!(
            !nothing
                .attributes("main a", "href")
                .contains(&"/en/report".to_owned())
        );
        open_desk(&app).await;
        let nothing = app.get("/en/help?q=zebra").await;
        let ways = nothing.attributes("main a", "href");
        assert_eq!(ways, ["/en/report", "/en/search?q=zebra", "/en/help"]);
        let tongues = nothing.attributes(".tongues a", "href");
        assert!(
            tongues.contains(&"/it/help?q=zebra".to_owned()),
            "{tongues:?}"
        );
    }
}

#[tokio::test]
async fn what_is_written_as_html_or_leads_into_a_script_stays_words() {
    let bad = "<script>alert(1)</script>\n\n[press](javascript:alert(1)) <img src=x onerror=y>\n\n[good](https://a.example/)";
    for app in TestApp::each().await {
        let body: LocalizedText = ["fr", "en", "it"]
            .map(|tag| (locale(tag), bad.to_owned()))
            .into_iter()
            .collect();
        let new = NewArticle {
            body,
            ..refunds(&app)
        };
        write(&app, &new).await.unwrap();
        publish(&app, "refunds").await.unwrap();

        let article = app.get("/en/help/refunds").await;

        assert_eq!(article.texts(".help-article script").len(), 0);
        assert_eq!(article.texts(".help-article img").len(), 0);
        let links = article.attributes(".help-article a", "href");
        assert_eq!(links, ["https://a.example/"]);
        assert!(
            !article.body.contains("javascript:alert"),
            "{}",
            article.body
        );
    }
}

#[tokio::test]
async fn what_ships_is_changed_ordered_and_taken_back() {
    for app in TestApp::each().await {
        let ships = all(&app).await;
        assert!(ships.iter().all(|one| one.lacks(&app.page).is_empty()));
        let mut new = refunds(&app);
        new.slug = "what-we-promise".to_owned();
        let (key, _) = why(write(&app, &new).await);
        assert_eq!(key, Some("refusal-article-taken"));
        new.is_new = false;

        write(&app, &new).await.unwrap();
        does(&app, async |tx| {
            let order = ["what-we-promise", "report-a-problem", "how-we-inform"];
            articles::order(tx, app.now(), WRITER, &app.page, &order).await
        })
        .await
        .unwrap();

        let changed = all(&app).await;
        assert_eq!(changed[0].origin, ArticleOrigin::Changed);
        assert_eq!(changed[0].title, new.title);
        let front = app.get("/en/help").await;
        let titles = front.texts(".help-list h3");
        assert_eq!(titles, ["Claims and refunds", "How we inform you"]);
        does(&app, async |tx| {
            articles::remove(tx, app.now(), WRITER, &app.page, "what-we-promise").await
        })
        .await
        .unwrap();
        let mut back = all(&app).await;
        back.sort_by(|one, other| one.slug.cmp(&other.slug));
        let mut first = ships;
        first.sort_by(|one, other| one.slug.cmp(&other.slug));
        assert_eq!(back, first);
    }
}

#[tokio::test]
async fn what_cannot_stand_in_an_address_or_is_of_another_language_is_refused() {
    for app in TestApp::each().await {
        let with = |change: fn(&mut NewArticle)| {
            let mut new = refunds(&app);
            change(&mut new);
            new
        };
        for (new, expected) in [
            (
                with(|new| new.slug = "Über uns".to_owned()),
                "refusal-article-slug",
            ),
            (with(|new| new.slug = String::new()), "refusal-article-slug"),
            (
                with(|new| new.title = LocalizedText::new()),
                "refusal-article-title",
            ),
            (
                with(|new| new.body.set(locale("de"), "Nein".to_owned())),
                "refusal-locale-not-spoken",
            ),
            (
                with(|new| new.body.set(locale("fr"), "é".repeat(20_001))),
                "refusal-article-long",
            ),
        ] {
            let (key, _) = why(write(&app, &new).await);
            assert_eq!(key, Some(expected));
        }
        assert!(matches!(
            publish(&app, "refunds").await,
            Err(Error::NotFound)
        ));
    }
}
