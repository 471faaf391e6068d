/** What every page has: the menu of small screens, and the newsletter at the foot. */
import { byId, el } from "./dom.js";
import { replaceForm, takeCareOf } from "./forms/form.js";

const button = document.querySelector(".menu-button");
const menu = byId("menu");

function toggle(open) {
  button.setAttribute("aria-expanded", String(open));
  menu.classList.toggle("open", open);
}

button.addEventListener("click", () => toggle(button.getAttribute("aria-expanded") !== "true"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu.classList.contains("open")) {
    toggle(false);
    button.focus();
  }
});

const newsletter = byId("infolettre");
if (newsletter) {
  takeCareOf(newsletter, {
    path: () => "abonnes",
    keyed: false,
    done: (_, { email }) =>
      replaceForm(
        newsletter,
        "Encore un clic",
        el("p", {}, `Un courriel vient de partir vers ${email}. Suivez son lien pour confirmer votre abonnement.`),
      ),
  });
}
