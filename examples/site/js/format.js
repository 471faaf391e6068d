/** Dates, prices and names of values, as French readers write them. */

const day = (options) => new Intl.DateTimeFormat("fr-FR", { timeZone: "UTC", ...options });
const FULL = day({ day: "numeric", month: "long", year: "numeric" });
const SHORT_MONTH = day({ month: "short" });
const NUMBER = new Intl.NumberFormat("fr-FR");
const DAY_AND_MONTH = day({ day: "numeric", month: "long" });

export const number = (value) => NUMBER.format(value);
export const date = (iso) => FULL.format(new Date(iso));
export const plural = (count, one, many) => `${number(count)} ${count < 2 ? one : many}`;

/** Return the parts of a day for a block that shows them one above the other. */
export function dayParts(iso) {
  const at = new Date(iso);
  return { day: at.getUTCDate(), month: SHORT_MONTH.format(at), year: at.getUTCFullYear() };
}

/** Return a period: « 14 au 18 décembre 2026 ». */
export function period(start, end) {
  if (start === end) return date(start);
  const [from, to] = [new Date(start), new Date(end)];
  if (from.getUTCFullYear() !== to.getUTCFullYear()) return `du ${date(start)} au ${date(end)}`;
  const same = from.getUTCMonth() === to.getUTCMonth();
  return `du ${same ? from.getUTCDate() : DAY_AND_MONTH.format(from)} au ${date(end)}`;
}

const CURRENCIES = { XOF: ["FCFA", 1], EUR: ["€", 100], USD: ["$", 100] };

/** Return a price; null is on request. */
export function price(money) {
  if (!money) return "Sur devis";
  if (money.amount === 0) return "Gratuit";
  const [sign, minor] = CURRENCIES[money.currency] || [money.currency, 1];
  return `${number(money.amount / minor)} ${sign}`;
}

export const LEVELS = { debutant: "Débutant", intermediaire: "Intermédiaire", avance: "Avancé" };

/** Return a range of levels. */
export function levels(range) {
  if (!range.length) return "Tous niveaux";
  if (range.length === 1) return LEVELS[range[0]];
  if (range.length === 3) return "Tous niveaux";
  return `${LEVELS[range[0]]} à ${LEVELS[range.at(-1)].toLowerCase()}`;
}

export const CONTRACTS = { cdi: "CDI", cdd: "CDD", stage: "Stage", freelance: "Indépendant", autre: "Autre contrat" };
export const VENUES = { "nos-locaux": "dans nos locaux", client: "chez vous", distance: "à distance" };
export const NEWS = {
  ingenierie: "Ingénierie", formation: "Formation", technologie: "Technologie", entreprise: "Entreprise", autre: "Divers",
};
export const WORKS = {
  route: "Routes", batiment: "Bâtiment", hydraulique: "Hydraulique", "genie-civil": "Génie civil",
  environnement: "Environnement", autre: "Autres études",
};
export const PROGRESS = { termine: "Terminé", en_cours: "En cours", en_pause: "En pause", annule: "Arrêté" };
export const PAPERS = {
  rapport: "Rapport", brochure: "Brochure", formation: "Formation", logiciel: "Logiciel", autre: "Document",
};

/** Return where a session takes place. */
export const place = (session) => (session.remote ? "À distance" : session.location || "Lieu à préciser");

/** Return how many bytes a file has, in words. */
export function size(bytes) {
  if (bytes < 1_000_000) return `${number(Math.max(1, Math.round(bytes / 1000)))} Ko`;
  return `${number(Math.round(bytes / 100_000) / 10)} Mo`;
}

/** Return a time to wait, in words that one can act on. */
export function wait(seconds) {
  if (seconds < 90) return plural(seconds, "seconde", "secondes");
  return plural(Math.ceil(seconds / 60), "minute", "minutes");
}

/** Return a monthly salary; null where it is not told. */
export function salary(told) {
  if (!told || (told.min === null && told.max === null)) return null;
  const amount = (value) => price({ amount: value, currency: told.currency });
  if (told.max === null) return `à partir de ${amount(told.min)} par mois`;
  if (told.min === null) return `jusqu’à ${amount(told.max)} par mois`;
  return `${number(told.min)} à ${amount(told.max)} par mois`;
}
