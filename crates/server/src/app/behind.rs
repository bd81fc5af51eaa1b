//! Threads that stand behind those that serve: whoever asks for the page does not wait for mail, for other providers, nor for thousands
//! who report.

use std::{future::Future, panic, thread};

use anyhow::Context as _;
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use tokio::{
    runtime::{self, Handle, Runtime},
    sync::oneshot,
    task::JoinSet,
};
use tracing::Instrument as _;

use crate::ground::Result;

/// By so much its threads stand behind the others, as nice(1) counts: where readers take all there is, one of
/// them still gets about a third of what one of the others gets.
const NICE: i32 = 5;

/// Runs something on `threads` threads of its own; what comes back ends when it has.
///
/// # Errors
/// A fault when the system has no more threads.
pub(super) fn run<F>(name: &'static str, threads: usize, work: F) -> Result<oneshot::Receiver<()>>
where
    F: Future<Output = ()> + Send + 'static,
{
    let runtime = threads_behind(name, threads)?;
    let (ending, ended) = oneshot::channel();
    let working = move || {
        stand_behind();
        runtime.block_on(work);
        // Nobody may wait for it any more.
        let _ = ending.send(());
    };
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(working)
        .with_context(|| format!("no thread for the {name}"))?;
    Ok(ended)
}

/// Threads for whatever is not reading a page: forms that are sent, the console, programs.
pub(super) struct Forms {
    handle: Handle,
    threads: Option<Runtime>,
}

/// As many as machines have that Beffroi is begun on.
const FORMS: usize = 2;

impl Forms {
    /// Starts them; they end with it, and what is under way on them then is given up.
    ///
    /// # Errors
    /// A fault when the system has no more threads.
    pub(super) fn start() -> Result<Self> {
        let threads = threads_behind("forms", FORMS)?;
        Ok(Self {
            handle: threads.handle().clone(),
            threads: Some(threads),
        })
    }

    /// Where work is handed in.
    pub(super) fn handle(&self) -> Handle {
        self.handle.clone()
    }
}

impl Drop for Forms {
    fn drop(&mut self) {
        if let Some(threads) = self.threads.take() {
            // Whoever drops it may be a task, which must not wait.
            threads.shutdown_background();
        }
    }
}

/// Answers what reads no page on threads that stand behind; everything where there are none.
pub(super) async fn step_behind(
    State(threads): State<Option<Handle>>,
    request: Request,
    next: Next,
) -> Response {
    let Some(threads) = threads.filter(|_| !reads_a_page(&request)) else {
        return next.run(request).await;
    };
    // Whoever goes away takes the work with them, as on one's own thread.
    let mut work = JoinSet::new();
    work.spawn_on(next.run(request).in_current_span(), &threads);
    match work.join_next().await {
        Some(Ok(response)) => response,
        Some(Err(error)) if error.is_panic() => panic::resume_unwind(error.into_panic()),
        // The program stops.
        _ => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Whether it is what a page is for. Forms of reports and cases are made anew for each reader, and thousands may ask for them at once.
fn reads_a_page(request: &Request) -> bool {
    let mut parts = request.uri().path().split('/').skip(1);
    let (first, second) = (parts.next(), parts.next());
    let is_ours = matches!(first, Some("console" | "v1"));
    let is_own = matches!(second, Some("report" | "cases"));
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    is_read && !is_ours && !is_own
}

fn threads_behind(name: &'static str, threads: usize) -> Result<Runtime> {
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .thread_name(name)
        .on_thread_start(stand_behind)
        .enable_all()
        .build()
        .with_context(|| format!("no threads for the {name}"))?;
    Ok(runtime)
}

/// On Linux the call is about the thread that makes it; elsewhere it would be about the whole program.
fn stand_behind() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, NICE) {
        tracing::debug!(%error, "a thread stands beside the page, not behind it");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_the_console_and_programs_stand_behind_whoever_reads() {
        let asks = |method: &str, path: &str| {
            let request = Request::builder().method(method).uri(path);
            reads_a_page(&request.body(axum::body::Body::empty()).unwrap())
        };
        for path in ["/", "/fr/", "/it/history", "/en/help/how", "/healthz"] {
            assert!(asks("GET", path), "{path}");
        }
        assert!(asks("HEAD", "/en/"));
        assert!(!asks("POST", "/en/report"));
        for path in [
            "/en/report?about=a",
            "/fr/cases/R-1/k",
            "/console/",
            "/v1/incidents",
        ] {
            assert!(!asks("GET", path), "{path}");
        }
    }

    #[tokio::test]
    async fn only_reading_a_page_is_done_where_it_was_asked_for() {
        use tower::ServiceExt as _;
        let forms = Forms::start().unwrap();
        let named = async || thread::current().name().unwrap_or_default().to_owned();
        let routes = axum::Router::new()
            .route("/en/", axum::routing::get(named))
            .route("/console/", axum::routing::get(named))
            .layer(axum::middleware::from_fn_with_state(
                Some(forms.handle()),
                step_behind,
            ));
        let get = async |path: &str| {
            let request = Request::builder().uri(path);
            let request = request.body(axum::body::Body::empty()).unwrap();
            let answer = routes.clone().oneshot(request).await.unwrap();
            let bytes = axum::body::to_bytes(answer.into_body(), 1000)
                .await
                .unwrap();
            String::from_utf8(bytes.to_vec()).unwrap()
        };

        assert_ne!(get("/en/").await, "forms");
        assert_eq!(get("/console/").await, "forms");
    }
}
