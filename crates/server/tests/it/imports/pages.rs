//! Beside a running server: readers see an import within two seconds.

use std::time::Duration;

use super::desk::{Desk, history, import, told};
use crate::support::TestApp;

#[tokio::test]
async fn readers_see_what_was_imported_within_two_seconds() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        let before = app.get("/fr/").await;
        let update = (
            "u1u1u1u1u1u1",
            "investigating",
            "09:00",
            "Payments are slow.",
        );
        let source = desk.put(
            "a.json",
            history(&[told("q2kg8n613kr3", "Snail payments", &[update])]),
        );

        import(&app, &[source]).await;

        tokio::time::sleep(Duration::from_secs(2)).await;
        let after = app.get("/fr/").await;
        assert!(!before.body.contains("Snail payments"));
        assert!(after.body.contains("Snail payments"), "{}", after.body);
    }
}
