/** Elements out of texts. Nothing here takes markup: whatever the API says stays text. */

/** Where this site is, with a slash at the end, whichever page asks. */
export const ROOT = new URL("..", import.meta.url);

/** Return an element. `props` are attributes; `on…` functions listen; null and false are left out. */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  const shown = children.flat(9).filter((each) => each !== null && each !== undefined && each !== false);
  element.append(...shown.map((each) => (typeof each === "string" ? spaced(each) : each)));
  return element;
}

/** Return a text in which no line begins with a sign that French puts a blank before, or with a unit. */
export const spaced = (text) =>
  text
    .replace(/ (?=[:;!?»·%−])/g, "\u00a0")
    .replace(/« /g, "«\u00a0")
    .replace(/(\d) (?=(?:h|FCFA|Mo|Ko|m³)(?![a-z]))/g, "$1\u00a0");

export const byId = (id) => document.getElementById(id);

/** Return a link to a page of this site. */
export function page(name, query = {}, fragment = "") {
  const url = new URL(name, ROOT);
  for (const [key, value] of Object.entries(query)) if (value) url.searchParams.set(key, value);
  if (fragment) url.hash = fragment;
  return url.href;
}

/** Move the focus to an element that is none of the controls, such as a heading or a message. */
export function focusOn(element) {
  element.setAttribute("tabindex", "-1");
  element.focus();
}

/** Have screen readers say a text now. */
export function announce(text) {
  const place = byId("annonces");
  place.textContent = "";
  // The same text twice is only said again if it went away in between.
  requestAnimationFrame(() => { place.textContent = text; });
}

/** Tell search engines what the page shows (schema.org); data, never run. */
export function describe(data) {
  const script = el("script", { type: "application/ld+json" });
  script.textContent = JSON.stringify({ "@context": "https://schema.org", ...data });
  document.head.append(script);
}

/** Give the page its title, and its description for search engines; its heading is about to be shown. */
export function entitle(title, description) {
  byId("titre-attendu")?.remove();
  document.title = `${title} · Sorbo Ingénierie`;
  const meta = document.querySelector('meta[name="description"]');
  if (meta && description) meta.content = description.split("\n")[0].slice(0, 160);
}
