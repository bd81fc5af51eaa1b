//! `beffroi incident facts`: whose fault, how urgent, how much of it and when.

use anyhow::Context as _;
use clap::Args;
use serde_json::{Map, Value, json};

use super::{
    super::remote::{Publish, put},
    On, show,
};

#[derive(Debug, Args)]
pub(super) struct FactsArgs {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    publish: Publish,
    /// 1 is the most urgent, 9 the least; 0 takes it away
    #[arg(long, value_name = "NUMBER")]
    priority: Option<u8>,
    /// none, minor, major or critical
    #[arg(long)]
    impact: Option<String>,
    /// own, external, external=COMPANY, unconfirmed; none takes it away
    #[arg(long)]
    fault: Option<String>,
    /// Its numbers, all of them; may be given several times
    #[arg(long = "reference")]
    references: Vec<String>,
    /// Addresses, all of them; may be given several times
    #[arg(long = "link", value_name = "URL")]
    links: Vec<String>,
    /// A share in percent, all of them: 20..40=3-D Secure requests; may be given several times
    #[arg(long = "figure", value_name = "LOW..HIGH=WHAT")]
    figures: Vec<String>,
    /// From when on these figures held
    #[arg(long, value_name = "TIME", requires = "figures")]
    from: Option<String>,
    /// Until when
    #[arg(long, value_name = "TIME", requires = "figures")]
    until: Option<String>,
    /// The language of what the figures count; the page's default when not given
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
}

pub(super) async fn run(args: &FactsArgs) -> anyhow::Result<()> {
    let mut body = Map::new();
    let priority = args.priority.map(|number| (number > 0).then_some(number));
    put(&mut body, "priority", priority);
    put(&mut body, "impact", args.impact.as_ref());
    put(
        &mut body,
        "responsibility",
        args.fault.as_deref().map(fault),
    );
    put(&mut body, "references", given(&args.references));
    put(&mut body, "links", given(&args.links));
    let figures = args.figures.iter().map(|one| figure(args, one));
    let figures = figures.collect::<anyhow::Result<Vec<_>>>()?;
    put(&mut body, "figures", given(&figures));
    let (remote, path) = (&args.on.remote, args.on.path("facts"));
    let told = remote.send(&args.publish, ("PATCH", &path), body).await?;
    show(remote, &told, args.locale.as_deref());
    Ok(())
}

fn given<T>(all: &[T]) -> Option<&[T]> {
    (!all.is_empty()).then_some(all)
}

fn fault(said: &str) -> Value {
    match said.split_once('=') {
        _ if said == "none" => Value::Null,
        Some((kind, provider)) => json!({ "kind": kind, "provider": provider }),
        None => json!({ "kind": said }),
    }
}

/// `20..40=3-D Secure requests`, or one number, as the API takes it: in thousandths.
fn figure(args: &FactsArgs, said: &str) -> anyhow::Result<Value> {
    let shape = || format!("{said:?}: write a share and of what: 20..40=3-D Secure requests");
    let (share, of) = said.split_once('=').with_context(shape)?;
    let (low, high) = share.split_once("..").unwrap_or((share, share));
    let milli = |number: &str| milli(number.trim()).with_context(shape);
    let of = match &args.locale {
        Some(locale) => json!({ locale: of }),
        None => json!(of),
    };
    Ok(json!({
        "low_milli": milli(low)?,
        "high_milli": milli(high)?,
        "unit": "percent",
        "of": of,
        "from": args.from,
        "until": args.until,
    }))
}

/// A number with up to three decimals, in thousandths.
fn milli(number: &str) -> Option<i64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let is_plain = part.len() <= 3 && part.bytes().all(|one| one.is_ascii_digit());
    let part: i64 = format!("{part:0<3}").parse().ok().filter(|_| is_plain)?;
    whole
        .parse::<i64>()
        .ok()?
        .checked_mul(1000)?
        .checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::milli;

    #[test]
    fn a_share_is_read_to_the_thousandth() {
        assert_eq!(
            (milli("12.5"), milli("40"), milli("0.001")),
            (Some(12_500), Some(40_000), Some(1))
        );
        assert_eq!(
            (milli("1.2345"), milli("a"), milli("1.-2")),
            (None, None, None)
        );
    }
}
