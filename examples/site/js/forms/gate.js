/** What the API asks of every form of visitors, so that robots are told from people. */
import { read } from "../api.js";
import { FORM_SECONDS } from "../config.js";
import { el } from "../dom.js";

/**
 * Notes when a form is used first. Sent sooner than anybody could have filled it in, a form would be taken
 * for a robot's, and answered as if all were well: who is that fast (with fields filled in by the browser)
 * waits for a moment instead.
 */
export class Gate {
  constructor(form) {
    this.asked = null;
    form.append(trap(form.id));
    form.addEventListener("focusin", () => this.open(), { once: true });
  }

  /** Ask for the moment, once. Without an answer the form is sent without it, which is allowed. */
  open() {
    this.asked ??= read("forms/shown").then(
      ({ shown }) => ({ shown, at: performance.now() }),
      () => ({}),
    );
    return this.asked;
  }

  /** Return what the form carries, once it may be sent. */
  async passed() {
    const { shown, at } = await this.open();
    if (!shown) return {};
    const early = at + FORM_SECONDS * 1000 - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    return { shown };
  }
}

// Named as a robot expects it; out of sight, out of the order of Tab, and out of what is read aloud.
function trap(id) {
  const name = `${id}-site`;
  return el(
    "div",
    { class: "trap", "aria-hidden": "true" },
    el("label", { for: name }, "Ne remplissez pas ce champ"),
    el("input", { id: name, name: "website", type: "text", tabindex: "-1", autocomplete: "off" }),
  );
}
