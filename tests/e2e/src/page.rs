//! A page as a person uses it: things are found by what they are and what they are called.

use crate::{Engine, until};
use serde_json::{Value, json};
use std::path::Path;
use thirtyfour::WindowHandle;
use thirtyfour::action_chain::ActionChain;
use thirtyfour::error::WebDriverErrorInner::StaleElementReference;
use thirtyfour::prelude::*;

/// What something on a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something to press.
    Button,
    /// Something that leads elsewhere.
    Link,
    /// Something to type into, choose from or switch, found by its label.
    Field,
    /// A heading of any level.
    Heading,
    /// One of the choices of an open list.
    Choice,
}

impl Role {
    fn selector(self) -> &'static str {
        match self {
            Self::Button => "button, summary",
            Self::Link => "a",
            Self::Field => "input, textarea, select",
            Self::Heading => "h1, h2, h3",
            Self::Choice => "[role=option], option",
        }
    }
}

/// The window of a browser.
pub struct Page {
    pub(crate) engine: Engine,
    pub(crate) session: WebDriver,
}

impl Page {
    pub(crate) fn new(engine: Engine, session: WebDriver) -> Self {
        Self { engine, session }
    }

    /// The engine that shows it.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Opens a URL, like typing it into the address bar.
    pub async fn open(&self, url: &str) {
        self.session.goto(url).await.unwrap();
        self.listen().await;
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.session.refresh().await.unwrap();
        self.listen().await;
    }

    /// Goes back in the history.
    pub async fn back(&self) {
        self.session.back().await.unwrap();
    }

    /// Goes on in the first frame of the page.
    pub async fn enter_frame(&self) {
        self.session.enter_frame(0).await.unwrap();
        self.listen().await;
    }

    /// The tab that is used now.
    pub async fn tab(&self) -> WindowHandle {
        self.session.window().await.unwrap()
    }

    /// Opens an empty tab beside this one, and uses it from now on.
    pub async fn new_tab(&self) -> WindowHandle {
        let tab = self.session.new_tab().await.unwrap();
        self.turn_to(&tab).await;
        tab
    }

    /// Uses this tab from now on.
    pub async fn turn_to(&self, tab: &WindowHandle) {
        self.session.switch_to_window(tab.clone()).await.unwrap();
    }

    /// Waits for something and answers it.
    pub async fn find(&self, role: Role, name: &str) -> WebElement {
        until(&format!("no {role:?} {name:?}"), async || {
            self.look_for(role, name)
                .await
                .ok_or(format!("the page says:\n{}", self.text().await))
        })
        .await
    }

    /// Whether something is there at this moment.
    pub async fn has(&self, role: Role, name: &str) -> bool {
        self.look_for(role, name).await.is_some()
    }

    async fn look_for(&self, role: Role, name: &str) -> Option<WebElement> {
        let arguments = vec![json!(role.selector()), json!(name)];
        let found = self
            .session
            .execute(include_str!("find.js"), arguments)
            .await;
        match found {
            // What was found went before the driver could name it.
            Err(error) if matches!(error.as_inner(), StaleElementReference(_)) => None,
            found => found.unwrap().element().ok(),
        }
    }

    /// Clicks, once it can be clicked.
    pub async fn click(&self, role: Role, name: &str) {
        self.act(role, name, async |element| element.click().await)
            .await;
    }

    /// Presses a button.
    pub async fn press(&self, name: &str) {
        self.click(Role::Button, name).await;
    }

    /// Follows a link.
    pub async fn follow(&self, name: &str) {
        self.click(Role::Link, name).await;
    }

    /// Types into a field, after what is there.
    pub async fn enter(&self, label: &str, text: &str) {
        self.act(Role::Field, label, async |field| {
            field.send_keys(text).await
        })
        .await;
    }

    /// Types into a field, in place of what is there.
    pub async fn replace(&self, label: &str, text: &str) {
        self.act(Role::Field, label, async |field| {
            field.send_keys(Key::Control + "a").await?;
            field.send_keys(Key::Delete + text).await
        })
        .await;
    }

    /// Presses a key in a field.
    pub async fn key(&self, label: &str, key: Key) {
        self.act(Role::Field, label, async |field| {
            field.send_keys(key.clone() + "").await
        })
        .await;
    }

    /// Presses a key wherever the focus is.
    pub async fn type_key(&self, key: Key) {
        let keys = self.session.action_chain().send_keys(key + "");
        keys.perform().await.unwrap();
    }

    /// Presses a key while others are held, wherever the focus is.
    pub async fn chord(&self, held: &[Key], key: char) {
        let press = |chain, held: &Key| ActionChain::key_down(chain, held.clone());
        let release = |chain, held: &Key| ActionChain::key_up(chain, held.clone());
        let chain = held.iter().fold(self.session.action_chain(), press);
        let chain = chain.key_down(key).key_up(key);
        held.iter().fold(chain, release).perform().await.unwrap();
    }

