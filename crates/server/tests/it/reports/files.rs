//! Files that come with reports: kept by what they are, without what they tell, for a while; and told of where they are not.

use std::{fs, path::PathBuf};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use beffroi::{
    ground::{Error, files::Place},
    reports::{self, DeskRules, Fate, File, Kept, Received, Sent, Source, Why},
};
use beffroi_domain::{Actor, ReportId};
use beffroi_readers::files::Kind;
use jiff::SignedDuration;

use super::{
    by_mail::{heard, mail, received},
    case, desks, letters, one_letter, opened, opens_desk, says,
};
use crate::{ledger::does, support::TestApp};

/// A picture that tells who made it with what.
pub fn picture() -> Vec<u8> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../readers/tests/files/telling.png"
    );
    fs::read(path).unwrap()
}

pub fn sent(name: &str, bytes: &[u8]) -> Sent {
    Sent {
        name: name.to_owned(),
        bytes: Ok(bytes.to_vec()),
    }
}

/// Brings files and keeps them with the report itself.
pub async fn kept(app: &TestApp, report: ReportId, all: Vec<Sent>) -> Vec<File> {
    let store = app.app.settings.store();
    let brought = reports::bring(app.db(), &store, app.now(), all).await;
    let brought = brought.unwrap();
    does(app, async |tx| {
        reports::keep(tx, app.now(), (report, None), &brought).await
    })
    .await
    .unwrap();
    files(app, report).await
}

pub async fn files(app: &TestApp, report: ReportId) -> Vec<File> {
    let mut tx = app.db().snapshot().await.unwrap();
    reports::files_of(&mut tx, report).await.unwrap()
}

/// Takes one out as somebody of the team.
pub async fn taken_out(app: &TestApp, report: ReportId, file: &File) -> Option<(String, Vec<u8>)> {
    let found = does(app, async |tx| {
        reports::open_file(tx, app.now(), Actor::System, (report, file.id)).await
    })
    .await;
    let file = match found {
        Ok(file) => file,
        Err(Error::NotFound) => return None,
        Err(error) => panic!("{error}"),
    };
    let bytes = app.app.settings.store().get(app.now(), &file.place).await;
    Some((file.name, bytes.unwrap().unwrap()))
}

