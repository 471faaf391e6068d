/** Texts of several lines, as paragraphs and lists. They are plain text: markup in them is shown, not obeyed. */
import { el } from "./dom.js";

const ITEM = /^\s*[-•*]\s+/;

/** Return the paragraphs of a text: blank lines part them, lines that begin with a dash are a list. */
export function paragraphs(text) {
  return text.trim().split(/\n\s*\n/).map((block) => {
    const lines = block.split("\n");
    if (lines.every((line) => ITEM.test(line))) return list(lines.map((line) => line.replace(ITEM, "")));
    return el("p", {}, lines.flatMap((line, index) => (index ? [el("br"), line] : [line])));
  });
}

/** Return a list of one-line texts. */
export const list = (items, name = "points") => el("ul", { class: name }, items.map((each) => el("li", {}, each)));

/** Return pieces of a text, those that were looked for marked. */
export const marked = (pieces) => pieces.map((each) => (each.matched ? el("mark", {}, each.text) : each.text));
