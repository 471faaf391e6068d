/** A job offer, and the candidature with its CV. */
import { read } from "../api.js";
import { byId, describe, el, entitle, page } from "../dom.js";
import { CONTRACTS, date, salary } from "../format.js";
import { replaceForm, takeCareOf } from "../forms/form.js";
import { Upload } from "../forms/upload.js";
import { absent, empty, load } from "../states.js";
import { list, paragraphs } from "../text.js";

const slug = new URLSearchParams(location.search).get("slug") || "";
const form = byId("candidature");

load(byId("fiche"), async () => {
  const job = await read(`emplois/${encodeURIComponent(slug)}`);
  if (job.slug !== slug) history.replaceState(null, "", page("emploi.html", { slug: job.slug }));
  tell(job);
  byId("postuler").hidden = false;
  if (job.state === "actif") offer(job);
  else form.replaceWith(empty("Les candidatures sont closes.", el("a", { href: "emplois.html" }, "Voir les offres ouvertes"), "."));
  return draw(job);
}, { count: 4, missing });

function missing() {
  entitle("Offre introuvable");
  return absent("Offre introuvable", "Cette offre n’est pas, ou plus, en ligne.", el("a", { href: "emplois.html" }, "Voir les offres ouvertes"));
}

function draw(job) {
  const facts = [
    ["Contrat", CONTRACTS[job.contract]],
    ["Lieu", `${job.place.city}, ${job.place.country}`],
    ["Postes", job.posts > 1 ? String(job.posts) : null],
    ["Salaire", salary(job.salary)],
    ["Formation", job.education],
    ["Expérience", job.experience],
    ["Jusqu’au", date(job.deadline)],
  ].filter(([, value]) => value);
  return [
    el("header", { class: "head" },
      el("p", { class: "eyebrow" }, [job.company, job.urgent && el("span", { class: "badge" }, "Urgent")]),
      el("h1", {}, job.title)),
    el("div", { class: "split" },
      el("div", { class: "prose" }, paragraphs(job.description),
        section("Vos missions", job.missions), el("h2", {}, "Votre profil"), paragraphs(job.profile),
        section("Compétences", job.skills), section("Ce que nous offrons", job.benefits)),
      el("aside", { class: "panel", "aria-label": "En bref" },
        el("dl", { class: "brief" }, facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
        job.state === "actif" ? el("a", { class: "button", href: "#titre-candidature" }, "Postuler") : null)),
  ];
}

const section = (title, items) => (items.length ? [el("h2", {}, title), list(items)] : []);

function offer(job) {
  const upload = new Upload(byId("cv"));
  takeCareOf(form, {
    path: () => `emplois/${encodeURIComponent(job.slug)}/candidatures`,
    body: async (said) => {
      const id = await upload.id();
      return id ? { ...said, cv: { ...said.cv, fileId: id } } : said;
    },
    done: (_, { email }) =>
      replaceForm(form, "Votre candidature est bien arrivée",
        el("p", {}, `Un courriel de confirmation part vers ${email}.`),
        el("p", {}, "Nous la lisons, et vous répondons par courriel.")),
  });
}

function tell(job) {
  entitle(job.title, job.description);
  describe({
    "@type": "JobPosting",
    title: job.title,
    description: job.description,
    datePosted: job.publishedAt,
    validThrough: job.deadline,
    employmentType: { cdi: "FULL_TIME", cdd: "TEMPORARY", stage: "INTERN", freelance: "CONTRACTOR" }[job.contract] || "OTHER",
    hiringOrganization: { "@type": "Organization", name: job.company },
    jobLocation: { "@type": "Place", address: { "@type": "PostalAddress", addressLocality: job.place.city, addressCountry: job.place.country } },
  });
}
