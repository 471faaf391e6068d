/** Job offers for which one can still apply. */
import { jobCard } from "../cards.js";
import { byId, el } from "../dom.js";
import { plural } from "../format.js";
import { Listing } from "../listing.js";
import { empty } from "../states.js";

const form = byId("filtres");
const listing = new Listing({
  path: "emplois",
  card: jobCard,
  told: (count, more) => (more ? `${count} offres affichées, et d’autres` : plural(count, "offre ouverte", "offres ouvertes")),
  nothing: () => empty("Aucune offre ouverte ici pour l’instant.", el("a", { href: "contact.html?sujet=carriere" }, "Envoyez-nous une candidature spontanée"), "."),
});

function open() {
  const { contrat } = Object.fromEntries(new FormData(form));
  listing.open({ state: "actif", sort: "deadline", contract: contrat, limit: 10 });
}

function fill() {
  form.elements.contrat.value = new URLSearchParams(location.search).get("contrat") || "";
  open();
}

form.addEventListener("change", () => {
  const { value } = form.elements.contrat;
  history.pushState(null, "", value ? `?contrat=${value}` : location.pathname);
  open();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("popstate", fill);
fill();