    /// Types wherever the focus is.
    pub async fn type_text(&self, text: &str) {
        let keys = self.session.action_chain().send_keys(text);
        keys.perform().await.unwrap();
    }

    /// Chooses in a field with a fixed list.
    pub async fn choose(&self, label: &str, choice: &str) {
        let field = self.find(Role::Field, label).await;
        let options = field.find_all(By::Tag("option")).await.unwrap();
        for option in options {
            if option.text().await.unwrap() == choice {
                return option.click().await.unwrap();
            }
        }
        panic!("{label:?} has no choice {choice:?}");
    }

    /// What stands in a field.
    pub async fn value(&self, label: &str) -> String {
        let field = self.find(Role::Field, label).await;
        field.prop("value").await.unwrap().unwrap_or_default()
    }

    /// Whether a switch is on.
    pub async fn is_on(&self, label: &str) -> bool {
        let field = self.find(Role::Field, label).await;
        field.prop("checked").await.unwrap().as_deref() == Some("true")
    }

    /// Waits until the error that belongs to a field says this, and the field is marked.
    pub async fn refuses(&self, label: &str, sentence: &str) {
        const ERROR: &str =
            "const field = arguments[0]; if (field.ariaInvalid !== 'true') return '';
            return field.getAttribute('aria-describedby').split(' ')
                .map(id => document.getElementById(id)?.textContent ?? '').join(' ');";
        until(
            &format!("{label:?} does not say {sentence:?}"),
            async || {
                let field = self.find(Role::Field, label).await;
                let said = self.script(ERROR, vec![field.to_json().unwrap()]).await;
                let said = said.as_str().unwrap_or_default().to_owned();
                said.contains(sentence).then_some(()).ok_or(said)
            },
        )
        .await;
    }

    async fn act(
        &self,
        role: Role,
        name: &str,
        act: impl AsyncFn(WebElement) -> WebDriverResult<()>,
    ) {
        until(&format!("cannot use {role:?} {name:?}"), async || {
            // What is built anew at this moment can be used a moment later, and what a bar covers
            // is scrolled from under it.
            let element = self.find(role, name).await;
            let result = act(element.clone()).await;
            if result.is_err() {
                let centre = "arguments[0].scrollIntoView({ block: 'center' })";
                let element = element.to_json().unwrap();
                let _ = self.session.execute(centre, vec![element]).await;
            }
            result.map_err(|error| error.to_string())
        })
        .await;
    }

    /// What can be read on the page.
    pub async fn text(&self) -> String {
        let text = self.script("return document.body.innerText", vec![]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page says this.
    pub async fn sees(&self, text: &str) {
        until(&format!("the page does not say {text:?}"), async || {
            let page = self.text().await;
            page.contains(text).then_some(()).ok_or(page)
        })
        .await;
    }

    /// Waits until the page does not say this any more.
    pub async fn sees_no_more(&self, text: &str) {
        until(&format!("the page still says {text:?}"), async || {
            let page = self.text().await;
            (!page.contains(text)).then_some(()).ok_or(page)
        })
        .await;
    }

    /// Waits until the address is this one.
    pub async fn is_at(&self, url: &str) {
        until(&format!("not at {url}"), async || {
            let now = self.url().await;
            (now == url).then_some(()).ok_or(now)
        })
        .await;
    }

    /// The address.
    pub async fn url(&self) -> String {
        self.session.current_url().await.unwrap().to_string()
    }

    /// The title.
    pub async fn title(&self) -> String {
        self.session.title().await.unwrap()
    }

    /// The names in the first column of the list, in order.
    pub async fn rows(&self) -> Vec<String> {
        const ROWS: &str = "return [...document.querySelectorAll('table[role=table] tbody tr')]
            .map(row => row.querySelector('a')?.textContent ?? row.textContent)";
        let rows = self.script(ROWS, vec![]).await;
        serde_json::from_value(rows).unwrap()
    }

    /// Runs a script, for what no person sees.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self.session.execute(script, arguments).await.unwrap();
        answer.json().clone()
    }

    /// The whole page as markup, and everything that the browser keeps for it.
    pub async fn everything(&self) -> String {
        const EVERYTHING: &str = "return [document.documentElement.outerHTML,
            JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie,
            JSON.stringify(history.state), window.name, location.href, document.title,
            ...[...document.querySelectorAll('input, textarea')].map(field => field.value),
            ...performance.getEntries().map(entry => entry.name)].join('\\n')";
        let text = self.script(EVERYTHING, vec![]).await;
        text.as_str().unwrap().to_owned()
    }

    /// Unlocks the console with a key.
    pub async fn unlock(&self, key: &str) {
        self.enter("Developer key", key).await;
        self.press("Unlock").await;
        self.find(Role::Button, "Lock").await;
    }

    /// Saves a picture of the window.
    pub async fn picture(&self, file: &Path) {
        self.session.screenshot(file).await.unwrap();
    }
}
