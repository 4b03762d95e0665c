//! Waiting for conditions, never for a time.

use std::time::{Duration, Instant};

/// How long a condition may take that holds within milliseconds on an idle machine.
const PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(25);

/// Asks until there is an answer, and fails with the last reason why there was none.
pub async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Result<T, String>) -> T {
    let start = Instant::now();
    loop {
        match ask().await {
            Ok(answer) => return answer,
            Err(reason) if start.elapsed() > PATIENCE => panic!("{what}: {reason}"),
            Err(_) => tokio::time::sleep(POLL).await,
        }
    }
}
