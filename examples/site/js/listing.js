/** A list that grows: pages of a cursor, how many there are, and a button for more. */
import { read } from "./api.js";
import { announce, byId, el } from "./dom.js";
import { failure, loading, show } from "./states.js";

/**
 * Shows the pages of a list in `#resultats`, tells how many in `#etat`, and offers more in `#suite`.
 *
 * @param {object} options
 * @param {string} options.path the list of the API
 * @param {(item: object) => Element} options.card
 * @param {(count: number, more: boolean) => string} options.told says how many are shown
 * @param {() => Element} options.nothing stands there when there is nothing
 */
export class Listing {
  constructor(options) {
    this.options = options;
    this.results = byId("resultats");
    this.state = byId("etat");
    this.more = byId("suite");
    this.asked = null;
    this.more.addEventListener("click", () => this.grow());
  }

  /** Show the first pages of a query; an older question that is still under way is dropped. */
  async open(query, pages = 1) {
    this.asked?.abort();
    const asked = (this.asked = new AbortController());
    this.query = query;
    this.items = [];
    this.next = null;
    this.pages = 0;
    this.more.hidden = true;
    this.state.textContent = "";
    loading(this.results);
    try {
      do await this.fetch(asked.signal);
      while (this.next && this.pages < pages);
      this.draw();
    } catch (error) {
      if (!asked.signal.aborted) failure(this.results, error, () => this.open(query, pages));
    }
  }

  /** Show one more page; the focus goes on to the first of what is new. */
  async grow() {
    const before = this.items.length;
    this.more.textContent = "Chargement…";
    try {
      await this.fetch(this.asked.signal);
      this.draw();
      this.results.querySelectorAll("h3 a")[before]?.focus();
      this.options.grown?.(this.pages);
    } catch (error) {
      this.state.textContent = "La suite n’a pas pu être chargée. Réessayez.";
      if (!this.asked.signal.aborted) announce(this.state.textContent);
    } finally {
      this.more.textContent = "Afficher plus";
    }
  }

  async fetch(signal) {
    const { source = read, path } = this.options;
    const answer = await source(path, { ...this.query, after: this.next }, signal);
    this.items.push(...answer.items);
    this.next = answer.next;
    this.pages += 1;
  }

  draw() {
    const { card, nothing, told } = this.options;
    const count = this.items.length;
    show(this.results, count ? el("ul", { class: "cards" }, this.items.map(card)) : nothing());
    this.more.hidden = !this.next;
    this.state.textContent = told(count, Boolean(this.next));
  }
}
