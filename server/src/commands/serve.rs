//! `meta-server serve`

use super::{Result, open};
use crate::cli::Serve;
use crate::clock::SystemClock;
use crate::http::{self, Console};
use crate::random::SystemRandom;
use crate::{App, telemetry};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long requests under way may take after the signal to stop.
const GRACE: Duration = Duration::from_secs(30);

/// Serves until the process is told to stop.
pub(crate) async fn serve(options: Serve) -> Result {
    telemetry::start(options.log_format);
    // What can be checked without changing anything comes first.
    let console = options.console.as_deref().map(Console::open).transpose()?;
    let listener = TcpListener::bind(options.listen)
        .await
        .map_err(|error| taken(options.listen, &error))?;
    let store = open(&options.database).await?;
    let app = App {
        store: store.clone(),
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandom),
    };
    let service = http::service(
        app,
        http::Options {
            console,
            allow_origins: options.allow_origins,
        },
    );
    let address = listener.local_addr()?;
    tracing::info!(url = format!("http://{address}"), "listening");

    let (stop, stopped) = watch::channel(false);
    tokio::spawn(async move {
        signal().await;
        tracing::info!("stopping; requests under way finish");
        let _ = stop.send(true);
    });
    let serving = axum::serve(listener, service).with_graceful_shutdown(until(stopped.clone()));
    tokio::select! {
        result = serving.into_future() => result?,
        () = async { until(stopped).await; tokio::time::sleep(GRACE).await } => {
            tracing::warn!("some requests did not finish in time and were ended");
        }
    }
    store.close().await?;
    tracing::info!("stopped");
    Ok(())
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // An error means that nobody can signal any more, which is a reason to stop as well.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

fn taken(address: SocketAddr, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "Another program listens on {address} already. Stop it, or choose another address \
             with --listen ADDR:PORT."
        ),
        io::ErrorKind::PermissionDenied => format!(
            "This user may not listen on {address}. Choose a port above 1023 with --listen \
             ADDR:PORT."
        ),
        io::ErrorKind::AddrNotAvailable => format!(
            "{address} is no address of this machine. Choose another one with --listen \
             ADDR:PORT; 127.0.0.1 is the machine itself, 0.0.0.0 all of its addresses."
        ),
        _ => format!(
            "The server cannot listen on {address} ({error}). Choose another address with \
             --listen ADDR:PORT."
        ),
    }
}

/// Waits for Ctrl-C or, on Unix, for the signal that service managers send.
async fn signal() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
