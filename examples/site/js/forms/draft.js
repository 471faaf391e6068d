/** What was typed and not sent yet: it survives a reload and the way back, until the tab is closed. */

/** Keep a form's fields, and fill in what was kept; `grow` adds fields that are not there yet. */
export function keepDraft(form, grow = () => {}) {
  const key = `brouillon ${location.pathname}${location.search} ${form.id}`;
  const kept = recall(key);
  grow(Object.keys(kept));
  for (const control of form.elements) {
    if (!(nameIn(control) in kept)) continue;
    if (isChoice(control)) control.checked = kept[nameIn(control)];
    else control.value = kept[nameIn(control)];
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const save = () => remember(key, entries(form));
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  return () => remember(key, null);
}

const isChoice = (control) => control.type === "checkbox" || control.type === "radio";
const nameIn = (control) => (isChoice(control) ? `${control.name}=${control.value}` : control.name);

function entries(form) {
  const kept = [...form.elements].filter((each) => each.name && each.name !== "website");
  return Object.fromEntries(kept.map((each) => [nameIn(each), isChoice(each) ? each.checked : each.value]));
}

// A browser may keep nothing, as in private windows: then forms are as they are everywhere else.
function recall(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key)) || {};
  } catch {
    return {};
  }
}

function remember(key, said) {
  try {
    if (said) sessionStorage.setItem(key, JSON.stringify(said));
    else sessionStorage.removeItem(key);
  } catch {
    // See above.
  }
}