fn kept_as(file: &File) -> Kept {
    match file.fate {
        Fate::Kept(kept) => kept,
        other => panic!("{other:?}"),
    }
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// Whatever lies in the folder of files.
fn on_disk(app: &TestApp) -> Vec<PathBuf> {
    let folder = app.app.settings.files.folder.clone().unwrap();
    let mut all = Vec::new();
    for inner in fs::read_dir(folder).into_iter().flatten() {
        let inner = fs::read_dir(inner.unwrap().path()).unwrap();
        all.extend(inner.map(|one| one.unwrap().path()));
    }
    all
}

#[tokio::test]
async fn a_file_is_what_its_bytes_are_and_loses_what_it_tells() {
    for app in desks().await {
        let (id, _) = opened(&app, &says(&app, "Rien ne passe")).await;
        letters(&app).await;

        let page = b"<!DOCTYPE html><script>alert(1)</script>";
        let log = b"10:41 refused 4242 4242 4242 4242 code 05\n";
        let all = kept(
            &app,
            id,
            vec![
                sent("screen.pdf", &picture()),
                sent("screen.png", page),
                sent("4242 4242 4242 4242.html", log),
                sent("run.exe", b"MZ\x90\0\x03\0\0\0\x04\0"),
                sent("empty.txt", b""),
            ],
        )
        .await;

        let by = |name: &str| all.iter().find(|file| file.name.contains(name)).unwrap();
        assert_eq!(all.len(), 5);
        let screen = by("screen.pdf");
        assert_eq!(kept_as(screen).kind, Kind::Png);
        assert_eq!(
            kept_as(screen).until,
            app.now() + SignedDuration::from_hours(30 * 24)
        );
        let (name, bytes) = taken_out(&app, id, screen).await.unwrap();
        assert_eq!(name, "screen.pdf.png");
        assert!(has(&picture(), b"Secret") && !has(&bytes, b"Secret"));
        assert!(i64::try_from(bytes.len()).unwrap() == kept_as(screen).bytes);
        for (name, why) in [
            ("screen.png", Why::Kind),
            ("run.exe", Why::Kind),
            ("empty.txt", Why::Empty),
        ] {
            assert_eq!(by(name).fate, Fate::Unkept(why), "{name}");
            assert!(taken_out(&app, id, by(name)).await.is_none());
        }
        let text = by(".html");
        assert!(!text.name.contains("4242 4242 4242"), "{}", text.name);
        let (name, bytes) = taken_out(&app, id, text).await.unwrap();
        assert!(name.ends_with(".html.txt"), "{name}");
        assert!(has(&bytes, b"refused") && !has(&bytes, b"4242 4242 4242"));
        assert!(kept_as(text).is_masked && case(&app, id).await.is_masked);
        assert_eq!(on_disk(&app).len(), 2);
        for path in on_disk(&app) {
            assert!(!has(&fs::read(path).unwrap(), b"4242 4242 4242"));
        }
    }
}

#[tokio::test]
async fn five_files_of_ten_mebibytes_come_with_a_word_and_forty_with_a_case() {
    for app in desks().await {
        let (id, _) = opened(&app, &says(&app, "Rien ne passe")).await;
        letters(&app).await;
        let largest = vec![b'a'; reports::MOST_BYTES];
        let mut all = vec![
            sent("fits.txt", &largest),
            sent("large.txt", &[&largest[..], b"a"].concat()),
        ];
        all.extend((0..5).map(|number| sent(&format!("{number}.txt"), b"log")));

        let files = kept(&app, id, all).await;

        let fate = |name: &str| files.iter().find(|file| file.name == name).unwrap().fate;
        assert!(matches!(fate("fits.txt"), Fate::Kept(_)));
        assert_eq!(fate("large.txt"), Fate::Unkept(Why::Large));
        assert!(matches!(fate("2.txt"), Fate::Kept(_)));
        assert_eq!(fate("3.txt"), Fate::Unkept(Why::Many), "the sixth");
        assert_eq!(fate("4.txt"), Fate::Unkept(Why::Many));
        for _ in 0..8 {
            let five = (0..5).map(|number| sent(&format!("n{number}"), b"log"));
            kept(&app, id, five.collect()).await;
        }
        let files = self::files(&app, id).await;
        let kept = files.iter().filter(|one| matches!(one.fate, Fate::Kept(_)));
        assert_eq!(kept.count(), 40);
    }
}

#[tokio::test]
async fn a_file_goes_when_its_time_is_over_and_so_do_its_bytes() {
    for app in desks().await {
        opens_desk(
            &app,
            DeskRules {
                is_open: true,
                keep_files_days: 7,
                ..DeskRules::default()
            },
        )
        .await;
        let (id, _) = opened(&app, &says(&app, "Rien ne passe")).await;
        letters(&app).await;
        let file = kept(&app, id, vec![sent("a.log", b"refused")])
            .await
            .remove(0);
        let store = app.app.settings.store();
        let after = |minutes: i64| app.now() + SignedDuration::from_mins(7 * 24 * 60 + minutes);

        let early = reports::sweep(app.db(), &store, after(-1)).await.unwrap();
        assert_eq!((early, on_disk(&app).len()), (0, 1));
        let gone = reports::sweep(app.db(), &store, after(0)).await.unwrap();

        assert_eq!((gone, on_disk(&app).len()), (1, 0));
        assert_eq!(files(&app, id).await[0].fate, Fate::Gone(after(0)));
        assert!(taken_out(&app, id, &file).await.is_none());
        let again = reports::sweep(app.db(), &store, after(1)).await.unwrap();
        assert_eq!(again, 0);
    }
}

#[tokio::test]
async fn bytes_that_belong_to_nothing_go_and_those_of_a_forgotten_case_too() {
    for app in desks().await {
        let (id, _) = opened(&app, &says(&app, "Rien ne passe")).await;
        letters(&app).await;
        let store = app.app.settings.store();
        kept(&app, id, vec![sent("a.log", b"refused")]).await;
        // Brought, and whoever brought it never came to the end.
        reports::bring(app.db(), &store, app.now(), vec![sent("b.log", b"left")])
            .await
            .unwrap();
        assert_eq!(on_disk(&app).len(), 2);

        let soon = app.now() + SignedDuration::from_mins(59);
        reports::sweep(app.db(), &store, soon).await.unwrap();
        assert_eq!(on_disk(&app).len(), 2, "it may be under way still");
        let later = app.now() + SignedDuration::from_mins(61);
        reports::sweep(app.db(), &store, later).await.unwrap();
        assert_eq!(on_disk(&app).len(), 1);

        let years = app.now() + SignedDuration::from_hours(24 * 1_000);
        does(&app, async |tx| {
            reports::close(tx, app.now(), Actor::System, id).await?;
            reports::forget(tx, years).await
        })
        .await
        .unwrap();
        letters(&app).await;
        reports::sweep(app.db(), &store, years).await.unwrap();
        assert_eq!(on_disk(&app).len(), 0);
    }
}

#[tokio::test]
async fn a_file_that_was_changed_on_disk_is_not_handed_out() {
    let app = TestApp::start().await;
    let store = app.app.settings.store();
    let place = Place::of(app.now(), b"bytes");
    store
        .put(app.now(), &place, b"bytes".to_vec())
        .await
        .unwrap();

    fs::write(&on_disk(&app)[0], b"other").unwrap();

    assert!(store.get(app.now(), &place).await.is_err());
}

/// A mail with a picture, a page of the web and what somebody wrote.
fn with_files(to: &str, id: &str, text: &str) -> String {
    let picture = STANDARD.encode(picture());
    let body = format!(
        "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n\
         --b\r\nContent-Type: image/png; name=\"screen.png\"\r\nContent-Disposition: attachment; filename=\"screen.png\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{picture}\r\n\
         --b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=\"page.png\"\r\n\r\n\
         <!DOCTYPE html><p>no</p>\r\n--b--\r\n"
    );
    let plain = "Content-Type: text/plain; charset=utf-8\r\n";
    let mixed = "Content-Type: multipart/mixed; boundary=\"b\"\r\n";
    mail(to, id, "", &body).replacen(plain, mixed, 1)
}

#[tokio::test]
async fn what_comes_with_a_mail_is_kept_by_the_same_rules_and_once() {
    for app in desks().await {
        let (id, _) = opened(&app, &says(&app, "Rien ne passe")).await;
        let to = one_letter(&app).await.thread.unwrap().reply_to;

        let first = with_files(&to, "1", "Voici.");
        assert_eq!(received(&app, &first).await, Received::Heard);
        assert_eq!(received(&app, &first).await, Received::Again);

        let all = files(&app, id).await;
        let entry = case(&app, id).await.entries[0].id;
        assert!(all.iter().all(|file| file.entry == Some(entry)));
        let fates: Vec<_> = all
            .iter()
            .map(|file| (file.name.as_str(), file.fate))
            .collect();
        let is_kept = |fate: Fate| matches!(fate, Fate::Kept(kept) if kept.kind == Kind::Png);
        assert_eq!(fates.len(), 2, "once: {fates:?}");
        assert!(
            fates
                .iter()
                .any(|(name, fate)| *name == "screen.png" && is_kept(*fate))
        );
        assert!(fates.contains(&("page.png", Fate::Unkept(Why::Kind))));
        assert_eq!(
            on_disk(&app).len(),
            1,
            "the second time nothing was brought"
        );

        let wordless = with_files(&to, "2", "");
        assert_eq!(received(&app, &wordless).await, Received::Heard);
        assert_eq!(
            heard(&app, id).await,
            ["Voici.", "(Des fichiers, sans texte.)"]
        );
        letters(&app).await;
    }
}

#[tokio::test]
async fn a_mail_that_opens_a_case_brings_its_files_and_one_that_is_passed_over_none() {
    for app in desks().await {
        let first = with_files(super::MAILBOX, "1", "Le paiement est refusé.");
        assert_eq!(received(&app, &first).await, Received::Opened);
        let mut tx = app.db().snapshot().await.unwrap();
        let all = reports::of_page(&mut tx, app.page.id, true, 10).await;
        let report = all.unwrap().remove(0);
        drop(tx);
        assert_eq!(report.source, Source::Mail);
        assert_eq!(files(&app, report.id).await.len(), 2);
        assert_eq!(on_disk(&app).len(), 1);

        let absent = with_files(super::MAILBOX, "2", "Absent").replacen(
            "Message-ID",
            "Auto-Submitted: auto-replied\r\nMessage-ID",
            1,
        );
        assert_eq!(received(&app, &absent).await, Received::Automatic);
        assert_eq!(on_disk(&app).len(), 1);
        letters(&app).await;
    }
}
