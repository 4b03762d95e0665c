//! What each engine does in its own way: the size of its window, its clipboard, its complaints.

use crate::engine::{Ability, Engine};
use crate::{Page, until};
use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{RequestData, SessionId};

/// Collects what a page can hear of the browser's complaints, for engines that keep no log.
const LISTEN: &str = "if (window.heardComplaints) return;
    const heard = window.heardComplaints = [];
    addEventListener('securitypolicyviolation', event =>
        heard.push(`${event.violatedDirective} blocked ${event.blockedURI}`));
    addEventListener('error', event => heard.push(event.message || 'failed: ' + event.target.src), true);
    addEventListener('unhandledrejection', event => heard.push(String(event.reason)));
    for (const kind of ['error', 'warn']) {
        const original = console[kind];
        console[kind] = (...parts) => { heard.push(parts.join(' ')); original(...parts); };
    }";

impl Page {
    /// Makes the window that narrow, as on a phone.
    pub async fn resize(&self, width: u32, height: u32) {
        match self.engine {
            Engine::Chromium => {
                let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1,
                    "mobile": false});
                let cdp = self.session.cdp();
                cdp.send_raw("Emulation.setDeviceMetricsOverride", metrics)
                    .await
                    .unwrap();
            }
            // Firefox's window has a least width; the page in it has none.
            Engine::Firefox => {
                let script = "const style = gBrowser.selectedBrowser.style;
                    for (const [side, length] of [['width', arguments[0]], ['height', arguments[1]]]) {
                        style['min-' + side] = style['max-' + side] = length + 'px';
                    }";
                self.privileged(script, vec![json!(width), json!(height)])
                    .await;
            }
            Engine::WebKit => {
                let inner = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
                let frame = self.script(inner, vec![]).await;
                let [across, down] = [&frame[0], &frame[1]]
                    .map(|length| u32::try_from(length.as_u64().unwrap()).unwrap());
                self.session
                    .set_window_rect(0, 0, width + across, height + down)
                    .await
                    .unwrap();
            }
        }
        until("the window has its new size", async || {
            let size = "return [innerWidth, innerHeight]";
            let size = self.script(size, vec![]).await;
            let fits = size == json!([width, height]);
            fits.then_some(()).ok_or(size.to_string())
        })
        .await;
    }

    /// What is on the clipboard.
    pub async fn clipboard(&self) -> String {
        const READ: &str = "const done = arguments[0];
            navigator.clipboard.readText().then(done, error => done('unreadable: ' + error))";
        match self.engine {
            Engine::Chromium => {
                let permissions =
                    json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
                let cdp = self.session.cdp();
                cdp.send_raw("Browser.grantPermissions", permissions)
                    .await
                    .unwrap();
            }
            Engine::Firefox => {}
            Engine::WebKit => return self.pasted().await,
        }
        let text = self.session.execute_async(READ, vec![]).await.unwrap();
        text.json().as_str().unwrap().to_owned()
    }

    /// Pastes into a field of its own, as a person would find out.
    async fn pasted(&self) -> String {
        const FIELD: &str = "const field = document.createElement('textarea');
            field.id = 'paste-here';
            field.before = document.activeElement;
            (document.querySelector('dialog:modal') ?? document.body).append(field);
            field.focus();";
        const TEXT: &str = "const field = document.getElementById('paste-here');
            field.before?.focus();
            field.remove();
            return field.value;";
        self.script(FIELD, vec![]).await;
        let keys = self.session.action_chain();
        let keys = keys.key_down(Key::Control).key_down('v');
        let keys = keys.key_up('v').key_up(Key::Control);
        keys.perform().await.unwrap();
        let text = self.script(TEXT, vec![]).await;
        text.as_str().unwrap().to_owned()
    }

    /// What the browser complained about since the last call: errors and warnings of the page, of
    /// its security policy and, in Chromium, of its network.
    pub async fn complaints(&self) -> Vec<String> {
        self.engine.can(Ability::AllComplaints);
        self.engine.can(Ability::NetworkComplaints);
        match self.engine {
            Engine::Chromium => {
                let log = self.session.browser_log().await.unwrap();
                let loud = |level: &str| level == "SEVERE" || level == "WARNING";
                log.into_iter()
                    .filter(|entry| loud(&entry.level))
                    .map(|entry| entry.message)
                    .collect()
            }
            Engine::Firefox => {
                let script = "const said = Services.console.getMessageArray()
                        .filter(it => it instanceof Ci.nsIScriptError && !(it.flags & it.infoFlag))
                        .filter(it => it.sourceName.startsWith('http'))
                        .map(it => it.toString());
                    Services.console.reset();
                    return said;";
                let said = self.privileged(script, vec![]).await;
                serde_json::from_value(said).unwrap()
            }
            Engine::WebKit => {
                let script = "return (window.heardComplaints ?? []).splice(0)";
                let said = self.script(script, vec![]).await;
                serde_json::from_value(said).unwrap()
            }
        }
    }

    /// Called when another document has loaded.
    pub(crate) async fn listen(&self) {
        if self.engine.limit(Ability::AllComplaints).is_some() {
            self.script(LISTEN, vec![]).await;
        }
    }

    /// Runs a script of Firefox itself, which sees more than a page does.
    async fn privileged(&self, script: &str, arguments: Vec<Value>) -> Value {
        let handle = self.session.handle();
        handle.cmd(Context("chrome")).await.unwrap();
        let answer = self.session.execute(script, arguments).await;
        handle.cmd(Context("content")).await.unwrap();
        answer.unwrap().json().clone()
    }
}

/// geckodriver's choice of whose scripts run: the page's or the browser's.
#[derive(Debug)]
struct Context(&'static str);

impl FormatRequestData for Context {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let path = format!("session/{session}/moz/context");
        RequestData::new(Method::POST, path).add_body(json!({"context": self.0}))
    }
}
