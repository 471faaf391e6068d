/** A formation, its sessions, and the inscription for one of them. */
import { Problem, read } from "../api.js";
import { prices, seats } from "../cards.js";
import { byId, describe, el, entitle, page } from "../dom.js";
import { VENUES, levels, period, place } from "../format.js";
import { replaceForm, takeCareOf } from "../forms/form.js";
import { growParticipants, offerGroup } from "../forms/group.js";
import { picture } from "../pictures.js";
import { absent, empty, load } from "../states.js";
import { list, paragraphs } from "../text.js";

const query = new URLSearchParams(location.search);
const slug = query.get("slug") || "";
const form = byId("inscription");

load(byId("fiche"), async () => {
  const formation = await read(`formations/${encodeURIComponent(slug)}`);
  // A former name leads here too: the address shows the present one.
  if (formation.slug !== slug) history.replaceState(null, "", page("formation.html", { slug: formation.slug }));
  tell(formation);
  drawSessions(formation);
  return draw(formation);
}, { count: 4, missing });

function missing() {
  entitle("Formation introuvable");
  return absent("Formation introuvable", "Cette formation n’est pas, ou plus, à notre catalogue.", el("a", { href: "formations.html" }, "Voir toutes les formations"));
}

function draw(formation) {
  const facts = [
    ["Prix", prices(formation)],
    ["Durée", formation.duration],
    ["Horaires", formation.schedule],
    ["Niveau", levels(formation.levels)],
    ["Lieu", formation.location],
    ["Aussi", formation.venues.map((each) => VENUES[each]).join(", ")],
    ["Avis", formation.rating && `${formation.rating.average.toLocaleString("fr")} sur 5 (${formation.rating.count})`],
  ].filter(([, value]) => value && value.length !== 0);
  const image = picture(formation.image, "(min-width: 60rem) 46rem, 100vw");
  return [
    el("header", { class: "head" }, el("p", { class: "eyebrow" }, formation.category.label), el("h1", {}, formation.title)),
    image && el("div", { class: "frame wide" }, image),
    el("div", { class: "split" },
      el("div", { class: "prose" }, paragraphs(formation.description), ...parts(formation)),
      el("aside", { class: "panel", "aria-label": "En bref" },
        el("dl", { class: "brief" }, facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
        formation.sessions.length ? el("a", { class: "button", href: "#titre-inscription" }, "S’inscrire") : null)),
  ];
}

function* parts({ objectives, syllabus, prerequisites }) {
  if (objectives.length) yield [el("h2", {}, "À l’issue de la formation"), list(objectives, "points checks")];
  if (syllabus.length) {
    yield [el("h2", {}, "Programme"), el("ol", { class: "syllabus" }, syllabus.map((part) =>
      el("li", {}, el("h3", {}, part.title), part.content.length ? list(part.content) : null)))];
  }
  if (prerequisites.length) yield [el("h2", {}, "Prérequis"), list(prerequisites)];
}

function drawSessions(formation) {
  const { sessions } = formation;
  byId("inscrire").hidden = false;
  if (!sessions.length) {
    const demand = page("contact.html", { sujet: "formation", a_propos: formation.title });
    form.replaceWith(empty("Pas de session prévue pour l’instant.", el("a", { href: demand }, "Demandez une date, ou une session chez vous"), "."));
    return;
  }
  const chosen = query.get("session");
  const first = sessions.find((each) => each.id === chosen) || sessions.find((each) => each.seatsLeft) || sessions[0];
  byId("dates").replaceChildren(...sessions.map((session) => choice(session, session === first)));
  form.addEventListener("change", () => warn(sessions));
  offerGroup(form);
  takeCareOf(form, {
    path: ({ session }) => `sessions/${encodeURIComponent(session)}/inscriptions`,
    body: async ({ session: _, ...said }) => said,
    done: (receipt, said) => taken(receipt, said, sessions),
    refused: (problem) => reload(problem, formation),
    grow: (names) => growParticipants(form, names),
  });
  warn(sessions);
}

function choice(session, checked) {
  const id = `session-${session.id}`;
  return el("div", { class: "choice" },
    el("input", { type: "radio", name: "session", id, value: session.id, required: true, checked }),
    el("label", { for: id },
      el("b", {}, period(session.start, session.end)),
      el("span", { class: "facts" }, place(session)),
      el("span", { class: session.seatsLeft ? "seats" : "seats full" }, seats(session))));
}

// Who asks for a full session knows it before sending, and again from the answer.
function warn(sessions) {
  const chosen = sessions.find((each) => each.id === form.elements.session.value);
  const full = Boolean(chosen) && !chosen.seatsLeft;
  byId("complet").hidden = !full;
  form.querySelector('button[type="submit"]').textContent = full ? "M’inscrire sur la liste d’attente" : "Demander une place";
}

/** Seats went meanwhile: show those that are left. The form stays as it is. */
async function reload(problem, formation) {
  if (!(problem instanceof Problem) || problem.status !== 409) return;
  const { sessions } = await read(`formations/${encodeURIComponent(formation.slug)}`);
  for (const session of sessions) {
    const told = form.querySelector(`label[for="${CSS.escape(`session-${session.id}`)}"] .seats`);
    if (told) told.textContent = seats(session);
  }
}

function taken({ state }, { email, session }, sessions) {
  const { start, end } = sessions.find((each) => each.id === session);
  const when = el("p", {}, el("b", {}, `Session ${period(start, end).replace(/^(?!du )/, "du ")}.`));
  const mail = el("p", {}, `Un courriel part vers ${email} : il contient le lien pour vous désister.`);
  if (state === "en_attente") {
    const waiting = el("p", {}, "La session est complète : vous êtes sur la liste d’attente, servie dans l’ordre d’arrivée. Nous vous écrivons dès qu’une place se libère.");
    return replaceForm(form, "Vous êtes sur la liste d’attente", when, waiting, mail);
  }
  const held = el("p", {}, "Votre place est réservée pendant 72 heures, le temps que nous la confirmions.");
  return replaceForm(form, "Votre demande est enregistrée", when, held, mail);
}

function tell(formation) {
  entitle(formation.title, formation.description);
  describe({
    "@type": "Course",
    name: formation.title,
    description: formation.description,
    provider: { "@type": "Organization", name: "Sorbo Ingénierie" },
    ...(formation.price && { offers: { "@type": "Offer", category: "Paid", price: formation.price.amount, priceCurrency: formation.price.currency } }),
    hasCourseInstance: formation.sessions.map((each) => ({
      "@type": "CourseInstance", courseMode: each.remote ? "Online" : "Onsite", startDate: each.start, endDate: each.end,
      ...(each.location && { location: each.location }),
    })),
  });
}
