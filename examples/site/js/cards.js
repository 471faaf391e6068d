/** What lists show of each thing. */
import { el, page } from "./dom.js";
import { CONTRACTS, NEWS, date, dayParts, levels, period, place, plural, price, salary } from "./format.js";
import { picture } from "./pictures.js";

/** Return a formation in a list, with its next session. */
export function formationCard(formation) {
  const [next] = formation.sessions || [];
  return el(
    "li",
    { class: "card course" },
    el("p", { class: "eyebrow" }, formation.category.label),
    el("h3", {}, el("a", { href: page("formation.html", { slug: formation.slug }) }, formation.title)),
    el("p", { class: "facts" }, [levels(formation.levels), formation.duration, formation.location].filter(Boolean).join(" · ")),
    el("p", { class: "price" }, prices(formation)),
    el("p", { class: "next" }, next ? ["Prochaine session : ", period(next.start, next.end), ", ", next.remote ? "à distance" : place(next).split(",")[0]] : "Dates à convenir"),
  );
}

/** Return a price, and what it was before a discount. */
export function prices({ price: full, discountedPrice, discount }) {
  if (!discountedPrice) return price(full);
  return [price(discountedPrice), " ", el("s", {}, el("span", { class: "visually-hidden" }, "au lieu de "), price(full)), ` −${discount} %`];
}

/** Return how many seats a session has left. */
export function seats(session) {
  if (session.seatsLeft > 0) return plural(session.seatsLeft, "place libre", "places libres");
  return session.waiting ? `Complet, ${plural(session.waiting, "personne", "personnes")} en attente` : "Complet : liste d’attente";
}

/** Return a coming session of some formation, as a row. */
export function sessionRow(formation, session) {
  const at = dayParts(session.start);
  return el(
    "li",
    { class: "row" },
    el("p", { class: "day" }, el("b", {}, at.day), el("span", {}, `${at.month} ${at.year}`)),
    el(
      "div",
      {},
      el("h3", {}, el("a", { href: page("formation.html", { slug: formation.slug, session: session.id }) }, formation.title)),
      el("p", { class: "facts" }, [place(session), period(session.start, session.end)].join(" · ")),
    ),
    el("p", { class: session.seatsLeft ? "seats" : "seats full" }, seats(session)),
  );
}

/** Return an article in a list. */
export function articleCard(article) {
  const image = picture(article.image, "(min-width: 60rem) 22rem, 100vw");
  return el(
    "li",
    { class: "card story" },
    image && el("div", { class: "frame" }, image),
    el("p", { class: "eyebrow" }, [NEWS[article.category], " · ", el("time", { datetime: article.publishedAt }, date(article.publishedAt))]),
    el("h3", {}, el("a", { href: page("actualite.html", { slug: article.slug }) }, article.title)),
    el("p", {}, article.summary),
  );
}

/** Return a job offer in a list. */
export function jobCard(job) {
  return el(
    "li",
    { class: "card job" },
    el("p", { class: "eyebrow" }, [CONTRACTS[job.contract], job.urgent && el("span", { class: "badge" }, "Urgent")]),
    el("h3", {}, el("a", { href: page("emploi.html", { slug: job.slug }) }, job.title)),
    el("p", { class: "facts" }, [`${job.place.city}, ${job.place.country}`, job.posts > 1 && `${job.posts} postes`, salary(job.salary)].filter(Boolean).join(" · ")),
    el("p", { class: "next" }, "Candidatures jusqu’au ", el("time", { datetime: job.deadline }, date(job.deadline))),
  );
}
