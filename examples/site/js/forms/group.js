/** Participants of a group: fields that come and go. */
import { announce, byId, el } from "../dom.js";
import { unmark } from "./fields.js";

const MOST = 50;
const rows = () => [...byId("participants").children];

/** Show the fields of a group while one is inscribed; switched off, they are not sent. */
export function offerGroup(form) {
  const fields = byId("groupe");
  byId("en-groupe").addEventListener("change", ({ target }) => {
    fields.hidden = !target.checked;
    fields.disabled = !target.checked;
    if (target.checked && !rows().length) add();
  });
  byId("ajouter").addEventListener("click", () => add().querySelector("input").focus());
  byId("participants").addEventListener("click", ({ target }) => {
    if (target.matches("button")) remove(form, target.closest("li"));
  });
}

/** Add the rows that a draft names. */
export function growParticipants(_, names) {
  const numbers = names.map((name) => Number(/participants\/(\d+)\//.exec(name)?.[1] ?? -1));
  while (rows().length <= Math.max(-1, ...numbers)) add();
}

function add() {
  const row = el("li", { class: "participant" }, field("name", true), field("email", false),
    el("button", { type: "button", class: "button quiet small" }, "Retirer"));
  byId("participants").append(row);
  number();
  return row;
}

function remove(form, row) {
  const next = row.nextElementSibling || row.previousElementSibling;
  for (const control of form.querySelectorAll('[name^="group/"][aria-invalid]')) unmark(form, control);
  row.remove();
  number();
  announce("Participant retiré");
  (next?.querySelector("input") || byId("ajouter")).focus();
}

function field(what, required) {
  return el("div", { class: "field", "data-what": what },
    el("label", {}, el("span", { class: "label-text" }), required ? null : el("span", { class: "optional" }, " (facultatif)")),
    el("input", { type: what === "email" ? "email" : "text", maxlength: what === "email" ? 254 : 200, required, autocomplete: "off" }),
    el("p", { class: "error", hidden: true }));
}

// Their names count from 0, as the API does; people count from 1.
function number() {
  rows().forEach((row, index) => {
    for (const each of row.querySelectorAll(".field")) {
      const [what, id] = [each.dataset.what, `participant-${index}-${each.dataset.what}`];
      const [label, input, error] = ["label", "input", ".error"].map((part) => each.querySelector(part));
      label.htmlFor = input.id = id;
      input.name = error.dataset.errorFor = `group/participants/${index}/${what}`;
      error.id = `${id}-erreur`;
      input.setAttribute("aria-describedby", error.id);
      label.querySelector(".label-text").textContent = `${what === "name" ? "Nom" : "Courriel"} du participant ${index + 1}`;
    }
    row.querySelector("button").setAttribute("aria-label", `Retirer le participant ${index + 1}`);
    row.querySelector("button").hidden = rows().length < 2;
  });
  byId("ajouter").hidden = rows().length >= MOST;
}
