/** A demande, with the questions of its subject. */
import { byId, el } from "../dom.js";
import { replaceForm, takeCareOf } from "../forms/form.js";

const form = byId("demande");
const subject = form.elements.subject;

function choose() {
  for (const fields of form.querySelectorAll("fieldset[data-subject]")) {
    fields.hidden = fields.dataset.subject !== subject.value;
    fields.disabled = fields.hidden;
  }
}

function prefill() {
  const query = new URLSearchParams(location.search);
  const wanted = query.get("sujet");
  if ([...subject.options].some((each) => each.value === wanted)) subject.value = wanted;
  const about = query.get("a_propos");
  if (about && !form.elements.message.value) form.elements.message.value = `À propos de « ${about.slice(0, 200)} » : `;
}

/** Tell the subject of the answers, which the API keeps with them; without answers there are no details. */
async function body({ details, ...said }) {
  return details && said.subject !== "autre" ? { ...said, details: { ...details, about: said.subject } } : said;
}

subject.addEventListener("change", choose);
prefill();
takeCareOf(form, {
  path: () => "demandes",
  body,
  done: (receipt, { email }) =>
    replaceForm(form, "Votre demande est bien arrivée",
      el("p", {}, `Un courriel de confirmation part vers ${email}. Nous vous répondons au plus vite.`),
      el("p", {}, "Référence : ", el("code", {}, receipt.id))),
});
choose();
