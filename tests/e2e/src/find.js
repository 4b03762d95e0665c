// Finds what a person would: the first visible element of that kind with that name. While a modal
// dialog is open, only what is in it can be reached.
const [selector, name, page = document] = arguments;
const plain = text => (text ?? "").replace(/\s+/g, " ").trim();
// What is hidden from assistive technology, such as the mark of a key, is no part of a name.
const textOf = element => {
  const heard = element.cloneNode(true);
  for (const unheard of heard.querySelectorAll("[aria-hidden=true]")) unheard.remove();
  return plain(heard.textContent);
};
const nameOf = element =>
  element.getAttribute("aria-label") || textOf(element.labels?.length ? element.labels[0] : element);
// These go on with what is optional, edited, counted or connected.
const goesOn = "input, textarea, select, summary, .tabs a";
const fits = element => {
  const found = nameOf(element);
  if (found === name || plain(element.querySelector(".trunc")?.textContent) === name) return true;
  return element.matches(goesOn) && found.startsWith(name) && !/^[a-z]/.test(found.slice(name.length));
};
const scope = page.querySelector("dialog:modal") ?? page;
const visible = element => element.checkVisibility({ visibilityProperty: true });
return [...scope.querySelectorAll(selector)].find(element => visible(element) && fits(element)) ?? null;
