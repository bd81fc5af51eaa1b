//! An empty database becomes an archive: providers and models by the verbs, the rest by rows.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context as _, Result, ensure};
use beffroi::{
    ground::{
        Db, Tx,
        db::{Table, Value},
        seal, token,
    },
    pages::{self, NewPage},
    params,
    providers::{self, Follow, Provider},
};
use beffroi_domain::{Actor, Locale, LocalizedText, PageId, ProviderId};
use beffroi_readers::watch::{Place, Reply};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use uuid::Uuid;

use super::model::{self, DAY, Filling, MODELS, PARTS};

/// Incidents of one transaction.
const CHUNK: usize = 5_000;
/// Rows of one statement.
const ROWS: usize = 100;
/// The archive goes back so many days.
const DAYS: usize = 3_650;

/// A row that the verb wrote, by column.
type Row = BTreeMap<String, Value>;

/// What the verb made of one incident.
struct Written {
    incident: Row,
    texts: Vec<Row>,
    /// The source's ids of the components that it touches.
    parts: Vec<String>,
}

/// The tables that are written.
struct Tables {
    incidents: Table,
    texts: Table,
    touched: Table,
}

pub async fn fill(database: &str, incidents: usize, providers: usize) -> Result<()> {
    let db = super::open(database).await?;
    let now = Timestamp::now();
    let mut tx = db.begin().await?;
    let page = page(&mut tx, now).await?;
    let source = follow(&mut tx, now, "models", vec![]).await?;
    let mut models = Vec::new();
    for number in 0..MODELS {
        let filling = Filling::of_model(number);
        models.push(written(&mut tx, now, &source, number, &filling).await?);
    }
    let mut all = Vec::new();
    for number in 0..providers {
        all.push(follow(&mut tx, now, &format!("source-{number}"), vec![page]).await?);
    }
    let tables = tables(&mut tx).await?;
    tx.commit().await?;
    check(&db, now, &source, &models).await?;
    without_index(&db).await?;
    let mut number = 0;
    for (provider, count) in all.iter().zip(shares(incidents, providers)) {
        let parts = parts(&db, provider.id).await?;
        let mut left = count;
        while left > 0 {
            let few = left.min(CHUNK);
            let mut tx = db.begin().await?;
            let told = Told {
                models: &models,
                parts: &parts,
                provider: provider.id,
                now,
            };
            told.write(&mut tx, &tables, (number, few), (count - left, count))
                .await?;
            tx.commit().await?;
            (number, left) = (number + few, left - few);
        }
    }
    settle(&db).await?;
    db.close().await;
    println!("{{\"incidents\":{number}}}");
    Ok(())
}

/// One has a twentieth of all, nine have a fiftieth each, the others the rest in equal parts.
fn shares(incidents: usize, providers: usize) -> Vec<usize> {
    let large = |number: usize| match number {
        0 => incidents / 20,
        1..=9 => incidents / 50,
        _ => 0,
    };
    let others = providers.saturating_sub(10).max(1);
    let rest = incidents - (0..10).map(large).sum::<usize>();
    (0..providers)
        .map(|number| match number {
            0..=9 => large(number),
            last if last + 1 == providers => rest - rest / others * (others - 1),
            _ => rest / others,
        })
        .collect()
}

async fn page(tx: &mut Tx, now: Timestamp) -> Result<PageId> {
    let new = NewPage {
        slug: "bench".to_owned(),
        public_id: None,
        name: LocalizedText::single(Locale::of("en"), "Pinatelle"),
        locales: ["en", "fr", "it"].map(Locale::of).to_vec(),
        zone: TimeZone::get("Europe/Paris")?,
        since: now,
    };
    Ok(pages::create(tx, now, Actor::System, new).await?)
}

