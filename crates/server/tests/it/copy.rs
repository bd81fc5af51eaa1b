//! Backup, restore, migrate: what comes out is what went in, or nothing.

use std::{
    collections::BTreeSet,
    fs,
    io::{Read, Write},
    panic::AssertUnwindSafe,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use beffroi::{
    app::{self, App},
    copy::{self, Watch},
    demo,
    ground::{Db, db::DbUrl},
    incidents,
};
use beffroi_domain::Actor;
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use futures_util::FutureExt as _;
use http_body_util::BodyExt;
use tokio::runtime::Handle;
use tower::ServiceExt;

use crate::{
    schema,
    support::{TestApp, at, new_database_url},
};

const THEN: &str = "2026-03-05T00:00:00Z";

#[tokio::test]
async fn a_backup_restored_is_the_same_on_either_database() {
    for app in with_demo().await {
        let folder = tempfile::tempdir().unwrap();
        let file = backup(app.db(), &folder, "a").await;

        for url in empty_databases(&folder, "restored").await {
            let account = copy::restore(&file, &url, &mut ()).await.unwrap();

            let restored = Db::open(&url).await.unwrap();
            let again = backup(&restored, &folder, "b").await;
            assert_eq!(unpack(&file), unpack(&again), "{}", restored.kind());
            assert!(account.rows > 2000, "the demo was there: {account:?}");
            fs::remove_file(again).unwrap();
        }
    }
}

#[tokio::test]
async fn from_sqlite_to_postgres_and_back_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let app = with_demo().await.remove(0);
    let mut from = app.db().clone();
    let before = backup(&from, &folder, "before").await;
    let mut way: Vec<DbUrl> = empty_databases(&folder, "there").await;
    way.push(DbUrl::File(folder.path().join("back.db")));

    for to in way {
        copy::migrate(&from, &to, &mut ()).await.unwrap();
        from = Db::open(&to).await.unwrap();
    }

    let after = backup(&from, &folder, "after").await;
    assert_eq!(unpack(&before), unpack(&after));
}

#[tokio::test]
async fn readers_of_the_copy_see_the_same() {
    for app in with_demo().await {
        let folder = tempfile::tempdir().unwrap();
        let file = backup(app.db(), &folder, "a").await;
        let before = read(&app.app).await;

        for url in empty_databases(&folder, "restored").await {
            copy::restore(&file, &url, &mut ()).await.unwrap();

            let db = Db::open(&url).await.unwrap();
            assert_eq!(
                read(&App {
                    db,
                    ..app.app.clone()
                })
                .await,
                before
            );
        }
    }
}

/// Some of what the demo's readers read.
async fn read(app: &App) -> Vec<String> {
    let router = app::router(app);
    let mut bodies = Vec::new();
    for path in ["/en/history", "/fr/", "/it/history", "/api/v2/summary.json"] {
        let path = format!("/p/{}{path}", demo::SLUG);
        let request = Request::get(&path).body(Body::empty()).unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        bodies.push(String::from_utf8_lossy(&body).into_owned());
    }
    bodies
}

#[tokio::test]
async fn every_table_of_the_migrations_is_copied_in_the_same_form() {
    let mut told = Vec::new();
    for app in TestApp::each().await {
        let mut tx = app.db().snapshot().await.unwrap();
        let tables = tx.tables().await.unwrap();
        let names: BTreeSet<String> = tables.iter().map(|table| table.name.clone()).collect();
        assert_eq!(names, schema::tables("sqlite").into_keys().collect());
        told.push(tables);
    }
    assert!(told.windows(2).all(|pair| pair[0] == pair[1]), "{told:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_writes_meanwhile_neither_waits_nor_is_half_in_it() {
    for app in with_demo().await {
        let app = Arc::new(app);
        let folder = tempfile::tempdir().unwrap();
        let before = backup(app.db(), &folder, "before").await;
        let mut writer = Writer(Some(app.clone()));

        let meanwhile = folder.path().join("meanwhile");
        copy::backup(app.db(), at(THEN), &meanwhile, &mut writer)
            .await
            .unwrap();

        assert!(writer.0.is_none(), "it wrote");
        assert_eq!(unpack(&before), unpack(&meanwhile));
        let after = backup(app.db(), &folder, "after").await;
        assert_ne!(unpack(&before), unpack(&after));
    }
}

#[tokio::test]
async fn a_database_that_is_not_empty_is_refused_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let source = with_demo().await.remove(0);
    let file = backup(source.db(), &folder, "a").await;
    for (index, app) in TestApp::each().await.into_iter().enumerate() {
        let before = backup(app.db(), &folder, &format!("before{index}")).await;

        let restored = copy::restore(&file, &app.url, &mut ()).await;
        let migrated = copy::migrate(source.db(), &app.url, &mut ()).await;

        for error in [restored.unwrap_err(), migrated.unwrap_err()] {
            assert!(
                error.to_string().contains("is not empty: there are"),
                "{error}"
            );
        }
        let after = backup(app.db(), &folder, &format!("after{index}")).await;
        assert_eq!(unpack(&before), unpack(&after));
    }
}

