//! By mail: what is ours in the reader's language, the provider's words in its own; all of one incident is one thread.

use beffroi_channels::Channel;
use mail_parser::MessageParser;

use super::{FIRST, LAST, World};
use crate::{
    mail::{
        post,
        relay::{Received, Relay},
        settings,
    },
    providers::pages::look_later,
    subscribers::{asking, letters, told},
};

/// How it says in each language: why it is told at first and at last, and according to whom.
const SAYS: [[&str; 4]; 3] = [
    [
        "en",
        "New incident at Orgelpfeife",
        "Orgelpfeife says that it is over",
        "Investigating, according to the page of Orgelpfeife",
    ],
    [
        "fr",
        "Nouvel incident chez Orgelpfeife",
        "Orgelpfeife annonce que c’est terminé",
        "d’après la page de Orgelpfeife",
    ],
    [
        "it",
        "Nuovo incidente presso Orgelpfeife",
        "Orgelpfeife dice che è finito",
        "secondo la pagina di Orgelpfeife",
    ],
];

async fn told_by_mail(world: &World, relay: &Relay) -> Vec<Received> {
    look_later(&world.app, &world.watch, &world.provider, 3).await;
    beffroi::app::react(&world.app.app).await.unwrap();
    post(&world.app, settings(relay)).empty().await.unwrap();
    let mut mails: Vec<_> = (0..3).map(|_| relay.next()).collect();
    assert!(relay.has_nothing());
    mails.sort_by(|one, other| one.to.cmp(&other.to));
    mails
}

#[tokio::test]
async fn mails_speak_the_readers_language_around_words_that_stay_the_providers() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    for world in World::each().await {
        for [language, ..] in SAYS {
            let address = format!("{language}@example.org");
            let mut ask = asking(&world.app.page, Channel::Email, &address);
            ask.wishes = world.wishes(language);
            told(&world.app, &ask).await;
        }
        letters(&world.app).await;

        world.says(&[("i1", &[FIRST])]);
        let first = told_by_mail(&world, &relay).await;
        world.says(&[("i1", &[LAST, FIRST])]);
        let last = told_by_mail(&world, &relay).await;

        for ((first, last), [language, begins, ends, by]) in first.iter().zip(&last).zip(SAYS) {
            let parser = MessageParser::default();
            let (first, last) = (
                parser.parse(&first.bytes).unwrap(),
                parser.parse(&last.bytes).unwrap(),
            );
            let thread = |name| (first.header_raw(name), last.header_raw(name));
            let (one, other) = thread("References");
            assert!(one.is_some() && one == other, "one thread");
            assert_eq!(first.subject(), last.subject());
            assert!(
                first
                    .subject()
                    .unwrap()
                    .ends_with(" · Orgelpfeife · Payments fail")
            );
            assert_ne!(first.message_id(), last.message_id());
            let (text, html) = (first.body_text(0).unwrap(), first.body_html(0).unwrap());
            assert!(text.contains(begins) && html.contains(begins), "{text}");
            assert!(text.replace("\n", " ").contains(by), "{text}");
            assert!(text.contains("> We are looking into it."), "{text}");
            assert!(text.contains("https://stspg.example/i1"), "{text}");
            let own = format!("/{language}/providers/orgelpfeife/incidents/");
            assert!(text.contains(&own) && html.contains(&own), "{text}");
            let is_marked = html.contains("<blockquote class=\"line\" lang=\"en\"")
                && html.contains("<h1 lang=\"en\"");
            assert_eq!(is_marked, language != "en", "{html}");
            let text = last.body_text(0).unwrap();
            assert!(
                text.contains(ends) && text.contains("> It is over."),
                "{text}"
            );
            assert!(
                !text.contains("We are looking"),
                "what was told is not told again"
            );
            assert!(text.contains("/leave"), "{text}");
        }
    }
}
