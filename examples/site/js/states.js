/** What stands where content will be, is not, or could not be had. */
import { Problem, Unreachable } from "./api.js";
import { announce, el } from "./dom.js";
import { wait } from "./format.js";

/** Put a few grey shapes where content is about to be. */
export function loading(place, count = 3) {
  place.setAttribute("aria-busy", "true");
  const shapes = Array.from({ length: count }, () => el("div", { class: "skeleton", "aria-hidden": "true" }));
  place.replaceChildren(...shapes, el("p", { class: "visually-hidden" }, "Chargement…"));
}

/** Put content there. */
export function show(place, ...children) {
  place.removeAttribute("aria-busy");
  place.replaceChildren(...children.flat().filter(Boolean));
}

/** Say that there is nothing, and what one can do. */
export const empty = (title, ...advice) =>
  el("div", { class: "notice" }, el("p", { class: "notice-title" }, title), advice.length ? el("p", {}, ...advice) : null);

/** Say that what the address names is not there. */
export const absent = (title, ...advice) => [el("div", { class: "head" }, el("h1", {}, title)), empty(...advice)];

/** Say in words what went wrong, and what to do. */
export function explained(error) {
  if (error instanceof Unreachable) {
    return ["Pas de connexion", "Le service ne répond pas. Vérifiez votre connexion, puis réessayez."];
  }
  if (!(error instanceof Problem)) throw error;
  if (error.status === 429) {
    const when = error.retryAfter ? `dans ${wait(error.retryAfter)}` : "dans un instant";
    return ["Trop de demandes à la fois", `Il en est venu beaucoup de votre réseau ou de cette adresse. Réessayez ${when}.`];
  }
  if (error.status >= 500) {
    const reference = error.requestId ? ` Référence : ${error.requestId}.` : "";
    return ["Le service est indisponible", `Réessayez dans un instant.${reference}`];
  }
  return [error.title, error.message];
}

/** Say that content could not be had; the button tries again. */
export function failure(place, error, again) {
  const [title, advice] = explained(error);
  const box = el(
    "div",
    { class: "notice notice-bad" },
    el("p", { class: "notice-title" }, title),
    el("p", {}, advice),
    el("button", { type: "button", class: "button quiet", onclick: again }, "Réessayer"),
  );
  show(place, box);
  announce(`${title}. ${advice}`);
}

/** Load content into a place: shapes, then the content, or why it could not be had and a way to try again. */
export async function load(place, work, { count = 3, missing = null } = {}) {
  loading(place, count);
  try {
    show(place, await work());
  } catch (error) {
    if (missing && error instanceof Problem && error.status === 404) show(place, missing());
    else failure(place, error, () => load(place, work, { count, missing }));
  }
}
