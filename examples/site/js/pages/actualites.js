/** News. */
import { articleCard } from "../cards.js";
import { byId } from "../dom.js";
import { plural } from "../format.js";
import { Listing } from "../listing.js";
import { empty } from "../states.js";

const form = byId("filtres");
const listing = new Listing({
  path: "actualites",
  card: articleCard,
  told: (count, more) => (more ? `${count} articles affichés, et d’autres` : plural(count, "article", "articles")),
  nothing: () => empty("Aucun article dans cette rubrique pour l’instant."),
});

const open = () => listing.open({ category: form.elements.rubrique.value, limit: 6 });

function fill() {
  form.elements.rubrique.value = new URLSearchParams(location.search).get("rubrique") || "";
  open();
}

form.addEventListener("change", () => {
  const { value } = form.elements.rubrique;
  history.pushState(null, "", value ? `?rubrique=${value}` : location.pathname);
  open();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("popstate", fill);
fill();
