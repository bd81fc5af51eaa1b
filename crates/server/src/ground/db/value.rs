//! Parameters of statements, bound in either database's own way.

use sqlx::{Postgres, Sqlite, postgres::PgArguments, query::Query, sqlite::SqliteArguments};
use uuid::Uuid;

/// A parameter of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// BIGINT: numbers, and instants in microseconds.
    Int(Option<i64>),
    /// TEXT: words and JSON.
    Text(Option<String>),
    /// UUID, a 16-byte BLOB on SQLite.
    Id(Option<Uuid>),
    /// BOOLEAN.
    Bool(bool),
}

pub(super) type SqliteQuery = Query<'static, Sqlite, SqliteArguments>;
pub(super) type PgQuery = Query<'static, Postgres, PgArguments>;

pub(super) fn bind_sqlite(query: SqliteQuery, value: Value) -> SqliteQuery {
    match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Id(value) => query.bind(value),
        Value::Bool(value) => query.bind(value),
    }
}

pub(super) fn bind_postgres(query: PgQuery, value: Value) -> PgQuery {
    match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Id(value) => query.bind(value),
        Value::Bool(value) => query.bind(value),
    }
}

macro_rules! value_from {
    ($($from:ty => |$name:ident| $value:expr;)+) => {$(
        impl From<$from> for Value {
            fn from($name: $from) -> Self {
                $value
            }
        }
    )+};
}

value_from! {
    i64 => |n| Self::Int(Some(n));
    Option<i64> => |n| Self::Int(n);
    u8 => |n| Self::Int(Some(i64::from(n)));
    &str => |text| Self::Text(Some(text.to_owned()));
    String => |text| Self::Text(Some(text));
    &String => |text| Self::Text(Some(text.clone()));
    Option<String> => |text| Self::Text(text);
    Option<&str> => |text| Self::Text(text.map(str::to_owned));
    Uuid => |id| Self::Id(Some(id));
    Option<Uuid> => |id| Self::Id(id);
    bool => |truth| Self::Bool(truth);
    jiff::Timestamp => |at| Self::Int(Some(at.as_microsecond()));
    Option<jiff::Timestamp> => |at| Self::Int(at.map(jiff::Timestamp::as_microsecond));
    beffroi_domain::PageId => |id| Self::Id(Some(id.0));
    beffroi_domain::ComponentId => |id| Self::Id(Some(id.0));
    beffroi_domain::GroupId => |id| Self::Id(Some(id.0));
    Option<beffroi_domain::GroupId> => |id| Self::Id(id.map(|id| id.0));
    beffroi_domain::IncidentId => |id| Self::Id(Some(id.0));
    beffroi_domain::MaintenanceId => |id| Self::Id(Some(id.0));
    beffroi_domain::WindowId => |id| Self::Id(Some(id.0));
    beffroi_domain::UpdateId => |id| Self::Id(Some(id.0));
    beffroi_domain::MemberId => |id| Self::Id(Some(id.0));
    beffroi_domain::CommitmentId => |id| Self::Id(Some(id.0));
    beffroi_domain::PostmortemId => |id| Self::Id(Some(id.0));
    beffroi_domain::SubscriptionId => |id| Self::Id(Some(id.0));
    beffroi_domain::ProviderId => |id| Self::Id(Some(id.0));
    beffroi_domain::ProviderPartId => |id| Self::Id(Some(id.0));
    Option<beffroi_domain::ProviderPartId> => |id| Self::Id(id.map(|id| id.0));
    beffroi_domain::ProviderIncidentId => |id| Self::Id(Some(id.0));
    beffroi_domain::ReportId => |id| Self::Id(Some(id.0));
    beffroi_domain::TicketId => |id| Self::Id(Some(id.0));
    beffroi_domain::TicketPromiseId => |id| Self::Id(Some(id.0));
}

/// Values of mixed types as parameters, in order.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        vec![$($crate::ground::db::Value::from($value)),*]
    };
}
