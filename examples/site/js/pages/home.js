/** The first page: sessions to come, latest news. */
import { read, readAll } from "../api.js";
import { articleCard, sessionRow } from "../cards.js";
import { byId, el } from "../dom.js";
import { empty, load } from "../states.js";

const SESSIONS = 4;
const ARTICLES = 3;

load(byId("sessions"), async () => {
  const formations = await readAll("formations", { include: "sessions", fields: "slug,title" });
  const coming = formations
    .flatMap((formation) => formation.sessions.map((session) => ({ formation, session })))
    .sort((one, other) => one.session.start.localeCompare(other.session.start))
    .slice(0, SESSIONS);
  if (!coming.length) return empty("Pas de session prévue pour l’instant.", "Écrivez-nous : nous venons aussi chez vous.");
  return el("ul", { class: "rows" }, coming.map(({ formation, session }) => sessionRow(formation, session)));
});

load(byId("nouvelles"), async () => {
  const { items } = await read("actualites", { limit: ARTICLES });
  if (!items.length) return empty("Rien de neuf pour l’instant.");
  return el("ul", { class: "cards" }, items.map(articleCard));
});
