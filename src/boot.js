// What must not wait for the WASM module: the theme and the kind of screen (before the first paint),
// and the first request to the API (while the module downloads). Storage or an address that cannot be
// used means "locked": nothing in here may keep the console from starting.
(function () {
  "use strict";
  var root = document.documentElement;

  function read(storage, name) {
    try {
      return window[storage].getItem(name);
    } catch (denied) {
      return null;
    }
  }

  var theme = read("localStorage", "meta-console.theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  // The key goes nowhere but to the address it was entered for.
  function readSession() {
    try {
      var session = JSON.parse(read("sessionStorage", "meta-console.session"));
      var protocol = new URL(session.base_url).protocol;
      var known = typeof session.developer_key === "string" && session.developer_key !== "";
      return known && /^https?:$/.test(protocol) ? session : null;
    } catch (unusable) {
      return null;
    }
  }

  function number(text, fallback, most) {
    if (text === null) return fallback;
    var value = /^[0-9]{1,15}$/.test(text) ? Number(text) : 0;
    return value >= 1 && value <= most ? value : null;
  }

  // The console's address, as the client would print it for the API. The client takes the answer
  // only when its own first URL is the same, letter for letter; anything doubtful is left to it.
  function firstRequest() {
    var base = new URL(document.baseURI).pathname;
    if (location.pathname.indexOf(base) !== 0) return null;
    var path = location.pathname.slice(base.length).replace(/\/$/, "");
    if (path === "" || path === "applications") {
      root.dataset.screen = "list";
      var query = new URLSearchParams(location.search);
      var page = number(query.get("page"), 1, Number.MAX_SAFE_INTEGER);
      var size = number(query.get("page_size"), 25, 1000);
      var active = query.get("active");
      if (page === null || size === null) return null;
      if (active !== null && active !== "true" && active !== "false") return null;
      var filter = active === null ? "" : active === "true" ? "&active=True" : "&active=False";
      return "/applications?page=" + page + "&page_size=" + size + filter;
    }
    var detail = /^applications\/([A-Za-z0-9_-]+)$/.exec(path);
    return detail && detail[1] !== "new" ? "/applications/" + detail[1] : null;
  }

  var session = readSession();
  root.dataset.session = session ? "open" : "locked";
  try {
    var first = firstRequest();
    if (session && first) {
      var url = session.base_url + first;
      var response = fetch(url, {
        headers: { Authorization: "DeveloperKey " + session.developer_key, Accept: "application/json" },
        cache: "no-store",
        credentials: "omit",
        redirect: "follow",
        referrerPolicy: "no-referrer",
      });
      // Whoever takes the promise handles its failure; untaken, a failure is nobody's business.
      response.catch(function () {});
      window.metaConsoleFirst = { url: url, response: response };
    }
  } catch (unexpected) {
    // The client asks again, and says what is wrong.
  }

  // A module that does not load, or stops while starting, would leave the shell standing for ever.
  function failed() {
    var sentence = document.getElementById("boot-error");
    if (sentence) sentence.hidden = false;
  }
  function started() {
    removeEventListener("error", failed, true);
    removeEventListener("unhandledrejection", failed);
  }
  // Capturing, because the error of a script element does not bubble.
  addEventListener("error", failed, true);
  addEventListener("unhandledrejection", failed);
  addEventListener("TrunkApplicationStarted", started);
})();
