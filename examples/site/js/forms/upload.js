/** A file that is sent as soon as it is chosen: how far it is, and why it was refused. */
import { Unreachable, address, newKey, problemOf } from "../api.js";
import { announce } from "../dom.js";
import { size } from "../format.js";
import { explained } from "../states.js";
import { mark, unmark } from "./fields.js";
import { Mistaken } from "./form.js";

const TYPES = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  odt: "application/vnd.oasis.opendocument.text",
};
const MOST = 10 * 1024 * 1024;

/** Sends the CV that an input chooses; `input` stands in a `.field` with a `.upload` that shows how far it is. */
export class Upload {
  constructor(input) {
    this.input = input;
    this.form = input.form;
    this.box = input.closest(".field").querySelector(".upload");
    this.progress = this.box.querySelector("progress");
    this.state = this.box.querySelector(".upload-state");
    this.request = null;
    this.later = null;
    this.sending = Promise.resolve(null);
    input.addEventListener("change", () => this.choose(input.files[0]));
    this.box.querySelector("button").addEventListener("click", () => this.remove());
  }

  /** Return the id of the file once it is there; null where none was chosen. */
  async id() {
    if (this.later) this.sending = this.sent(this.later);
    const id = await this.sending;
    if (this.input.files.length && !id) {
      throw new Mistaken({ pointer: `/${this.input.dataset.name}`, detail: this.wrong });
    }
    return id;
  }

  choose(file) {
    this.request?.abort();
    unmark(this.form, this.input);
    this.later = null;
    this.box.hidden = !file;
    this.sending = file ? this.sent(file) : Promise.resolve(null);
  }

  remove() {
    this.input.value = "";
    this.choose(null);
    this.input.focus();
    announce("Fichier retiré");
  }

  async sent(file) {
    this.later = null;
    const type = TYPES[file.name.split(".").at(-1).toLowerCase()];
    if (!type) return this.refuse(file, "Ce type de fichier n’est pas accepté : choisissez un PDF, un DOCX ou un ODT.");
    if (!file.size) return this.refuse(file, "Ce fichier est vide.");
    if (file.size > MOST) return this.refuse(file, `Ce fichier pèse ${size(file.size)} : 10 Mo au plus.`);
    this.show(0, `${file.name} : envoi en cours…`);
    try {
      const { id } = await this.post(file, type);
      this.show(100, `${file.name} (${size(file.size)}) : bien reçu.`);
      announce("Fichier reçu");
      return id;
    } catch (error) {
      const [title, advice] = explained(error);
      // What is no fault of the file is tried again with the form.
      if (error instanceof Unreachable || error.status === 429 || error.status >= 500) this.later = file;
      return this.refuse(file, error.violations?.[0]?.detail || `${title}. ${advice}`);
    }
  }

  // fetch does not tell how much has been sent.
  post(file, type) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.request = request;
      request.open("POST", address("files", { kind: "cv", name: file.name }));
      request.setRequestHeader("Content-Type", type);
      request.setRequestHeader("Accept-Language", "fr");
      request.setRequestHeader("Idempotency-Key", newKey());
      request.upload.onprogress = ({ loaded, total }) => this.show((100 * loaded) / total);
      request.onerror = () => reject(new Unreachable());
      request.onload = () => {
        if (request.status < 300) resolve(JSON.parse(request.responseText));
        else reject(problemOf(request.status, request.responseText, request.getResponseHeader("Retry-After")));
      };
      request.send(file);
    });
  }

  show(percent, text) {
    this.progress.hidden = false;
    this.progress.value = percent;
    if (text) this.state.textContent = text;
  }

  refuse(file, detail) {
    this.wrong = detail;
    this.progress.hidden = true;
    this.state.textContent = `${file.name} : pas envoyé.`;
    mark(this.form, this.input, detail);
    announce(detail);
    return null;
  }
}
