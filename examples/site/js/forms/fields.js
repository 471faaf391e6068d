/** Fields of a form: what is in them, what is wrong with them. Their names are JSON Pointers without the first slash. */
import { spaced } from "../dom.js";
import { date } from "../format.js";

/** Return what the form says, as the API takes it; what is empty or switched off is left out. */
export function values(form) {
  const said = {};
  for (const control of named(form)) {
    if (control.type === "checkbox" || control.type === "radio") {
      if (!control.checked) continue;
      if ("list" in control.dataset) put(said, control.name, (before = []) => [...before, control.value]);
      else put(said, control.name, () => control.value);
    } else if (control.value.trim()) {
      put(said, control.name, () => (control.type === "number" ? Number(control.value) : control.value.trim()));
    }
  }
  return said;
}

/** Return what the browser finds wrong, in the words of this site, as the API tells it. */
export function mistakes(form) {
  const found = new Map();
  for (const control of named(form)) {
    if (!control.checkValidity() && !found.has(control.name)) {
      found.set(control.name, { pointer: `/${control.name}`, detail: told(control) });
    }
  }
  return [...found.values()];
}

/** Return the control that a pointer names, or the closest one around it. */
export function controlAt(form, pointer) {
  for (let name = pointer.slice(1); name; name = name.slice(0, Math.max(0, name.lastIndexOf("/")))) {
    const named = form.querySelector(`[name="${CSS.escape(name)}"]:not(:disabled), [data-name="${CSS.escape(name)}"]`);
    if (named) return named;
  }
  return null;
}

/** Say beside a control what is wrong with it. */
export function mark(form, control, detail) {
  const place = placeOf(form, control);
  if (!place) return;
  place.textContent = spaced(detail);
  place.hidden = false;
  for (const each of alike(form, control)) each.setAttribute("aria-invalid", "true");
}

/** Take back what was said beside a control. */
export function unmark(form, control) {
  const place = placeOf(form, control);
  if (!place) return;
  place.hidden = true;
  place.textContent = "";
  for (const each of alike(form, control)) each.removeAttribute("aria-invalid");
}

/** Return how a control is called where it is mentioned. */
export function labelOf(control) {
  const group = control.closest("fieldset[data-group]");
  const label = group ? group.querySelector("legend") : control.labels?.[0];
  return label?.querySelector(".label-text")?.textContent || label?.textContent.trim() || "Formulaire";
}

const nameOf = (control) => control.name || control.dataset.name;
const named = (form) => [...form.elements].filter((each) => each.name && !each.matches(":disabled"));
const placeOf = (form, control) => form.querySelector(`[data-error-for="${CSS.escape(nameOf(control))}"]`);
const alike = (form, control) =>
  control.name ? form.querySelectorAll(`[name="${CSS.escape(control.name)}"]`) : [control];

function told(control) {
  const { validity, dataset, type } = control;
  if (validity.valueMissing) {
    return dataset.missing || (type === "radio" || type === "checkbox" ? "Faites un choix." : "Ce champ est obligatoire.");
  }
  if (validity.typeMismatch && type === "email") {
    return "Donnez une adresse électronique, comme contact@example.com.";
  }
  if (validity.patternMismatch) return dataset.pattern || "Ce texte n’a pas la forme attendue.";
  if (validity.rangeUnderflow) return type === "date" ? `À partir du ${date(control.min)}.` : `${control.min} au moins.`;
  if (validity.rangeOverflow) return `${control.max} au plus.`;
  if (validity.badInput) return type === "date" ? "Donnez une date complète." : "Donnez un nombre.";
  if (validity.stepMismatch) return "Donnez un nombre entier.";
  return control.validationMessage;
}

function put(into, name, change) {
  const steps = name.split("/");
  const last = steps.pop();
  let at = into;
  steps.forEach((step, index) => {
    at[step] ??= /^\d+$/.test(steps[index + 1] ?? last) ? [] : {};
    at = at[step];
  });
  at[last] = change(at[last]);
}
