//! Cards: what others show of a page, as a picture and in its head.

use crate::support::{Answer, TestApp};

fn meta(page: &Answer, property: &str) -> String {
    let all = page.attributes(&format!("meta[property=\"{property}\"]"), "content");
    assert_eq!(all.len(), 1, "{property}");
    all.into_iter().next().unwrap()
}

#[tokio::test]
async fn every_page_names_its_card_absolutely_and_the_picture_is_there() {
    for app in TestApp::each().await {
        app.record(app.incident()).await;

        for (path, picture, words) in [
            ("/en/", "/en/card.png", "Everything is working."),
            ("/it/history", "/it/card.png", "Prova – stato dei servizi"),
            (
                "/en/incidents/q2kg8n613kr3",
                "/en/incidents/q2kg8n613kr3/card.png",
                "Resolved · Major impact",
            ),
        ] {
            let page = app.get(path).await;
            let drawn = app.get(picture).await;

            assert_eq!(
                meta(&page, "og:image"),
                format!("http://127.0.0.1:8080{picture}")
            );
            assert_eq!(
                meta(&page, "og:url"),
                format!("http://127.0.0.1:8080{path}")
            );
            assert_eq!(meta(&page, "og:image:alt"), words);
            assert_eq!(drawn.status, 200, "{picture}");
            assert_eq!(drawn.header("content-type"), "image/png");
            assert_eq!(drawn.header("access-control-allow-origin"), "*");
        }
        let incident = app.get("/en/incidents/q2kg8n613kr3").await;
        assert_eq!(meta(&incident, "og:title"), "Payments");
    }
}

#[tokio::test]
async fn what_is_not_there_has_no_card() {
    let app = TestApp::start().await;

    let lost = app.get("/en/nothing").await;

    assert!(lost.attributes("meta[property]", "content").is_empty());
    for path in ["/en/incidents/nope/card.png", "/de/card.png", "/card.png"] {
        assert_eq!(app.get(path).await.status, 404, "{path}");
    }
}
