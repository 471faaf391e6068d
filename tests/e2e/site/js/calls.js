// The calls of the existing site, sent as its pages send them, and what they read of the answers.
const base = new URLSearchParams(location.search).get("api") ?? "";
const json = { "Content-Type": "application/json", Accept: "application/json" };

async function read(path, options) {
  const response = await fetch(`${base}${path}`, options);
  return { ok: response.ok, status: response.status, body: await response.json() };
}

const calls = {
  health: () => read("/api/health", { headers: { Accept: "application/json" } }),
  healthWithType: () => read("/api/health", { headers: json }),
  formations: () => read("/api/formations", { headers: json, cache: "no-store" }),
  formationsInline: () => read("/api/formations", { headers: { Accept: "application/json" } }),
  logiciels: () => read("/api/logiciels", { headers: json }),
  download: (id) => read(`/api/logiciels/${id}/download`, { headers: { "Content-Type": "application/json" } }),
  publications: () => read("/api/publications"),
  count: (id) => read(`/api/publications/${id}/telecharger`, { method: "PUT" }),
  login: (username, password) =>
    read("/api/admin/auth/login", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ username, password }),
    }),
  verify: (token) => read("/api/admin/auth/verify", { headers: { Authorization: `Bearer ${token}` } }),
  newsletter: (email) =>
    read("/api/zoho-proxy/send", {
      method: "POST",
      headers: json,
      body: JSON.stringify({
        to: "contact@example.com",
        subject: "Infolettre",
        html: "<p>x</p>",
        text: "x",
        type: "newsletter",
        formData: { email, timestamp: "02/03/2026 09:30", source: location.href, userAgent: navigator.userAgent },
      }),
    }),
  contact: (fields) => read("/api/contact", { method: "POST", headers: json, body: JSON.stringify(fields) }),
  actualites: () => read("/api/actualites?limit=3"),
  emplois: () => read("/api/emplois"),
};

// As pages show them: texts and addresses straight into markup, two texts into a handler.
function show(formations, publications) {
  document.getElementById("shown").innerHTML =
    formations
      .map(
        (each) => `<article class="formation" data-formation-id="${each._id}">
          <img src="${each.image}" alt="${each.title}">
          <h2>${each.title}</h2><p>${each.description}</p>
          <ul>${each.objectives.map((goal) => `<li>${goal}</li>`).join("")}</ul>
          <button onclick="enrol('${each.title}', '${each.schedule}')">S'inscrire</button>
        </article>`,
      )
      .join("") +
    publications
      .map(
        (each) => `<article class="publication"><h2>${each.titre}</h2><p>${each.description}</p>
          <a href="${each.fichier}" onclick="enrol('${each._id}', '')">${each.typeFichier}</a></article>`,
      )
      .join("");
  document.querySelectorAll("button").forEach((button) => button.click());
  return {
    tags: [...document.querySelectorAll("#shown *")].map((element) => element.tagName.toLowerCase()),
    titles: [...document.querySelectorAll(".formation h2")].map((element) => element.textContent),
  };
}

// One call at a time; the test looks for the answer under its name.
window.answers = {};
window.ask = (name, ...given) => {
  calls[name](...given).then(
    (answer) => (window.answers[name] = answer),
    (error) => (window.answers[name] = { error: String(error) }),
  );
  return true;
};
window.show = show;
