/** Search over everything that is published. */
import { read } from "../api.js";
import { announce, byId, el, entitle, page } from "../dom.js";
import { plural } from "../format.js";
import { empty, load } from "../states.js";
import { marked } from "../text.js";

const KINDS = {
  formation: ["Formation", "formation.html"],
  emploi: ["Emploi", "emploi.html"],
  actualite: ["Actualité", "actualite.html"],
  projet: ["Réalisation", "realisations.html"],
  logiciel: ["Logiciel", "logiciels.html"],
  publication: ["Publication", "publications.html"],
};
const MOST = 50;
const form = byId("recherche");
const results = byId("resultats");
const state = byId("etat");

function open() {
  const { q, genre } = Object.fromEntries(new FormData(form));
  state.textContent = "";
  if (!q.trim()) return results.replaceChildren();
  entitle(`« ${q} »`);
  return load(results, async () => {
    const { items } = await read("search", { q, kind: genre, limit: MOST });
    state.textContent = items.length ? plural(items.length, "résultat", "résultats") : "";
    if (items.length) return el("ul", { class: "cards found" }, items.map(card));
    announce("Aucun résultat");
    return empty(`Rien ne correspond à « ${q} ».`, "Essayez un mot plus court ou plus général, ou ", el("a", { href: "contact.html" }, "posez-nous la question"), ".");
  });
}

function card({ kind, slug, title, excerpt }) {
  const [name, file] = KINDS[kind] || [kind, "recherche.html"];
  // Pages of one thing take its name in the query, lists have it as a place in the page.
  const href = file.endsWith("s.html") ? page(file, {}, slug) : page(file, { slug });
  return el("li", { class: "card" },
    el("p", { class: "eyebrow" }, name),
    el("h2", { class: "h3" }, el("a", { href }, marked(title))),
    el("p", {}, marked(excerpt)));
}

function fill() {
  const query = new URLSearchParams(location.search);
  form.elements.q.value = query.get("q") || "";
  form.elements.genre.value = query.get("genre") || "";
  open();
}

function change() {
  const given = [...new FormData(form)].filter(([, value]) => value);
  history.pushState(null, "", `?${new URLSearchParams(given)}`);
  open();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  change();
});
form.elements.genre.addEventListener("change", () => form.elements.q.value.trim() && change());
addEventListener("popstate", fill);
fill();
