/** A form of visitors: checked, sent once, and told about in words, beside the fields. */
import { Problem, newKey, send } from "../api.js";
import { announce, el, focusOn } from "../dom.js";
import { plural } from "../format.js";
import { explained } from "../states.js";
import { keepDraft } from "./draft.js";
import { controlAt, labelOf, mark, mistakes, unmark, values } from "./fields.js";
import { Gate } from "./gate.js";

/**
 * Take care of a form.
 *
 * @param {HTMLFormElement} form
 * @param {object} options
 * @param {(said: object) => string} options.path where it is sent
 * @param {(receipt: object, said: object) => void} options.done shows that it was taken in
 * @param {(said: object) => Promise<object>} [options.body] makes of the fields what is sent
 * @param {(problem: Problem) => void} [options.refused] is told of every refusal
 * @param {boolean} [options.keyed] whether the API does the same again once
 * @param {(names: string[]) => void} [options.grow] adds fields for a draft that has more
 */
export function takeCareOf(form, options) {
  new VisitorForm(form, { body: async (said) => said, refused: () => {}, keyed: true, ...options });
}

class VisitorForm {
  constructor(form, options) {
    this.form = form;
    this.options = options;
    this.gate = new Gate(form);
    this.key = newKey();
    this.busy = false;
    this.button = form.querySelector('button[type="submit"]');
    this.summary = form.querySelector(".summary");
    this.forget = keepDraft(form, options.grow);
    // The browser's own bubbles vanish, one at a time, and are not in the words of this site.
    form.noValidate = true;
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("input", (event) => this.mended(event.target));
    form.addEventListener("change", (event) => this.mended(event.target));
  }

  async submit(event) {
    event.preventDefault();
    if (this.busy) return;
    this.clear();
    const wrong = mistakes(this.form);
    if (wrong.length) return this.showMistakes(wrong);
    this.wait(true);
    try {
      const said = values(this.form);
      const body = { ...(await this.options.body(said)), ...(await this.gate.passed()) };
      const receipt = await send(this.options.path(said), body, this.options.keyed ? this.key : "");
      this.forget();
      this.options.done(receipt, said);
    } catch (error) {
      this.refuse(error);
    } finally {
      this.wait(false);
    }
  }

  // The button stays where it is: whoever has the focus on it does not lose it.
  wait(busy) {
    this.busy = busy;
    this.button.setAttribute("aria-disabled", String(busy));
    this.button.dataset.label ??= this.button.textContent;
    this.button.textContent = busy ? "Envoi en cours…" : this.button.dataset.label;
    if (busy) announce("Envoi en cours");
  }

  refuse(error) {
    if (error instanceof Mistaken) return this.showMistakes(error.violations);
    if (error instanceof Problem) {
      this.options.refused(error);
      if (error.violations.length) return this.showMistakes(error.violations);
    }
    const [title, advice] = explained(error);
    const again = el("button", { type: "submit", class: "button quiet" }, "Réessayer");
    const kept = el("p", {}, "Rien de ce que vous avez écrit n’est perdu.");
    this.tell(title, el("p", {}, advice), kept, again);
  }

  showMistakes(violations) {
    const lines = violations.map(({ pointer, detail }) => {
      const control = controlAt(this.form, pointer);
      if (!control) return el("li", {}, detail);
      mark(this.form, control, detail);
      return el("li", {}, el("a", { href: `#${control.id}`, onclick: (event) => goTo(event, control) }, labelOf(control)), ` : ${detail}`);
    });
    this.tell(plural(violations.length, "point à corriger", "points à corriger"), el("ul", {}, lines));
  }

  tell(title, ...content) {
    this.summary.replaceChildren(el("p", { class: "notice-title" }, title), ...content);
    this.summary.hidden = false;
    focusOn(this.summary);
  }

  clear() {
    this.summary.hidden = true;
    for (const control of this.form.querySelectorAll("[aria-invalid]")) unmark(this.form, control);
  }

  // A file is told about by what uploads it.
  mended(control) {
    if (control.name && control.getAttribute("aria-invalid") && control.checkValidity()) unmark(this.form, control);
  }
}

/** What a page finds wrong itself before anything is sent. */
export class Mistaken extends Error {
  constructor(...violations) {
    super("mistaken");
    this.violations = violations;
  }
}

/** Put a message in place of a form, and the focus on it. */
export function replaceForm(form, title, ...content) {
  const heading = el("h3", { class: "notice-title" }, title);
  form.replaceWith(el("div", { class: "notice notice-good" }, heading, ...content));
  focusOn(heading);
}

function goTo(event, control) {
  event.preventDefault();
  control.focus();
}
