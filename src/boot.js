// What must not wait for the WASM module: theme, density, keys and kind of screen (before the first paint),
// and the first request to the API (while the module downloads). Storage or an address that cannot
// be used means "locked": nothing in here may keep the console from starting.
(function () {
  const root = document.documentElement;

  let idleMinutes = 15;
  try {
    const theme = localStorage.getItem("meta-console.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    // Room for their choice on the unlock screen.
    if (localStorage.getItem("meta-console.profiles")) root.dataset.profiles = "";
    const settings = JSON.parse(localStorage.getItem("meta-console.settings"));
    if (settings?.compact === true) root.dataset.density = "compact";
    if (settings?.single_keys === false) root.dataset.keys = "off";
    const minutes = settings?.idle_minutes;
    if (minutes === 0 || (minutes >= 2 && minutes <= 60)) idleMinutes = minutes;
  } catch (unusable) {}

  // src/session.rs says the same: a session ends with its day, when nothing happens, or with a lock
  // in another tab.
  function isOver(unlocked) {
    const active = Number(sessionStorage.getItem("meta-console.active")) || 0;
    const locked = Number(localStorage.getItem("meta-console.locked")) || 0;
    const idle = idleMinutes ? Math.max(active, unlocked) + idleMinutes * 60e3 : Infinity;
    return unlocked <= locked || !(Date.now() < Math.min(unlocked + 12 * 3600e3, idle));
  }

  // The key goes nowhere but to the address it was entered for.
  function readSession() {
    try {
      const session = JSON.parse(sessionStorage.getItem("meta-console.session"));
      const web = /^https?:$/.test(new URL(session.base_url).protocol);
      return web && session.developer_key && !isOver(session.unlocked) ? session : null;
    } catch (unusable) {
      return null;
    }
  }

  function number(text, absent, most) {
    const value = Number(/^[0-9]{0,9}$/.test(text) && text);
    return text === null ? absent : value <= most ? value : 0;
  }

  // The path of the screen, below that of the console.
  function screenPath() {
    const base = new URL(document.baseURI).pathname;
    return location.pathname.startsWith(base) ? location.pathname.slice(base.length).replace(/\/$/, "") : null;
  }

  // The navigation stands after this script: where the person is, is marked when it comes.
  function markPlace(path) {
    const place = ["applications", "explorer", "activity", "settings"].indexOf((path || "applications").split("/")[0]);
    if (place < 0) return;
    new MutationObserver((_, observer) => {
      const item = document.querySelectorAll("#shell .nav .item")[place];
      if (!item) return;
      item.setAttribute("aria-current", "page");
      observer.disconnect();
    }).observe(root, { childList: true, subtree: true });
  }

  // What the client asks first at this address, letter for letter; null where that is in doubt.
  function firstPath(path) {
    if (path === null) return null;
    if (path === "" || path === "applications") {
      root.dataset.screen = "list";
      const query = new URLSearchParams(location.search);
      const page = number(query.get("page"), 1, 999999999);
      const size = number(query.get("page_size"), 25, 1000);
      const active = query.get("active");
      const known = active === null || active === "true" || active === "false";
      if (!page || !size || !known) return null;
      const filter = !active ? "" : active === "true" ? "&active=True" : "&active=False";
      return `/applications?page=${page}&page_size=${size}${filter}`;
    }
    const detail = /^applications\/([A-Za-z0-9_-]+)$/.exec(path);
    return detail && detail[1] !== "new" ? "/applications/" + detail[1] : null;
  }

  const session = readSession();
  root.dataset.session = session ? "open" : "locked";
  try {
    const screen = screenPath();
    if (session) markPlace(screen);
    const path = firstPath(screen);
    // What this screen needs beside the first file (xtask/src/split.rs) comes along with it.
    const rest = document.querySelector("meta[name=rest]");
    if (session && rest && root.dataset.screen !== "list") {
      const preload = document.createElement("link");
      Object.assign(preload, { rel: "preload", as: "fetch", crossOrigin: "", href: rest.content });
      document.head.append(preload);
    }
    if (session && path) {
      const url = session.base_url + path;
      const response = fetch(url, {
        headers: { Authorization: "DeveloperKey " + session.developer_key, Accept: "application/json" },
        cache: "no-store",
        credentials: "omit",
        redirect: "manual",
        referrerPolicy: "no-referrer",
      });
      // Who takes the answer handles its failure; untaken, a failure concerns nobody.
      response.catch(() => {});
      window.metaConsoleFirst = { url, response };
    }
  } catch (unexpected) {} // The client asks again, and says what is wrong.

  // A module that fails to load or to start would leave the shell standing for ever.
  function failed() {
    const sentence = document.getElementById("boot-error");
    if (sentence) sentence.hidden = false;
  }
  // Capturing: the error event of a script element does not bubble.
  addEventListener("error", failed, true);
  addEventListener("unhandledrejection", failed);
  addEventListener("TrunkApplicationStarted", () => {
    removeEventListener("error", failed, true);
    removeEventListener("unhandledrejection", failed);
  });
})();
