/** An article. */
import { read } from "../api.js";
import { byId, describe, el, entitle, page } from "../dom.js";
import { NEWS, date } from "../format.js";
import { picture } from "../pictures.js";
import { absent, load } from "../states.js";
import { paragraphs } from "../text.js";

const slug = new URLSearchParams(location.search).get("slug") || "";

load(byId("fiche"), async () => {
  const article = await read(`actualites/${encodeURIComponent(slug)}`);
  if (article.slug !== slug) history.replaceState(null, "", page("actualite.html", { slug: article.slug }));
  entitle(article.title, article.summary);
  describe({
    "@type": "NewsArticle",
    headline: article.title,
    description: article.summary,
    datePublished: article.publishedAt,
    dateModified: article.updatedAt,
    author: { "@type": "Organization", name: article.author },
  });
  const image = picture(article.image, "(min-width: 60rem) 46rem, 100vw");
  return el("article", { class: "article" },
    el("header", { class: "head" },
      el("p", { class: "eyebrow" }, `${NEWS[article.category]} · ${date(article.publishedAt)}`),
      el("h1", {}, article.title),
      el("p", { class: "lead" }, article.summary)),
    image && el("div", { class: "frame wide" }, image),
    el("div", { class: "prose" }, paragraphs(article.content), el("p", { class: "facts" }, article.author)),
    el("p", {}, el("a", { href: "actualites.html" }, "Toutes les actualités")));
}, { missing });

function missing() {
  entitle("Article introuvable");
  return absent("Article introuvable", "Cet article n’est pas, ou plus, en ligne.", el("a", { href: "actualites.html" }, "Voir les actualités"));
}