#[tokio::test]
async fn tables_of_another_version_are_refused() {
    for app in TestApp::each().await {
        let folder = tempfile::tempdir().unwrap();
        let file = backup(app.db(), &folder, "a").await;
        let older = rewritten(&file, |lines| {
            lines[0] = lines[0].replacen("\"schema\":[1,", "\"schema\":[", 1);
        });
        let mut tx = app.db().begin().await.unwrap();
        tx.exec("DELETE FROM _sqlx_migrations WHERE version = 1", [])
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let of_database = copy::backup(app.db(), at(THEN), &folder.path().join("b"), &mut ()).await;
        let url = DbUrl::File(folder.path().join("new.db"));
        let of_file = copy::restore(&older, &url, &mut ()).await;

        for error in [of_database.unwrap_err(), of_file.unwrap_err()] {
            assert!(
                error.to_string().contains("has tables of version"),
                "{error}"
            );
        }
        assert_eq!(left(&folder), ["a", "changed"]);
    }
}

#[tokio::test]
async fn a_file_that_was_cut_off_or_changed_is_refused_with_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let app = with_demo().await.remove(0);
    let file = backup(app.db(), &folder, "a").await;
    let whole = fs::read(&file).unwrap();
    assert!(copy::check(&file, &mut ()).is_ok());
    let broken = folder.path().join("broken");

    for part in 0..40 {
        let place = whole.len() * part / 40;
        let mut changed = whole.clone();
        changed[place] ^= 0x10;
        for bytes in [&whole[..place], &changed] {
            fs::write(&broken, bytes).unwrap();
            let Err(error) = copy::check(&broken, &mut ()) else {
                // A few bits of gzip's own head mean nothing: its time, its system.
                assert!(place < 10, "a change at {place} was not seen");
                continue;
            };
            let error = error.to_string();
            let is_placed = error.contains(": line ") || error.contains("is no backup");
            assert!(is_placed, "{place}: {error}");
        }
    }
    fs::write(&broken, [&whole[..], b"more"].concat()).unwrap();
    let error = copy::check(&broken, &mut ()).unwrap_err().to_string();
    assert!(error.contains("something follows"), "{error}");
}

#[tokio::test]
async fn a_row_that_somebody_changed_is_found_by_its_table_and_nothing_is_restored() {
    let folder = tempfile::tempdir().unwrap();
    let app = with_demo().await.remove(0);
    let file = backup(app.db(), &folder, "a").await;
    let url = DbUrl::File(folder.path().join("new.db"));
    let is_text = |line: &&mut String| line.starts_with('[') && line.contains("incident.record");

    let changed = rewritten(&file, |lines| {
        let line = lines.iter_mut().find(is_text).unwrap();
        *line = line.replace("incident.record", "incident.forget");
    });
    let altered = copy::restore(&changed, &url, &mut ()).await.unwrap_err();
    let shortened = rewritten(&file, |lines| {
        let at = lines
            .iter()
            .position(|line| line.contains("incident.record"));
        lines.remove(at.unwrap());
    });
    let missing = copy::restore(&shortened, &url, &mut ()).await.unwrap_err();
    let untold = rewritten(&file, |lines| {
        lines[0] = lines[0].replace("2026-03-05", "2026-03-06");
    });
    let dated = copy::restore(&untold, &url, &mut ()).await.unwrap_err();

    let words = [
        (
            altered,
            "table audit: the rows are not those that were written",
        ),
        (missing, "table audit: "),
        (dated, "the last line: the file is not what was written"),
    ];
    for (error, word) in words {
        assert!(error.to_string().contains(word), "{error}");
    }
    assert_eq!(left(&folder), ["a", "changed"]);
}

#[tokio::test]
async fn what_is_stopped_half_way_leaves_nothing() {
    let app = with_demo().await.remove(0);
    let folder = tempfile::tempdir().unwrap();
    let file = backup(app.db(), &folder, "a").await;
    let rows = copy::check(&file, &mut ()).unwrap().rows;
    for url in empty_databases(&folder, "new").await {
        // While it writes, and while it reads again what it wrote.
        for at in [300, rows + 50] {
            stopped(copy::restore(&file, &url, &mut Stop(at))).await;
            stopped(copy::migrate(app.db(), &url, &mut Stop(at))).await;
        }
        // Nothing there that would be in the way of another try.
        copy::restore(&file, &url, &mut ()).await.unwrap();
    }
    let other = folder.path().join("b");
    stopped(copy::backup(app.db(), at(THEN), &other, &mut Stop(300))).await;
    assert_eq!(left(&folder), ["a", "new.db"]);
}

