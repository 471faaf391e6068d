"""What a page needs so that all can use it (WCAG 2.2 AA), as far as a program can tell."""

from typing import Final

CHECK: Final = r"""(() => {
  const faults = [];
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const named = (each) => each.outerHTML.slice(0, 100);
  const expect = (good, ...what) => { if (!good) faults.push(what.join(" ")); };

  expect(document.documentElement.lang === "fr", "lang");
  expect(document.title.includes("Sorbo"), "title", document.title);
  const titles = all("h1").filter((each) => each.innerText.trim());
  expect(titles.length === 1, "h1:", titles.length);
  for (const landmark of ["body > header", "main", "body > footer", "nav[aria-label]"]) {
    expect(document.querySelector(landmark), "no", landmark);
  }
  const ids = all("[id]").map((each) => each.id);
  expect(new Set(ids).size === ids.length, "ids twice", ids.filter((id, at) => ids.indexOf(id) !== at));

  const shown = (each) =>
    each.checkVisibility({visibilityProperty: true, opacityProperty: true}) &&
    !each.closest(".trap, .visually-hidden") && !each.matches(".skip");
  let level = 0;
  for (const heading of all("h1, h2, h3, h4").filter((each) => each.checkVisibility())) {
    const now = Number(heading.tagName[1]);
    expect(now <= level + 1, "heading skipped", named(heading));
    level = now;
  }
  for (const control of all("input, select, textarea, button, a[href]").filter(shown)) {
    const label = control.labels?.[0]?.innerText || control.ariaLabel || control.innerText;
    expect(label?.trim(), "no label", named(control));
    for (const id of (control.getAttribute("aria-describedby") || "").split(" ").filter(Boolean)) {
      expect(document.getElementById(id), "describedby", id);
    }
    const box = control.getBoundingClientRect();
    const inText = control.tagName === "A" && getComputedStyle(control).display === "inline";
    const whole = box.width >= 24 && box.height >= 24;
    expect(whole || inText, "small target", named(control), box.width, box.height);
  }
  for (const image of all("img")) expect(image.hasAttribute("alt"), "no alt", named(image));

  const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !shown(element)) continue;
    if (element.closest("noscript, script, option")) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = contrast(parts(style.color), ground(element));
    expect(ratio >= (large ? 3 : 4.5), "contrast", ratio.toFixed(2), named(element));
  }
  for (const control of all("input:not([type=radio], [type=checkbox]), select, textarea").filter(shown)) {
    const edge = parts(getComputedStyle(control).borderTopColor);
    const around = ground(control.parentElement);
    const inner = ground(control);
    expect(Math.max(contrast(edge, around), contrast(inner, around)) >= 3, "edge", named(control));
  }
  expect(document.documentElement.scrollWidth <= innerWidth, "scrolls sideways");
  return faults;
})()"""
