//! Realistic applications for an empty account: to try the console with, to show it, to measure
//! it. One application per customer, with development, staging and production side by side.

use crate::clock::Micros;
use crate::random::SeededRandom;
use meta_api::{ApiKeyValue, ApplicationId, DeveloperKey};

/// An application with its keys and webhooks.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the API has these four switches"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleApplication {
    /// Its id.
    pub id: ApplicationId,
    /// Such as "Harbor Freight Line – staging".
    pub name: String,
    /// A sentence or two, or empty.
    pub description: String,
    /// On an example host, or empty.
    pub logo_url: String,
    /// Most are.
    pub active: bool,
    /// Some are.
    pub implicit_grant_enabled: bool,
    /// Some are.
    pub recent_enabled: bool,
    /// Some are.
    pub events_enabled: bool,
    /// From 2018 to 2025.
    pub created: Micros,
    /// At `created` or later.
    pub modified: Micros,
    /// One to three, oldest first.
    pub keys: Vec<(ApiKeyValue, Micros)>,
    /// None to three, oldest first.
    pub webhooks: Vec<(String, Micros)>,
}

/// 2018-01-08T09:00:00Z: when the first sample application was created.
const START: i64 = 1_515_402_000_000_000;
/// 2025-09-30T17:00:00Z: nothing in the sample is younger. A fixed date, so that the same number
/// of applications gives the same dates on every day.
const END: i64 = 1_759_251_600_000_000;

/// `count` applications, oldest first. Names, dates and settings are the same for the same
/// `count`. Ids and keys follow from the developer's key as well, so that no two accounts share
/// them and nobody without that key can tell them.
pub fn applications(
    count: u32,
    key: &DeveloperKey,
) -> impl Iterator<Item = SampleApplication> + Send + use<> {
    let look = Dice(SeededRandom::new(b"sample applications"));
    let secret = SeededRandom::new(format!("sample keys {}", key.expose()).as_bytes());
    (0..count).map(move |index| application(index, count, &look, &secret))
}

fn application(index: u32, count: u32, look: &Dice, secret: &SeededRandom) -> SampleApplication {
    let stages = [" – development", " – staging", ""];
    let customer = Customer::number(index / 3);
    let stage = stages[index as usize % 3];
    let span = (END - START) / i64::from(count);
    let created = START + span * i64::from(index) + look.below(span.max(1));
    let later = |share: i64| created + look.below(((END - created) / share).max(1));
    let modified = if look.one_in(3) { later(2) } else { created };

    let mut keys = vec![(secret.api_key(), Micros(created))];
    for _ in 0..look.below(3) {
        keys.push((secret.api_key(), Micros(later(1))));
    }
    keys.sort_by_key(|(_, at)| *at);
    let mut webhooks = Vec::new();
    for _ in 0..look.below(4) {
        webhooks.push((customer.webhook(stage, look), Micros(later(1))));
    }
    webhooks.sort_by_key(|(_, at)| *at);

    SampleApplication {
        id: secret.application_id(),
        name: format!("{}{stage}", customer.name),
        description: customer.description(stage, look),
        logo_url: customer.logo(look),
        active: !look.one_in(if stage.is_empty() { 12 } else { 6 }),
        implicit_grant_enabled: look.one_in(4),
        recent_enabled: look.one_in(3),
        events_enabled: look.one_in(2),
        created: Micros(created),
        modified: Micros(modified),
        keys,
        webhooks,
    }
}

#[rustfmt::skip]
const FIRST: &[&str] = &[
    "Harbor", "Juniper", "Alder", "Copper", "Meridian", "Lantern", "Brightwater", "Cedar",
    "Northfield", "Quarry", "Saffron", "Tidewater", "Willow", "Ironbridge", "Marigold", "Falcon",
    "Granite", "Larkspur", "Oakhurst", "Pinecrest", "Redstone", "Silverline", "Thornbury", "Umber",
    "Vellum", "Westbrook", "Yarrow", "Zephyr", "Ashgrove", "Bluebell", "Clearview",
];
#[rustfmt::skip]
const SECOND: &[&str] = &[
    "Freight", "Legal", "Health", "Studios", "Robotics", "Foods", "Insurance", "Publishing",
    "Energy", "Travel", "Optics", "Architects", "Records", "Bank", "Textiles", "Analytics",
    "Pharmacy", "Logistics", "Games", "Museum", "Realty", "Motors", "Airways", "Gardens",
    "Breweries", "Observatory", "Cinemas", "Shipyard", "Ceramics",
];
#[rustfmt::skip]
const THIRD: &[&str] = &[
    "", " Group", " & Sons", " International", " Labs", " Cooperative",
];

/// A made-up company.
struct Customer {
    name: String,
    /// A host on a domain that is reserved for examples (RFC 2606).
    host: String,
}

impl Customer {
    /// All combinations come before one is used again, and the first is not alphabetical: the
    /// lists' lengths have no common divisor, so their counters run through all pairs.
    fn number(number: u32) -> Self {
        let number = number as usize;
        let pairs = FIRST.len() * SECOND.len();
        let first = FIRST[number % FIRST.len()];
        let second = SECOND[number % SECOND.len()];
        let third = THIRD[(number / pairs + number / 7) % THIRD.len()];
        // After all pairs, branches: "Harbor Freight 2".
        let branch = match number / pairs {
            0 => String::new(),
            round => format!(" {}", round + 1),
        };
        Self {
            name: format!("{first} {second}{third}{branch}"),
            host: format!("{first}-{second}{}.example.com", branch.trim()).to_lowercase(),
        }
    }

    fn description(&self, stage: &str, look: &Dice) -> String {
        if look.one_in(5) {
            return String::new();
        }
        let purposes = [
            "Attaches files from customers' cloud storage to orders.",
            "Saves signed contracts to the folder that each team chose.",
            "Imports photos and keeps their albums in step.",
            "Backs up shared drives every night.",
            "Lets staff search documents across all connected accounts.",
            "Sends finished reports to the client's own storage.",
        ];
        let purpose = look.pick(&purposes);
        match stage {
            "" => format!("{purpose} Used by {}.", self.name),
            " – staging" => format!("{purpose} Mirrors production for acceptance tests."),
            _ => format!("{purpose} For developers only; data may vanish."),
        }
    }

    fn logo(&self, look: &Dice) -> String {
        if look.one_in(3) {
            String::new()
        } else {
            format!("https://assets.{}/logo.png", self.host)
        }
    }

    fn webhook(&self, stage: &str, look: &Dice) -> String {
        if stage == " – development" {
            let port = look.pick(&[3000, 5000, 8000]);
            return format!("http://localhost:{port}/hooks");
        }
        let scheme = if look.one_in(10) { "http" } else { "https" };
        let host = if stage.is_empty() { "api" } else { "staging" };
        let path = look.pick(&["hooks/storage", "events", "kloudless/notify", "v2/webhooks"]);
        format!("{scheme}://{host}.{}/{path}", self.host)
    }
}

struct Dice(SeededRandom);

impl Dice {
    /// 0 to `sides` − 1. The bias of the remainder is far below what a sample shows.
    fn below(&self, sides: i64) -> i64 {
        let mut bytes = [0; 8];
        self.0.stream(&mut bytes);
        i64::from_be_bytes(bytes).rem_euclid(sides)
    }

    fn one_in(&self, sides: i64) -> bool {
        self.below(sides) == 0
    }

    fn pick<T: Copy>(&self, from: &[T]) -> T {
        let mut bytes = [0; 2];
        self.0.stream(&mut bytes);
        from[usize::from(u16::from_be_bytes(bytes)) % from.len()]
    }
}
