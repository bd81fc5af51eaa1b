//! By mail, into a relay of other people's making, read back by another's parser.

use beffroi_channels::Channel;
use beffroi_domain::ComponentStatus;
use mail_parser::MessageParser;

use super::{fanout, hears, late, opens};
use crate::{
    mail::{post, relay::Relay, settings},
    support::TestApp,
};

#[tokio::test]
async fn everyone_is_told_once_in_their_language() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    for app in TestApp::each().await {
        let api = app.component("API").await;
        for language in ["fr", "en", "it"] {
            hears(
                &app,
                Channel::Email,
                &format!("{language}@example.org"),
                language,
            )
            .await;
        }
        opens(&app, &[(api, ComponentStatus::PartialOutage)]).await;
        let post = post(&app, settings(&relay));

        post.empty().await.unwrap();
        post.empty().await.unwrap();

        let mut mails: Vec<_> = (0..3).map(|_| relay.next()).collect();
        assert!(relay.has_nothing());
        mails.sort_by(|one, other| one.to.cmp(&other.to));
        for (mail, (to, word)) in mails.iter().zip([
            ("en@example.org", "We are looking."),
            ("fr@example.org", "Nous cherchons."),
            ("it@example.org", "Stiamo cercando."),
        ]) {
            assert_eq!(mail.to, [to]);
            let read = MessageParser::default().parse(&mail.bytes).unwrap();
            assert!(read.body_text(0).unwrap().contains(word), "{read:?}");
            assert!(read.body_html(0).unwrap().contains(word));
            let leave = read.header_raw("List-Unsubscribe");
            assert!(leave.is_none_or(|leave| leave.contains("/leave")));
        }
        let told = fanout(&app, "mail").await;
        assert_eq!(
            (told.state.as_str(), told.readers, told.handed, told.sent),
            ("over", 3, 3, 3)
        );
        assert_eq!(late(&app).await, []);
    }
}
