//! Answers by mail: into their case by a sealed address or id, never by a reference alone; each once, and none that nobody wrote.

use beffroi::{
    pages,
    reports::{self, DeskRules, EntryKind, Mailbox, Received, Source, State},
};
use beffroi_domain::{Actor, ReportId};

use super::{MAILBOX, answered, case, desk, desks, letters, one_letter, opened, opens_desk, says};
use crate::{ledger::does, support::TestApp};

pub fn mail(to: &str, id: &str, more: &str, text: &str) -> String {
    format!(
        "From: Ann <ann@example.org>\r\nTo: {to}\r\nSubject: Re: votre signalement\r\nMessage-ID: <{id}@example.org>\r\n{more}\
         Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    )
}

pub async fn received(app: &TestApp, mail: &str) -> Received {
    let mut tx = app.db().snapshot().await.unwrap();
    let all = pages::list(&mut tx).await.unwrap();
    let all: Vec<_> = all.iter().map(|page| page.id).collect();
    drop(tx);
    let mailbox = Mailbox {
        pages: &all,
        answers_to: Some(MAILBOX),
        from: Some("Example <status@example.com>"),
    };
    let mut look = app.db().snapshot().await.unwrap();
    let sent = reports::files_in(&mut look, app.now(), mailbox, mail.as_bytes()).await;
    drop(look);
    let store = app.app.settings.store();
    let brought = reports::bring(app.db(), &store, app.now(), sent.unwrap()).await;
    let brought = brought.unwrap();
    does(app, async |tx| {
        reports::receive(tx, app.now(), mailbox, mail.as_bytes(), &brought).await
    })
    .await
    .unwrap()
}

pub async fn heard(app: &TestApp, id: ReportId) -> Vec<String> {
    let case = case(app, id).await;
    let theirs = case
        .entries
        .into_iter()
        .filter(|one| one.kind == EntryKind::TheySaid);
    theirs.map(|one| one.body).collect()
}

#[tokio::test]
async fn an_answer_finds_its_case_by_the_address_or_by_the_id_and_is_heard_once() {
    for app in desks().await {
        let (id, _) = opened(&app, &says(&app, "Rien ne passe")).await;
        answered(&app, id, "Depuis quand ?").await;
        let letter = letters(&app).await.pop().unwrap().1;
        let thread = letter.thread.unwrap();
        let quoted = format!(
            "Depuis midi.\r\n\r\nLe mer. 4 mars 2026 à 12:02, Pinatelle a écrit :\r\n> {}\r\n> Bonjour,",
            thread.mark
        );
        let shouting = thread.reply_to.to_uppercase();
        let references = format!("References: <{}> <x@example.com>\r\n", thread.root);

        let by_address = mail(&shouting, "1", "", &quoted);
        assert_eq!(received(&app, &by_address).await, Received::Heard);
        assert_eq!(received(&app, &by_address).await, Received::Again);
        let by_id = mail("desk@example.com", "2", &references, "Et un deuxième mot.");
        assert_eq!(received(&app, &by_id).await, Received::Heard);

        assert_eq!(
            heard(&app, id).await,
            ["Depuis midi.", "Et un deuxième mot."]
        );
        assert_eq!(
            case(&app, id).await.waits_since,
            Some(app.now()),
            "it is our turn"
        );
    }
}

#[tokio::test]
async fn a_reference_alone_or_a_seal_of_another_case_opens_nothing() {
    for app in desks().await {
        let (id, reference) = opened(&app, &says(&app, "Rien ne passe")).await;
        let (other, _) = opened(&app, &says(&app, "Autre chose")).await;
        let desk = desk(&app).await;
        let foreign = desk.mail_address(case(&app, other).await.reference, MAILBOX);
        let (_, seal) = foreign.split_once('.').unwrap();
        opens_desk(&app, DeskRules::default()).await;

        for to in [
            format!("desk+{reference}@example.com"),
            format!("desk+{}.{seal}", reference.to_string().to_lowercase()),
            foreign.replace("desk+", "someone+"),
        ] {
            let more = format!("In-Reply-To: <{reference}@example.com>\r\n");
            let outcome = received(&app, &mail(&to, "3", &more, "Donnez-moi tout")).await;
            assert_eq!(outcome, Received::Unknown, "{to}");
        }
        assert!(heard(&app, id).await.is_empty());
        assert!(heard(&app, other).await.is_empty());
    }
}

#[tokio::test]
async fn what_no_person_wrote_is_passed_over() {
    for app in desks().await {
        let (id, reference) = opened(&app, &says(&app, "Rien ne passe")).await;
        let to = desk(&app).await.mail_address(reference, MAILBOX);
        let away = mail(
            &to,
            "4",
            "Auto-Submitted: auto-replied\r\n",
            "Je suis absent",
        );
        let own = mail(&to, "5", "", "Circle").replace("ann@example.org", "status@example.com");
        let quoted = mail(&to, "6", "", "> tout\r\n> est cité");

        assert_eq!(received(&app, &away).await, Received::Automatic);
        assert_eq!(received(&app, &own).await, Received::Automatic);
        assert_eq!(received(&app, "").await, Received::Unreadable);
        assert_eq!(
            received(&app, &mail(&to, "7", "", "  ")).await,
            Received::Empty
        );
        assert!(heard(&app, id).await.is_empty());
        // What is nothing but a quotation is kept whole: better twice than lost.
        assert_eq!(received(&app, &quoted).await, Received::Heard);
    }
}

#[tokio::test]
async fn a_mail_of_its_own_opens_a_case_in_its_language_once_and_not_without_end() {
    for app in desks().await {
        let text =
            "I pagamenti non funzionano da questa mattina, il terminale rifiuta tutte le carte.";
        let new =
            mail("desk@example.com", "8", "", text).replace("Re: votre signalement", "Terminali");

        assert_eq!(received(&app, &new).await, Received::Opened);
        assert_eq!(received(&app, &new).await, Received::Again);

        let mut tx = app.db().snapshot().await.unwrap();
        let all = reports::of_page(&mut tx, app.page.id, true, 10)
            .await
            .unwrap();
        drop(tx);
        let [case] = all.as_slice() else {
            panic!("{all:?}")
        };
        assert_eq!((case.source, case.state), (Source::Mail, State::Open));
        assert!(
            case.facts.words.starts_with("Terminali\n\nI pagamenti"),
            "{}",
            case.facts.words
        );
        assert_eq!(case.locale.as_str(), "it");
        assert_eq!(one_letter(&app).await.locale.as_str(), "it");
        for number in 0..19 {
            let more = new.replace("<8@", &format!("<8-{number}@"));
            assert_eq!(received(&app, &more).await, Received::Opened);
        }
        let last = new.replace("<8@", "<8-last@");
        assert_eq!(received(&app, &last).await, Received::TooMany);
    }
}

#[tokio::test]
async fn where_no_desk_is_open_or_several_are_a_mail_is_nobodys() {
    for app in desks().await {
        let new = mail("desk@example.com", "9", "", "Nothing works here today");
        let another = app.another_page("other").await;
        let rules = DeskRules {
            is_open: true,
            ..DeskRules::default()
        };
        does(&app, async |tx| {
            reports::set_rules(tx, app.now(), Actor::System, another.id, &rules).await
        })
        .await
        .unwrap();

        assert_eq!(
            received(&app, &new).await,
            Received::Unknown,
            "two could be meant"
        );
        let named = new.replace("desk@example.com", "desk+other@example.com");
        assert_eq!(received(&app, &named).await, Received::Opened);
        let mut tx = app.db().snapshot().await.unwrap();
        let all = reports::of_page(&mut tx, another.id, true, 10)
            .await
            .unwrap();
        assert_eq!(all.len(), 1);
    }
}
