/** Pictures of entries. Only those of this site and of the API are shown: nothing is asked of others. */
import { linked } from "./api.js";
import { ROOT, el } from "./dom.js";

/** Return a picture, or null where there is none to show; `sizes` says how wide it will be. */
export function picture(image, sizes = "100vw") {
  const src = image && located(image.src);
  if (!src) return null;
  const img = el("img", { src, alt: image.alt || "", width: image.width || 640, height: image.height || 400, loading: "lazy" });
  if (image.color) img.style.backgroundColor = image.color;
  // What has gone leaves its place, not a broken sign.
  img.addEventListener("error", () => img.classList.add("gone"), { once: true });
  if (!image.sources) return img;
  const sources = image.sources.map((each) => el("source", { type: each.type, srcset: sourced(each.srcset), sizes }));
  return el("picture", {}, sources, img);
}

function located(src) {
  if (src.startsWith("/files/")) return linked(src);
  const url = new URL(src.startsWith("/") ? src.slice(1) : src, ROOT);
  return url.origin === ROOT.origin ? url.href : null;
}

const sourced = (srcset) => srcset.split(", ").map((each) => linked(each.split(" ")[0]) + " " + each.split(" ")[1]).join(", ");
