//! Addresses of incidents: the incident, or where the address of a duplicate leads.

use axum::response::Response;
use beffroi_domain::Incident;

use super::visit::Visit;
use crate::{
    ground::{Error, Result},
    incidents,
    web::answer,
};

/// What stands at an address.
pub enum At {
    /// An incident that readers see.
    Incident(Box<Incident>),
    /// A duplicate stood there: the answer leads on for good.
    Moved(Response),
}

/// What stands under `id`, asked for at `rest`, the address without page and locale.
///
/// # Errors
/// `NotFound` where no public incident of the page has or had this id; a fault when the database is away.
pub async fn at(visit: &mut Visit, id: &str, rest: &str) -> Result<At> {
    let page = visit.page.id;
    let found = incidents::find_by_public_id(&mut visit.tx, page, id).await?;
    if let Some(incident) = found {
        return Ok(At::Incident(Box::new(incident)));
    }
    let leads_to = incidents::leads_to(&mut visit.tx, page, id).await?;
    let stays = leads_to.ok_or(Error::NotFound)?;
    let place = rest.replacen(id, stays.as_str(), 1);
    Ok(At::Moved(answer::moved(&visit.reader.path(&place))))
}
