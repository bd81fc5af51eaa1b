//! `/incidents/{incident}/windows`: when it really was broken; added, ended, set right, never erased.

use beffroi_domain::{ComponentStatus, ImpactWindow, Moment, WindowEnd, WindowId};
use uuid::Uuid;

use super::{
    incident::done,
    look::{Seen, at_fault, expected, whole, windows},
    said,
};
use crate::{
    api::{
        answer::{Answered, Reply, Wrong},
        ask::Ask,
        call::{Call, PATCH, POST, read as reads, write},
    },
    ground::{Error, Refusal, Result, Tx},
    incidents::{self, AddWindow, CorrectWindow, EndWindow, Window},
    members::Role,
    pages::Page,
    work,
};

const DEGREES: &[&str] = &["degraded_performance", "partial_outage", "major_outage"];

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ALL: &str = "/incidents/{incident}/windows";
    const ONE: &str = "/incidents/{incident}/windows/{window}";
    const END: &str = "/incidents/{incident}/windows/{window}/end";
    const BODY: Option<&str> = Some("WindowBody");
    const STANDS: (u16, &str) = (200, "OwnIncident");
    vec![
        reads(ALL, "listWindows", "When it really was broken", "OwnWindows", &[], work!(list)),
        write((POST, ALL), "addWindow", "Adds a window", BODY, (201, "OwnIncident"), work!(add)),
        write((PATCH, ONE), "correctWindow", "Sets a window right", BODY, STANDS, work!(correct)),
        write((POST, END), "endWindow", "Ends a window that goes on", Some("EndWindow"), STANDS, work!(end)),
    ]
}

/// All windows of an incident.
///
/// # Errors
/// `NotFound` where there is no such incident.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Reader).await?;
    let all = windows(&mut tx, seen.incident.id).await?;
    Ok(Reply::ok(&whole(all))?.tagged(&seen.tag()))
}

/// Adds a window.
///
/// # Errors
/// `NotFound` where there is no such incident; `Refused` at the field at fault.
pub async fn add(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let window = read(&mut tx, &ask, &seen.pages(), None).await?;
    let command = AddWindow {
        incident: seen.incident.id,
        expected: expected(&ask)?,
        window,
    };
    let added = incidents::add_window(&mut tx, ask.now, ask.caller.actor(), command).await;
    added.map_err(wrong)?;
    done(tx, &ask, seen.incident.id, true).await
}

/// Sets a window right; what is not named stays.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn correct(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let before = find(&mut tx, &ask, &seen).await?;
    let command = CorrectWindow {
        incident: seen.incident.id,
        expected: expected(&ask)?,
        window: before.id,
        to: read(&mut tx, &ask, &seen.pages(), Some(&before.window)).await?,
    };
    let corrected = incidents::correct_window(&mut tx, ask.now, ask.caller.actor(), command).await;
    corrected.map_err(wrong)?;
    done(tx, &ask, seen.incident.id, false).await
}

/// Ends a window that goes on.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn end(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let before = find(&mut tx, &ask, &seen).await?;
    let command = EndWindow {
        incident: seen.incident.id,
        expected: expected(&ask)?,
        window: before.id,
        end: said::moment(&ask.body, "end", &seen.pages())?,
    };
    let ended = incidents::end_window(&mut tx, ask.now, ask.caller.actor(), command).await;
    ended.map_err(wrong)?;
    done(tx, &ask, seen.incident.id, false).await
}

fn wrong(error: Error) -> Wrong {
    at_fault(error, &[("since", "start")])
}

async fn find(tx: &mut Tx, ask: &Ask, seen: &Seen) -> Result<Window> {
    let id: Uuid = ask.path("window").parse().map_err(|_| Error::NotFound)?;
    let all = incidents::windows_of(tx, seen.incident.id).await?;
    let found = all.into_iter().find(|one| one.id == WindowId(id));
    found.ok_or(Error::NotFound)
}

async fn read(
    tx: &mut Tx,
    ask: &Ask,
    pages: &[&Page],
    before: Option<&ImpactWindow>,
) -> Result<ImpactWindow> {
    let fields = &ask.body;
    let mut components = said::components(tx, fields, pages).await?;
    components.retain(|(_, status)| status.is_trouble());
    if !fields.has("components") {
        components = before.map(|one| one.components.clone()).unwrap_or_default();
    }
    let worst = components.iter().map(|(_, status)| *status).max();
    let named: Option<ComponentStatus> = fields.word("degree", DEGREES)?;
    let degree = named.or(worst).or(before.map(|one| one.degree));
    let needed = || Refusal::of("degree", "say how badly it was broken, or which components");
    let start = said::moment(fields, "start", pages)?.or(before.and_then(|one| one.start));
    let machine = Moment::exact(ask.now);
    Ok(ImpactWindow {
        start: Some(start.unwrap_or(machine)),
        end: match said::moment(fields, "end", pages)? {
            Some(end) => WindowEnd::At(end),
            None => before.map_or(WindowEnd::Ongoing, |one| one.end),
        },
        degree: degree.ok_or_else(needed)?,
        components,
    })
}
