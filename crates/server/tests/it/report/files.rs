//! Files with a report and with a word more: kept or told of, and never in the way of the words.

use axum::{body::Body, http::Request};
use beffroi::reports::{self, Fate, File, Report, Why};

use super::{case, count, each, one, press, solve};
use crate::{
    reports::files::picture,
    support::{Answer, TestApp},
};

const PAGE: &[u8] = b"<!DOCTYPE html><script>alert(1)</script>";

/// A form as browsers send it where it has room for files.
async fn upload(
    app: &TestApp,
    path: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &[u8])],
) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
    }
    for (name, bytes) in files {
        let head = format!(
            "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(b"--b--\r\n");
    let request = Request::post(path)
        .header("content-type", "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body));
    app.send(request.unwrap()).await
}

/// The form with what its challenge asks for.
pub(super) async fn reported(app: &TestApp, words: &str, files: &[(&str, &[u8])]) -> Answer {
    let form = app.get("/it/report").await;
    let challenge = one(&form, "input[name=challenge]");
    let figure = solve(&challenge);
    let fields = [
        ("words", words),
        ("challenge", challenge.as_str()),
        ("figure", figure.as_str()),
    ];
    upload(app, "/it/report", &fields, files).await
}

pub(super) async fn files(app: &TestApp, report: &Report) -> Vec<File> {
    let mut tx = app.db().snapshot().await.unwrap();
    reports::files_of(&mut tx, report.id).await.unwrap()
}

#[tokio::test]
async fn a_report_brings_its_files_and_its_author_reads_what_became_of_each() {
    for app in each().await {
        let form = app.get("/it/report").await;
        let kinds = form.attributes("form#report", "enctype");
        assert_eq!(kinds, ["multipart/form-data"]);
        assert!(form.text("#files-notes").contains("30 giorni"));

        let chosen = [("screen.png", &picture()[..]), ("page.png", PAGE)];
        let sent = reported(&app, "Non va.", &chosen).await;

        let report = case(&app, &sent).await;
        let fates: Vec<_> = files(&app, &report).await;
        assert!(fates.iter().any(|file| matches!(file.fate, Fate::Kept(_))));
        let unkept = Fate::Unkept(Why::Kind);
        assert!(fates.iter().any(|file| file.fate == unkept));
        let page = app.get(sent.header("location")).await;
        let told = page.texts(".case-files li").join("\n");
        assert!(told.contains("screen.png Immagine, 1 kB"), "{told}");
        assert!(told.contains("page.png Non conservato: non è"), "{told}");
        assert!(page.attributes(".case-files a", "href").is_empty());
    }
}

#[tokio::test]
async fn where_a_press_is_asked_for_files_are_asked_for_on_the_page_of_the_case() {
    for app in each().await {
        let fields = [("words", "Non va.")];
        let chosen = [("screen.png", &picture()[..])];

        let again = upload(&app, "/it/report", &fields, &chosen).await;
        assert!(again.body.contains("Potrete aggiungerli"), "{}", again.body);
        super::later(&app, 5);
        let sent = press(&app, &again).await;

        let report = case(&app, &sent).await;
        assert_eq!(report.facts.words, "Non va.");
        assert!(files(&app, &report).await.is_empty());
    }
}

#[tokio::test]
async fn a_form_that_comes_back_asks_for_its_files_once_more() {
    for app in each().await {
        let sent = reported(&app, "", &[("screen.png", &picture())]).await;

        assert_eq!(sent.status, 422);
        assert!(sent.text("#files-wrong").contains("Sceglieteli"));
        assert_eq!(count(&app).await, 0);
        let none = reported(&app, "", &[("", b"")]).await;
        assert!(none.texts("#files-wrong").is_empty(), "none was chosen");
    }
}

#[tokio::test]
async fn a_word_more_brings_files_and_files_need_no_word() {
    for app in each().await {
        let sent = reported(&app, "Non va.", &[]).await;
        let report = case(&app, &sent).await;
        let place = sent.header("location");
        let log: &[u8] = b"refused 4242 4242 4242 4242\n";

        let say = [("words", "Ecco."), ("deed", "say")];
        let first = upload(&app, place, &say, &[("a.log", log)]).await;
        let twice = upload(&app, place, &say, &[("a.log", log)]).await;
        let wordless = [("words", ""), ("deed", "say")];
        let second = upload(&app, place, &wordless, &[("b.png", &picture())]).await;
        let nothing = upload(&app, place, &wordless, &[]).await;

        assert_eq!((first.status, twice.status), (second.status, first.status));
        assert_eq!((first.status.as_u16(), nothing.status.as_u16()), (303, 422));
        let page = app.get(place).await;
        let said = page.texts(".case-thread .as-written");
        assert_eq!(said, ["Ecco.", "(File senza testo.)"]);
        let listed = page.texts(".case-thread .case-files li");
        assert_eq!(listed.len(), 2, "{listed:?}");
        assert!(listed[0].contains("a.log Testo") && listed[0].contains("illeggibile"));
        assert!(
            page.text(".told-done").contains("illeggibile"),
            "its author is told"
        );
        let entries: Vec<_> = files(&app, &report).await;
        assert!(entries.iter().all(|file| file.entry.is_some()));
    }
}

#[tokio::test]
async fn files_that_are_too_large_or_too_many_are_told_and_the_words_are_there() {
    for app in each().await {
        let large = vec![b'a'; reports::MOST_BYTES + 1];
        let mut chosen: Vec<(&str, &[u8])> = vec![("large.txt", &large)];
        chosen.extend([
            ("1", &b"x"[..]),
            ("2", b"x"),
            ("3", b"x"),
            ("4", b"x"),
            ("5", b"x"),
        ]);

        let sent = reported(&app, "Non va.", &chosen).await;

        let report = case(&app, &sent).await;
        let all = files(&app, &report).await;
        let fate = |name: &str| all.iter().find(|file| file.name == name).unwrap().fate;
        assert_eq!(fate("large.txt"), Fate::Unkept(Why::Large));
        assert!(matches!(fate("4"), Fate::Kept(_)));
        assert_eq!(fate("5"), Fate::Unkept(Why::Many));
        let page = app.get(sent.header("location")).await;
        assert!(
            page.text(".case-files").contains("supera 10 MB"),
            "{}",
            page.body
        );
    }
}
