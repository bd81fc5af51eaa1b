//! Temporary: prints findings.
fn main() {
    for path in std::env::args().skip(1) {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let Ok(bytes) = std::fs::read(&path) else {
            continue;
        };
        let Ok(records) = beffroi_readers::text::read(&name, &bytes) else {
            continue;
        };
        for record in records {
            for (at, finding) in beffroi_readers::play::review(&record) {
                let quotes: Vec<_> = finding
                    .quotes
                    .iter()
                    .map(|q| serde_json::json!([q.locale.as_ref().map(|l| l.to_string()), q.words]))
                    .collect();
                println!(
                    "{}",
                    serde_json::json!({"source": record.source, "ordinal": record.ordinal, "update": at, "kind": finding.kind.as_str(), "blocking": finding.is_blocking(), "quotes": quotes, "details": finding.details})
                );
            }
        }
    }
}