/// Followed, looked at once, and not looked at for the next hours.
async fn follow(tx: &mut Tx, now: Timestamp, slug: &str, pages: Vec<PageId>) -> Result<Provider> {
    let new = Follow {
        slug: slug.to_owned(),
        name: slug.to_owned(),
        sector: ["acquirer", "bank", "cloud"][slug.len() % 3].to_owned(),
        place: Place::of(&format!("https://{slug}.example")),
        form: Some("statuspage".to_owned()),
        locale: Locale::of("en"),
        zone: TimeZone::UTC,
        selectors: BTreeMap::new(),
        is_empty_clear: true,
        pages,
    };
    let id = providers::follow(tx, now, Actor::System, &new).await?;
    let provider = providers::load(tx, id).await?;
    tell(tx, now, &provider, ("summary", &model::summary()), false).await?;
    providers::rest_until(tx, id, now + 48.hours()).await?;
    Ok(provider)
}

async fn tell(
    tx: &mut Tx,
    now: Timestamp,
    provider: &Provider,
    (role, body): (&str, &str),
    is_history: bool,
) -> Result<()> {
    let reply = Reply {
        role,
        url: "https://source.example/x",
        headers: &[],
        body: body.as_bytes(),
    };
    let context = provider.context(now, &["en", "fr", "it"].map(Locale::of));
    let form = provider.form().context("a format")?;
    let seen = (form.read)(&reply, &context)?;
    providers::take_in(tx, now, provider.id, &seen, is_history).await?;
    Ok(())
}

/// What the verb writes of a model, filled in.
async fn written(
    tx: &mut Tx,
    now: Timestamp,
    provider: &Provider,
    number: usize,
    filling: &Filling,
) -> Result<Written> {
    tell(
        tx,
        now,
        provider,
        ("incidents", &model::document(number, filling)),
        true,
    )
    .await?;
    let found: Vec<(Uuid,)> = tx
        .list(
            "SELECT id FROM provider_incidents WHERE provider_id = $1 AND external_id = $2",
            params![provider.id, &filling.id],
        )
        .await?;
    ensure!(
        found.len() == 1,
        "model {number} is {} incidents",
        found.len()
    );
    let id = found[0].0;
    let parts: Vec<(String,)> = tx
        .list(
            "SELECT p.external_id FROM provider_incident_components c JOIN provider_components p ON p.id = c.component_id
             WHERE c.incident_id = $1 ORDER BY 1",
            params![id],
        )
        .await?;
    Ok(Written {
        incident: rows(tx, "provider_incidents", "id", id).await?.remove(0),
        texts: rows(tx, "provider_texts", "incident_id", id).await?,
        parts: parts.into_iter().map(|(id,)| id).collect(),
    })
}

/// The rows of a table that have an id, as the database gives them.
async fn rows(tx: &mut Tx, name: &str, column: &str, id: Uuid) -> Result<Vec<Row>> {
    use futures_util::StreamExt as _;
    let table = table(tx, name).await?;
    let mut found = Vec::new();
    let mut all = tx.rows(&table);
    while let Some(row) = all.next().await {
        let names = table.columns.iter().map(|one| one.name.clone());
        let row: Row = names.zip(row?).collect();
        if row[column] == Value::Id(Some(id)) {
            found.push(row);
        }
    }
    Ok(found)
}

async fn table(tx: &mut Tx, name: &str) -> Result<Table> {
    let found = tx.tables().await?.into_iter().find(|one| one.name == name);
    found.with_context(|| format!("the table {name}"))
}

async fn tables(tx: &mut Tx) -> Result<Tables> {
    Ok(Tables {
        incidents: table(tx, "provider_incidents").await?,
        texts: table(tx, "provider_texts").await?,
        touched: table(tx, "provider_incident_components").await?,
    })
}

async fn parts(db: &Db, provider: ProviderId) -> Result<HashMap<String, Uuid>> {
    let mut tx = db.snapshot().await?;
    let all = providers::parts_of(&mut tx, provider).await?;
    ensure!(all.len() == PARTS.len(), "{} components", all.len());
    Ok(all
        .into_iter()
        .map(|part| (part.external_id, part.id.0))
        .collect())
}

