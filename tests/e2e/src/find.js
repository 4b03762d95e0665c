// Finds what a person would: the first visible element of that kind with that name. While a modal
// dialog is open, only what is in it can be reached.
const [selector, name] = arguments;
const plain = text => (text ?? "").replace(/\s+/g, " ").trim();
const nameOf = element =>
  element.getAttribute("aria-label") ||
  (element.labels?.length ? plain(element.labels[0].textContent) : plain(element.textContent));
const fits = element => {
  const found = nameOf(element);
  // A label goes on with what is optional or edited, a link with a count, an option with an id.
  const more = element.matches("input, textarea, select, .tabs a, [role=option]");
  return found === name || (more && found.startsWith(name + " ")) || (more && element.querySelector?.("span")?.textContent === name);
};
const scope = document.querySelector("dialog:modal") ?? document;
const visible = element => element.checkVisibility({ visibilityProperty: true });
return [...scope.querySelectorAll(selector)].find(element => visible(element) && fits(element)) ?? null;
