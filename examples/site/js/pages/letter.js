/** The pages that mails lead to: they ask, then pass the token on. `data-` of the box says to which path. */
import { send } from "../api.js";
import { byId, el, focusOn } from "../dom.js";
import { explained } from "../states.js";

const box = byId("demarche");
const button = box.querySelector("button");
const token = new URLSearchParams(location.search).get("jeton") || "";
const id = /\/inscriptions\/([\w-]+)\/annuler\/?$/.exec(location.pathname)?.[1] || "";

/** Take the token out of the address: it is shown to nobody who looks on, and kept in no history. */
history.replaceState(null, "", location.pathname);

function tell(title, text, style) {
  const heading = el("h2", { class: "notice-title" }, title);
  box.replaceChildren(el("div", { class: `notice ${style}` }, heading, el("p", {}, text)));
  focusOn(heading);
}

if (!token || (box.dataset.path.includes("{id}") && !id)) {
  tell("Lien incomplet", "Ouvrez le lien du courriel en entier, ou copiez-le dans la barre d’adresse.", "notice-bad");
}

button.addEventListener("click", async () => {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  try {
    await send(box.dataset.path.replace("{id}", id), { token });
    tell(box.dataset.done, box.dataset.then, "notice-good");
  } catch (error) {
    const [title, advice] = explained(error);
    const place = box.querySelector(".summary");
    place.replaceChildren(el("p", { class: "notice-title" }, title), el("p", {}, advice));
    place.hidden = false;
    focusOn(place);
  } finally {
    button.setAttribute("aria-disabled", "false");
  }
});