/// What is written of one provider.
struct Told<'a> {
    models: &'a [Written],
    parts: &'a HashMap<String, Uuid>,
    provider: ProviderId,
    now: Timestamp,
}

impl Told<'_> {
    /// So many incidents from `number` on, which are those from `place` on of the provider's `count`.
    async fn write(
        &self,
        tx: &mut Tx,
        tables: &Tables,
        (number, few): (usize, usize),
        (place, count): (usize, usize),
    ) -> Result<()> {
        let (mut incidents, mut texts, mut touched) = (Vec::new(), Vec::new(), Vec::new());
        for one in 0..few {
            let back = (place + one) * DAYS / count.max(1);
            let (model, written) = (
                (number + one) % MODELS,
                &self.models[(number + one) % MODELS],
            );
            let filling = Filling::of(number + one, day(self.now, back)?);
            let other = Filling::of_model(model);
            let id = token::new_id(self.now);
            let row = self.incident(written, &filling, &other, id)?;
            texts.extend(self.texts(written, &filling, &other, &row)?);
            incidents.push(row);
            touched.extend(written.parts.iter().map(|part| {
                Row::from([
                    ("incident_id".to_owned(), Value::Id(Some(id))),
                    ("component_id".to_owned(), Value::Id(Some(self.parts[part]))),
                ])
            }));
        }
        for (table, rows) in [
            (&tables.incidents, incidents),
            (&tables.texts, texts),
            (&tables.touched, touched),
        ] {
            insert(tx, table, rows).await?;
        }
        Ok(())
    }

    fn incident(
        &self,
        written: &Written,
        filling: &Filling,
        other: &Filling,
        id: Uuid,
    ) -> Result<Row> {
        let mut row = written.incident.clone();
        let later = microseconds(&filling.day)? - microseconds(&other.day)?;
        for name in [
            "dated_at",
            "first_post_at",
            "last_post_at",
            "resolved_at",
            "began_at",
            "ended_at",
        ] {
            if let Some(Value::Int(Some(at))) = row.get_mut(name) {
                *at += later;
            }
        }
        let record = filling.instead_of(other, text(&row, "record"));
        for (name, value) in [
            ("id", Value::Id(Some(id))),
            ("provider_id", Value::Id(Some(self.provider.0))),
            ("public_id", Value::from(token::new_public_id().as_str())),
            ("external_id", Value::from(filling.id.as_str())),
            ("digest", Value::from(seal::digest(&record))),
            ("record", Value::from(record)),
        ] {
            row.insert(name.to_owned(), value);
        }
        Ok(row)
    }

    fn texts(
        &self,
        written: &Written,
        filling: &Filling,
        other: &Filling,
        row: &Row,
    ) -> Result<Vec<Row>> {
        let (Value::Id(Some(id)), Value::Int(Some(dated))) = (&row["id"], &row["dated_at"]) else {
            anyhow::bail!("an incident without an id or a date");
        };
        let first = place(*dated, *id);
        let text = |(place, text): (i64, &Row)| {
            let mut text = text.clone();
            for name in ["title", "body"] {
                let filled = filling.instead_of(other, self::text(&text, name));
                text.insert(name.to_owned(), Value::from(filled));
            }
            text.insert("place".to_owned(), Value::from(place));
            text.insert("incident_id".to_owned(), Value::Id(Some(*id)));
            text.insert("provider_id".to_owned(), Value::Id(Some(self.provider.0)));
            text
        };
        Ok((first..).zip(&written.texts).map(text).collect())
    }
}

/// As the verb finds it, where nothing else stands there.
fn place(dated: i64, id: Uuid) -> i64 {
    let number = i64::try_from(id.as_u128() & 0xff_ffff).unwrap_or_default();
    dated / 1_000_000 * (1 << 30) + number * 64
}

