/** What is told on one page each: réalisations, logiciels, publications. `data-liste` of the list says which. */
import { address, readAll } from "../api.js";
import { byId, el, focusOn, page } from "../dom.js";
import { PAPERS, PROGRESS, WORKS, date, plural, price, size } from "../format.js";
import { picture } from "../pictures.js";
import { empty, load } from "../states.js";
import { list, paragraphs } from "../text.js";

const LISTS = {
  projets: [projet, "réalisation", "réalisations"],
  logiciels: [logiciel, "logiciel", "logiciels"],
  publications: [publication, "publication", "publications"],
};
const results = byId("resultats");
const path = results.dataset.liste;
const [card, one, many] = LISTS[path];

load(results, async () => {
  const items = await readAll(path);
  if (!items.length) return empty("Rien à montrer ici pour l’instant.");
  byId("etat").textContent = plural(items.length, one, many);
  return el("ul", { class: "cards" }, items.map(card));
}).then(goToWanted);

// The content came after the browser looked for the place that the address names.
function goToWanted() {
  const wanted = location.hash.length > 1 && byId(decodeURIComponent(location.hash.slice(1)));
  if (!wanted) return;
  wanted.scrollIntoView();
  focusOn(wanted.querySelector("h2"));
}

function projet({ slug, title, description, category, place, progress, images, technologies }) {
  const image = picture(images[0], "(min-width: 60rem) 22rem, 100vw");
  return el("li", { class: "card story", id: slug },
    image && el("div", { class: "frame" }, image),
    el("p", { class: "eyebrow" }, [WORKS[category], place?.country, PROGRESS[progress]].filter(Boolean).join(" · ")),
    el("h2", { class: "h3" }, title),
    paragraphs(description),
    technologies.length ? el("p", { class: "facts" }, technologies.join(", ")) : null);
}

function logiciel({ slug, title, description, category, price: cost, currentVersion, features, available }) {
  const about = { sujet: "logiciel", a_propos: title };
  return el("li", { class: "card", id: slug },
    el("p", { class: "eyebrow" }, [category.label, currentVersion && `version ${currentVersion}`].filter(Boolean).join(" · ")),
    el("h2", { class: "h3" }, title),
    paragraphs(description),
    features.length ? list(features, "points checks") : null,
    el("p", { class: "price" }, available ? price(cost) : "Bientôt disponible"),
    el("p", {}, el("a", { class: "button quiet", href: page("contact.html", about) }, available ? "Demander une licence" : "Être prévenu", named(title))));
}

function publication({ slug, title, description, category, issued, file }) {
  const facts = [PAPERS[category], issued && date(issued), `${file.type.toUpperCase()}${file.size ? ` (${size(file.size)})` : ""}`];
  return el("li", { class: "card", id: slug },
    el("p", { class: "eyebrow" }, facts.filter(Boolean).join(" · ")),
    el("h2", { class: "h3" }, title),
    el("p", {}, description),
    el("p", {}, el("a", { class: "button quiet", href: address(`publications/${slug}/download`).href, download: true }, "Télécharger", named(title))));
}

// Links that read the same are told apart by what they are about.
const named = (title) => el("span", { class: "visually-hidden" }, ` : ${title}`);