#[tokio::test]
async fn nothing_is_written_over_and_a_backup_is_for_its_owner_alone() {
    let app = TestApp::start().await;
    let folder = tempfile::tempdir().unwrap();
    let file = backup(app.db(), &folder, "a").await;

    let twice = copy::backup(app.db(), at(THEN), &file, &mut ()).await;
    let nowhere = Db::attach(&DbUrl::File(folder.path().join("none.db"))).await;

    assert!(twice.unwrap_err().to_string().contains("is there already"));
    assert!(
        nowhere
            .unwrap_err()
            .to_string()
            .starts_with("there is no database at")
    );
    #[cfg(unix)]
    {
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(left(&folder), ["a"]);
}

#[tokio::test]
async fn the_commands_do_it_and_say_so() {
    let app = TestApp::start().await;
    let folder = tempfile::tempdir().unwrap();
    app.record(app.incident()).await;
    let DbUrl::File(database) = &app.url else {
        unreachable!("SQLite")
    };
    let config = folder.path().join("beffroi.toml");
    fs::write(
        &config,
        format!("database = \"sqlite:{}\"\n", database.display()),
    )
    .unwrap();
    let (file, new) = (folder.path().join("all.backup"), folder.path().join("new"));
    let to = format!("sqlite:{}", folder.path().join("moved.db").display());
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_beffroi"))
            .args(arguments)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        (
            output.status.code(),
            said + &String::from_utf8_lossy(&output.stderr),
        )
    };
    let (config, file, new) = (text(&config), text(&file), text(&new));

    let backup = run(&["backup", "--config", config, file]);
    let check = run(&["restore", "--check", file]);
    let restore = run(&["restore", "--data", new, file]);
    let again = run(&["restore", "--data", new, file]);
    let migrate = run(&["migrate", "--data", new, "--to", &to]);

    for ((code, said), word) in [
        (backup, "Written to"),
        (check, "is whole"),
        (restore, "Restored"),
        (migrate, "Copied and verified"),
    ] {
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains(word), "{said}");
    }
    assert_eq!(again.0, Some(1));
    assert!(again.1.contains("is not empty"), "{}", again.1);
}

/// Each database, with the demo in it.
async fn with_demo() -> Vec<TestApp> {
    let apps = TestApp::each().await;
    for app in &apps {
        demo::fill(app.db(), app.now()).await.unwrap();
    }
    apps
}

async fn empty_databases(folder: &tempfile::TempDir, name: &str) -> Vec<DbUrl> {
    let file = DbUrl::File(folder.path().join(format!("{name}.db")));
    [file].into_iter().chain(new_database_url().await).collect()
}

async fn backup(db: &Db, folder: &tempfile::TempDir, name: &str) -> PathBuf {
    let path = folder.path().join(name);
    copy::backup(db, at(THEN), &path, &mut ()).await.unwrap();
    path
}

fn unpack(path: &Path) -> String {
    let mut text = String::new();
    GzDecoder::new(fs::File::open(path).unwrap())
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The file with other lines, compressed as before.
fn rewritten(path: &Path, change: impl FnOnce(&mut Vec<String>)) -> PathBuf {
    let mut lines: Vec<String> = unpack(path).lines().map(str::to_owned).collect();
    change(&mut lines);
    let changed = path.with_file_name("changed");
    let mut out = GzEncoder::new(fs::File::create(&changed).unwrap(), Compression::fast());
    out.write_all((lines.join("\n") + "\n").as_bytes()).unwrap();
    out.finish().unwrap();
    changed
}

/// What stands in the folder.
fn left(folder: &tempfile::TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Stores an incident when the first rows are under way.
struct Writer(Option<Arc<TestApp>>);

impl Watch for Writer {
    fn progress(&mut self, _table: &str, _done: u64, _of: u64) {
        let Some(app) = self.0.take() else { return };
        tokio::task::block_in_place(|| {
            Handle::current().block_on(async {
                let mut tx = app.db().begin().await.unwrap();
                let new = app.incident();
                incidents::record(&mut tx, app.now(), Actor::System, new)
                    .await
                    .unwrap();
                tx.commit().await.unwrap();
            });
        });
    }
}

/// Ends the work in the midst of it, as a crash would, at this step.
struct Stop(u64);

impl Watch for Stop {
    fn progress(&mut self, _table: &str, done: u64, _of: u64) {
        assert!(done < self.0, "stopped by the test");
    }
}

/// Does work that is stopped before its end.
async fn stopped<T>(work: impl Future<Output = T>) {
    let outcome = AssertUnwindSafe(work).catch_unwind().await;
    assert!(outcome.is_err(), "it came to its end");
}
