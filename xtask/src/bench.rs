//! `cargo xtask bench server`: how long list pages of the real server take over 1,000 and over
//! 100,000 applications, on loopback and over one kept connection.

use std::fs::File;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::http::Connection;
use crate::process::{is_interrupted, outlive_interrupts, run};
use crate::project::{Project, read};
use crate::scratch::Scratch;
use crate::server::{Account, Profile, Server, free_address};

const SMALL: u64 = 1_000;
const LARGE: u64 = 100_000;
const PAGE_SIZES: [u64; 3] = [10, 100, 1_000];
/// A measurement ends with whichever comes first.
const REQUESTS: usize = 300;
const TIME: Duration = Duration::from_secs(10);
/// Answers before these are not counted: caches fill, the connection pool opens.
const WARM_UP: usize = 20;

/// What the project promises: a list page over the large account against the same over the small
/// one, and the last page of the large account against its first.
const LARGE_TO_SMALL: f64 = 2.0;
const LAST_TO_FIRST: f64 = 10.0;

struct Row {
    applications: u64,
    page_size: u64,
    is_last: bool,
    median: Duration,
    p95: Duration,
}

pub fn server(project: &Project) -> Result<()> {
    outlive_interrupts()?;
    run(&mut Profile::Server.build(project))?;
    let mut rows = Vec::new();
    for applications in [SMALL, LARGE] {
        println!("Filling an account with {applications} applications");
        rows.extend(measure_account(project, applications)?);
    }
    print(&rows);
    Ok(())
}

fn measure_account(project: &Project, applications: u64) -> Result<Vec<Row>> {
    let scratch = Scratch::new("bench")?;
    let account = Account {
        project,
        profile: Profile::Server,
        database: format!(
            "sqlite://{}?mode=rwc",
            scratch.path().join("meta.sqlite").display()
        ),
        key_file: scratch.path().join("developer-key"),
    };
    account.ensure("bench")?;
    account.fill(applications)?;

    // It logs every request, as in production, but not onto the table.
    let log = scratch.path().join("log");
    let file = File::create(&log)?;
    let address = free_address()?;
    let mut serve = account.serve(address);
    serve
        .args(["--log-format", "json"])
        .stdout(file.try_clone()?)
        .stderr(file);
    let server =
        Server::start(&mut serve, address).with_context(|| read(&log).unwrap_or_default())?;

    let headers = format!(
        "authorization: DeveloperKey {}\r\n",
        account.developer_key()?
    );
    let mut connection = Connection::open(server.address)?;
    let mut rows = Vec::new();
    for page_size in PAGE_SIZES {
        for (is_last, page) in [(false, 1), (true, applications.div_ceil(page_size))] {
            let path = format!("/v0/applications?page={page}&page_size={page_size}");
            let (median, p95) = measure(&mut connection, &path, &headers)?;
            rows.push(Row {
                applications,
                page_size,
                is_last,
                median,
                p95,
            });
        }
    }
    Ok(rows)
}

/// The median and the 95th percentile of the time from the request to the last byte.
fn measure(connection: &mut Connection, path: &str, headers: &str) -> Result<(Duration, Duration)> {
    let begin = Instant::now();
    let mut times = Vec::new();
    for number in 0..WARM_UP + REQUESTS {
        let start = Instant::now();
        let answer = connection.get(path, headers)?;
        let time = start.elapsed();
        if answer.status != 200 || answer.body.is_empty() {
            bail!("{path} was answered with status {}", answer.status);
        }
        if is_interrupted() {
            bail!("stopped");
        }
        if number >= WARM_UP {
            times.push(time);
        }
        if begin.elapsed() > TIME && times.len() >= WARM_UP {
            break;
        }
    }
    times.sort_unstable();
    Ok((percentile(&times, 50), percentile(&times, 95)))
}

/// The smallest value that this share of the sorted values does not exceed.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted
        .get(rank.saturating_sub(1))
        .copied()
        .unwrap_or_default()
}

fn print(rows: &[Row]) {
    println!(
        "\n{:>12} {:>9} {:<5} {:>12} {:>12}",
        "applications", "page size", "page", "median", "95 %"
    );
    for row in rows {
        println!(
            "{:>12} {:>9} {:<5} {:>9.2} ms {:>9.2} ms",
            row.applications,
            row.page_size,
            if row.is_last { "last" } else { "first" },
            milliseconds(row.median),
            milliseconds(row.p95),
        );
    }
    println!();
    print_ratio(
        "first page, 100,000 against 1,000",
        worst_ratio(rows, LARGE, false, SMALL, false),
        LARGE_TO_SMALL,
    );
    print_ratio(
        "100,000: last page against first",
        worst_ratio(rows, LARGE, true, LARGE, false),
        LAST_TO_FIRST,
    );
}

fn print_ratio(what: &str, ratio: f64, limit: f64) {
    let word = if ratio <= limit { "within" } else { "OVER" };
    println!("{what}: {ratio:.2} times at worst, {word} the limit of {limit}");
}

/// The highest ratio of medians among the page sizes.
fn worst_ratio(rows: &[Row], of: u64, of_last: bool, to: u64, to_last: bool) -> f64 {
    let median = |applications, is_last, page_size| {
        rows.iter()
            .find(|row| {
                (row.applications, row.is_last, row.page_size) == (applications, is_last, page_size)
            })
            .map_or(f64::NAN, |row| milliseconds(row.median))
    };
    PAGE_SIZES
        .iter()
        .map(|size| median(of, of_last, *size) / median(to, to_last, *size))
        .fold(0.0, f64::max)
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let times: Vec<_> = (1..=20).map(Duration::from_millis).collect();
        assert_eq!(percentile(&times, 50), Duration::from_millis(10));
        assert_eq!(percentile(&times, 95), Duration::from_millis(19));
        assert_eq!(percentile(&times[..1], 95), Duration::from_millis(1));
    }

    #[test]
    fn the_worst_page_size_decides_the_ratio() {
        let row = |applications, page_size, milliseconds| Row {
            applications,
            page_size,
            is_last: false,
            median: Duration::from_millis(milliseconds),
            p95: Duration::ZERO,
        };
        let rows = [
            row(SMALL, 10, 2),
            row(SMALL, 100, 4),
            row(SMALL, 1_000, 10),
            row(LARGE, 10, 3),
            row(LARGE, 100, 12),
            row(LARGE, 1_000, 10),
        ];
        assert!((worst_ratio(&rows, LARGE, false, SMALL, false) - 3.0).abs() < 1e-9);
    }
}
