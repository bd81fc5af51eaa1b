//! Who hears what another company says on its own page: those who asked for it, while the page shows it.

use beffroi_domain::{PageId, ProviderId};

use super::{
    Reach,
    hearers::{Count, CountRow, Hearer, HearerRow, Hearing, added},
};
use crate::{
    ground::{Result, Tx},
    params,
};

/// Those who asked for it lead: they are few among many, which is said by the order of the join.
macro_rules! of_provider {
    ($columns:literal, $which:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM subscription_providers c CROSS JOIN subscriptions s
             WHERE c.provider_id = $1 AND s.id = c.subscription_id AND s.page_id = $2 AND s.about_id = $2
               AND s.state = 'active'
               AND (($3 = 1 AND s.has_maintenances = 1) OR ($3 = 0 AND s.has_incidents = 1))
               AND EXISTS (SELECT 1 FROM provider_pages p WHERE p.page_id = $2 AND p.provider_id = $1) ",
            $which
        )
    };
}

/// Those of a span who hear it, in the order of their ids.
pub(super) async fn hearers(tx: &mut Tx, asked: &Hearing<'_>) -> Result<Vec<Hearer>> {
    let Reach::Provider { id, is_work } = asked.reach else {
        return Ok(vec![]);
    };
    let upto = asked.upto.map_or(uuid::Uuid::max(), |id| id.0);
    let rows: Vec<HearerRow> = tx
        .list(
            of_provider!(
                "s.id, s.channel, s.about_id, s.page_id, s.address, s.keys, s.locale, s.is_whole,
                 s.confirmed_at, s.failing_since",
                "AND c.subscription_id > $4 AND c.subscription_id <= $5 AND s.lane = $6 AND s.confirmed_at <= $7
                 ORDER BY c.subscription_id LIMIT $8"
            ),
            params![
                *id,
                asked.page,
                i64::from(*is_work),
                asked.after,
                upto,
                asked.lane.as_str(),
                asked.confirmed_before,
                asked.limit
            ],
        )
        .await?;
    rows.into_iter().map(HearerRow::read).collect()
}

/// How many hear it now, by channel and language.
pub(super) async fn count(
    tx: &mut Tx,
    page: PageId,
    id: ProviderId,
    is_work: bool,
) -> Result<Vec<Count>> {
    let rows: Vec<CountRow> = tx
        .list(
            of_provider!(
                "s.channel, s.locale, COUNT(*) AS readers",
                "GROUP BY s.channel, s.locale"
            ),
            params![id, page, i64::from(is_work)],
        )
        .await?;
    added(rows)
}
