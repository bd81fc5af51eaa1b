//! Whoever waits long for their turn, behind a receiver who is slow: they may have left meanwhile, or be another's to tell.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Router, extract::Path, http::StatusCode, routing::post};
use beffroi::{notify::Post, params, subscribers};
use beffroi_channels::Channel;
use beffroi_domain::{Actor, SubscriptionId};
use jiff::SignedDuration;
use tokio::{sync::Semaphore, time::sleep};

use super::{fanout, hears, late, opens};
use crate::support::TestApp;

/// As many as are called at a time at one host.
const AT_ONCE: usize = 8;

/// A receiver whose first answers wait until it is let go.
struct Slow {
    at: SocketAddr,
    got: Arc<Mutex<Vec<String>>>,
    gate: Arc<Semaphore>,
}

impl Slow {
    async fn start() -> Self {
        let (got, gate) = (
            Arc::<Mutex<Vec<String>>>::default(),
            Arc::new(Semaphore::new(0)),
        );
        let (kept, held) = (got.clone(), gate.clone());
        let answer = async move |Path(who): Path<String>| {
            let before = {
                let mut got = kept.lock().unwrap();
                got.push(who);
                got.len()
            };
            if before <= AT_ONCE {
                held.acquire().await.unwrap().forget();
            }
            StatusCode::NO_CONTENT
        };
        let router = Router::new().route("/{who}", post(answer));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { at, got, gate }
    }

    fn got(&self) -> usize {
        self.got.lock().unwrap().len()
    }

    /// Until the first wait for their answers.
    async fn is_busy(&self) {
        for _ in 0..500 {
            if self.got() >= AT_ONCE {
                return;
            }
            sleep(Duration::from_millis(10)).await;
        }
        panic!("{} calls came", self.got());
    }

    fn let_go(&self) {
        self.gate.add_permits(AT_ONCE);
    }
}

/// More readers at one host than are told at a time.
async fn crowd(app: &mut TestApp, slow: &Slow) -> Vec<SubscriptionId> {
    app.set("[calls]\nopen = [\"127.0.0.0/8\"]");
    let mut all = Vec::new();
    for number in 0..=AT_ONCE {
        let address = format!("http://{}/{number}", slow.at);
        all.push(hears(app, Channel::Webhook, &address, "en").await);
    }
    opens(app, &[]).await;
    all
}

fn on(app: &TestApp, by: SignedDuration) {
    app.app.clock.set(app.now() + by);
}

async fn emptied(post: Post) {
    post.empty().await.unwrap();
}

#[tokio::test]
async fn whoever_leaves_while_others_are_told_is_not_told() {
    for mut app in TestApp::each().await {
        let slow = Slow::start().await;
        let all = crowd(&mut app, &slow).await;
        let telling = tokio::spawn(emptied(beffroi::app::post(&app.app)));
        slow.is_busy().await;
        on(&app, SignedDuration::from_secs(5));
        let mut tx = app.db().begin().await.unwrap();
        subscribers::leave(&mut tx, app.now(), Actor::System, all[AT_ONCE])
            .await
            .unwrap();
        tx.commit().await.unwrap();

        slow.let_go();
        telling.await.unwrap();

        assert_eq!(slow.got(), AT_ONCE);
        let told = fanout(&app, "call").await;
        assert_eq!(
            (told.state.as_str(), told.handed, told.sent),
            ("over", 9, 8)
        );
        assert_eq!(late(&app).await, []);
    }
}

#[tokio::test]
async fn a_further_try_that_waited_too_long_is_left_to_whoever_has_it_now() {
    for mut app in TestApp::each().await {
        let slow = Slow::start().await;
        crowd(&mut app, &slow).await;
        // All of them stumbled, and are due.
        let mut tx = app.db().begin().await.unwrap();
        beffroi::deliveries::begin(&mut tx, app.now())
            .await
            .unwrap();
        tx.exec("UPDATE fanouts SET state = 'over'", params![])
            .await
            .unwrap();
        tx.exec(
            "INSERT INTO deliveries (id, broadcast_id, lane, subscription_id, state, reason, problem, attempts,
                                     due_at, created_at)
             SELECT s.id, f.broadcast_id, f.lane, s.id, 'waiting', 'slow', '', 1, $1, $1
             FROM subscriptions s, fanouts f WHERE f.lane = 'call'",
            params![app.now()],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let telling = tokio::spawn(emptied(beffroi::app::post(&app.app)));
        slow.is_busy().await;
        on(&app, SignedDuration::from_mins(4));

        // Another node takes them over; only then the first one goes on.
        emptied(beffroi::app::post(&app.app)).await;
        assert_eq!(slow.got(), 2 * AT_ONCE + 1);
        slow.let_go();
        telling.await.unwrap();

        assert_eq!(slow.got(), 2 * AT_ONCE + 1, "nobody is told once more");
        assert!(late(&app).await.iter().all(|one| one.state == "sent"));
    }
}
