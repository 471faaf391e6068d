/** The catalogue. Its filters are in the address: it can be shared, and the way back leads to the same list. */
import { read, readAll } from "../api.js";
import { formationCard } from "../cards.js";
import { byId, el } from "../dom.js";
import { plural } from "../format.js";
import { Listing } from "../listing.js";
import { empty } from "../states.js";

const PER_PAGE = 6;
const FIELDS = "slug,title,category,levels,duration,location,price,discountedPrice,discount";
const form = byId("filtres");

const listing = new Listing({
  path: "formations",
  source: formations,
  card: formationCard,
  told: (count, more) => (more ? `${count} formations affichées, et d’autres` : plural(count, "formation", "formations")),
  nothing: () => empty("Aucune formation ne correspond.", "Enlevez un critère, ou ", el("a", { href: "contact.html?sujet=formation" }, "demandez une formation sur mesure"), "."),
  grown: (pages) => history.replaceState({ pages }, ""),
});

/** Read a page of formations. The words of a search come from the index of the site, in the order of their rank. */
async function formations(path, { q, ...query }, signal) {
  if (!q) return read(path, { ...query, limit: PER_PAGE, fields: FIELDS, include: "sessions" }, signal);
  const [found, all] = await Promise.all([
    read("search", { q, kind: "formation", limit: 100 }, signal),
    readAll(path, { ...query, fields: FIELDS, include: "sessions" }, signal),
  ]);
  const known = new Map(all.map((each) => [each.id, each]));
  const items = query.sort ? all.filter((each) => found.items.some(({ id }) => id === each.id)) : found.items.map(({ id }) => known.get(id));
  return { items: items.filter(Boolean), next: null };
}

function asked() {
  const given = new FormData(form);
  return Object.fromEntries([...given].filter(([, value]) => value));
}

function open(pages = 1) {
  const { q, categorie, niveau, prix, tri } = asked();
  listing.open({ q, category: categorie, level: niveau, "price[lte]": prix, sort: tri }, pages);
  byId("effacer").hidden = !Object.keys(asked()).length;
}

function change() {
  const query = new URLSearchParams(asked()).toString();
  history.pushState({ pages: 1 }, "", query ? `?${query}` : location.pathname);
  open();
}

function fill() {
  const given = new URLSearchParams(location.search);
  for (const control of form.elements) if (control.name) control.value = given.get(control.name) || "";
  open(history.state?.pages);
}

/** Offer the categories that there are; one that the address names is there at once. */
async function offerCategories() {
  const select = form.elements.categorie;
  const wanted = new URLSearchParams(location.search).get("categorie");
  if (wanted) select.append(el("option", { value: wanted }, wanted));
  const all = await readAll("formations", { fields: "category" }).catch(() => []);
  const labels = new Map(all.map(({ category }) => [category.key, category.label]));
  const sorted = [...labels].sort(([, one], [, other]) => one.localeCompare(other, "fr"));
  if (!sorted.length) return;
  const chosen = select.value;
  select.replaceChildren(select.options[0], ...sorted.map(([key, label]) => el("option", { value: key }, label)));
  select.value = chosen;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  change();
});
form.addEventListener("change", (event) => {
  // Words are sent by Enter or the button: leaving the field is no wish.
  if (event.target.type !== "search") change();
});
byId("effacer").addEventListener("click", () => {
  form.reset();
  change();
  form.elements.q.focus();
});
addEventListener("popstate", fill);

offerCategories();
fill();
