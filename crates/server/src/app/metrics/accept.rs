//! Which of two text forms a monitor gets.
//!
//! Source: RFC 9110, 12.5.1. What asks for neither gets the older form, which everything reads.

use axum::http::{HeaderMap, header::ACCEPT};

/// A form of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Prometheus's text format, 0.0.4.
    Prometheus,
    /// OpenMetrics 1.0.0.
    OpenMetrics,
}

impl Form {
    pub(super) const fn content_type(self) -> &'static str {
        match self {
            Self::Prometheus => "text/plain; version=0.0.4; charset=utf-8",
            Self::OpenMetrics => "application/openmetrics-text; version=1.0.0; charset=utf-8",
        }
    }
}

/// The form that is wanted most.
pub(super) fn form(headers: &HeaderMap) -> Form {
    let accept = headers.get_all(ACCEPT).iter();
    let ranges = accept
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .take(32)
        .filter_map(range);
    let (mut open, mut plain) = (0.0_f32, 0.0_f32);
    for (name, weight) in ranges {
        match name {
            "application/openmetrics-text" => open = open.max(weight),
            "text/plain" | "text/*" | "*/*" => plain = plain.max(weight),
            _ => {}
        }
    }
    if open > 0.0 && open >= plain {
        Form::OpenMetrics
    } else {
        Form::Prometheus
    }
}

fn range(part: &str) -> Option<(&str, f32)> {
    let mut pieces = part.split(';').map(str::trim);
    let name = pieces.next()?;
    let weight = pieces.find_map(|piece| piece.strip_prefix("q="));
    Some((name, weight.map_or(Ok(1.0), str::parse).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(accept: &str) -> Form {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, accept.parse().unwrap());
        form(&headers)
    }

    #[test]
    fn the_form_is_the_one_that_is_wanted_most() {
        let of_prometheus = "application/openmetrics-text;version=1.0.0;q=0.5,\
                             text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

        assert_eq!(asked(of_prometheus), Form::OpenMetrics);
        assert_eq!(
            asked("application/openmetrics-text;q=0.1, text/plain;q=0.9"),
            Form::Prometheus
        );
        assert_eq!(asked("application/openmetrics-text;q=0"), Form::Prometheus);
        assert_eq!(asked("text/html"), Form::Prometheus);
        assert_eq!(form(&HeaderMap::new()), Form::Prometheus);
    }
}