fn text<'a>(row: &'a Row, name: &str) -> &'a str {
    match &row[name] {
        Value::Text(Some(text)) => text,
        _ => "",
    }
}

fn day(now: Timestamp, back: usize) -> Result<Date> {
    let today = now.to_zoned(TimeZone::UTC).date();
    // Nothing of today: it would lie ahead.
    Ok(today.checked_sub(i64::try_from(back + 1)?.days())?)
}

fn microseconds(day: &str) -> Result<i64> {
    let day: Date = day.parse()?;
    Ok(day.to_zoned(TimeZone::UTC)?.timestamp().as_microsecond())
}

async fn insert(tx: &mut Tx, table: &Table, rows: Vec<Row>) -> Result<()> {
    for some in rows.chunks(ROWS) {
        let values = some.iter().map(|row| {
            let columns = table.columns.iter();
            columns.map(|column| row[&column.name].clone()).collect()
        });
        tx.insert(table, values.collect()).await?;
    }
    Ok(())
}

/// That the rows are those that the verb writes: of a few, filled in, both are held against each other.
async fn check(db: &Db, now: Timestamp, source: &Provider, models: &[Written]) -> Result<()> {
    let mut tx = db.begin().await?;
    let parts = HashMap::new();
    for number in [0, 7, 23, 41, 59, 61, 119] {
        let filling = Filling::of(number, day(now, number * 31)?);
        let model = number % MODELS;
        let told = Told {
            models,
            parts: &parts,
            provider: source.id,
            now,
        };
        let wanted = written(&mut tx, now, source, model, &filling).await?;
        let other = Filling::of_model(model);
        let id = token::new_id(now);
        let mut ours = told.incident(&models[model], &filling, &other, id)?;
        let mut texts = told.texts(&models[model], &filling, &other, &ours)?;
        let mut theirs = (wanted.incident.clone(), wanted.texts.clone());
        let Value::Id(Some(known)) = theirs.0["id"] else {
            anyhow::bail!("an incident without an id");
        };
        let Value::Int(Some(dated)) = theirs.0["dated_at"] else {
            anyhow::bail!("an incident without a date");
        };
        ensure!(
            theirs.1[0]["place"] == Value::from(place(dated, known)),
            "the place of text {number} is another"
        );
        for name in ["id", "public_id"] {
            ours.remove(name);
            theirs.0.remove(name);
        }
        for text in texts.iter_mut().chain(&mut theirs.1) {
            text.remove("place");
            text.remove("incident_id");
        }
        ensure!(
            ours == theirs.0,
            "{number} is not as the verb writes it:\n{ours:?}\n{:?}",
            theirs.0
        );
        ensure!(
            texts == theirs.1,
            "the texts of {number} are not as the verb writes them"
        );
        ensure!(
            theirs.1.len() == 3,
            "{number} has {} languages",
            theirs.1.len()
        );
        ensure!(
            wanted.parts == models[model].parts,
            "{number} touches something else"
        );
    }
    // Dropped, nothing of it was done.
    drop(tx);
    ensure!(DAY < "2021", "the models are of one day");
    Ok(())
}

/// An index of words is made faster from all rows than row by row.
async fn without_index(db: &Db) -> Result<()> {
    if let Db::Postgres { pool, .. } = db {
        sqlx::raw_sql("DROP INDEX provider_search")
            .execute(pool)
            .await?;
    }
    Ok(())
}

/// What a database does by itself as it grows: the index, its figures of itself.
async fn settle(db: &Db) -> Result<()> {
    if let Db::Postgres { pool, .. } = db {
        sqlx::raw_sql("CREATE INDEX provider_search ON provider_texts USING GIN (words)")
            .execute(pool)
            .await?;
        sqlx::raw_sql("VACUUM ANALYZE").execute(pool).await?;
    }
    Ok(())
}
