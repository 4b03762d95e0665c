//! What only Chromium can be told, by its own protocol.

use crate::{Ability, Page};
use serde_json::{Value, json};

impl Page {
    /// Runs a script in every document from now on, before any script of its own.
    pub async fn before_scripts(&self, script: &str) {
        let source = json!({ "source": script });
        self.tell("Page.addScriptToEvaluateOnNewDocument", source)
            .await;
    }

    /// Keeps nothing of what is downloaded, like a first visit; or keeps it again.
    pub async fn disable_cache(&self, disabled: bool) {
        self.tell("Network.enable", json!({})).await;
        let disabled = json!({ "cacheDisabled": disabled });
        self.tell("Network.setCacheDisabled", disabled).await;
    }

    /// Shows dates as in that time zone: `UTC`.
    pub async fn time_zone(&self, name: &str) {
        let zone = json!({ "timezoneId": name });
        self.tell("Emulation.setTimezoneOverride", zone).await;
    }

    /// Shows pages as to somebody who has told the system so: `("forced-colors", "active")`. What
    /// is not named is as the system has it.
    pub async fn prefer(&self, preferences: &[(&str, &str)]) {
        let feature = |(name, value): &(&str, &str)| json!({ "name": name, "value": value });
        let features: Vec<Value> = preferences.iter().map(feature).collect();
        self.tell(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
        for (name, value) in preferences {
            let query = format!("return matchMedia('({name}: {value})').matches");
            assert_eq!(self.script(&query, vec![]).await, true, "{name}: {value}");
        }
    }

    async fn tell(&self, command: &str, parameters: Value) {
        assert!(self.engine.can(Ability::Emulation), "{command}");
        let cdp = self.session.cdp();
        cdp.send_raw(command, parameters).await.unwrap();
    }
}
