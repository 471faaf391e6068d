// What a site does: list with a filter, read, page by cursor, send a demande once, meet a problem.

import { randomUUID } from "node:crypto";

import { sorbo, type Problem } from "../src/client.js";

const api = sorbo({ baseUrl: process.argv[2] ?? "http://127.0.0.1:5000" });

function whole<T>({ data, error }: { data?: T; error?: Problem }): T {
  if (data === undefined) {
    throw new Error(error?.code ?? "nothing");
  }
  return data;
}

const affordable = whole(
  await api.GET("/api/v1/formations", { params: { query: { "price[lte]": 200_000, sort: "price" } } }),
);
const first = affordable.items[0];
if (first === undefined) {
  throw new Error("there is no formation");
}
const read = whole(await api.GET("/api/v1/formations/{id}", { params: { path: { id: first.slug } } }));

const titles: string[] = [];
let after: string | null | undefined;
do {
  const query = after ? { limit: 3, after } : { limit: 3 };
  const page = whole(await api.GET("/api/v1/formations", { params: { query } }));
  titles.push(...page.items.map((formation) => formation.title));
  after = page.next;
} while (after !== null);

const key = { header: { "Idempotency-Key": randomUUID() } };
const body = {
  subject: "autre",
  name: "Responsable des travaux",
  email: "travaux@example.com",
  message: "Pouvez-vous nous rappeler ?",
} as const;
const sent = whole(await api.POST("/api/v1/demandes", { params: key, body }));
const again = whole(await api.POST("/api/v1/demandes", { params: key, body }));

const { error } = await api.POST("/api/v1/demandes", { body: { ...body, email: "travaux@@" } });

console.log(
  JSON.stringify({
    prices: affordable.items.map((formation) => formation.price?.amount),
    read: { id: read.id, sameAsListed: read.id === first.id, sessions: read.sessions.length },
    titles,
    demande: { id: sent.id, again: again.id },
    problem: error && { code: error.code, status: error.status, pointers: error.errors?.map((e) => e.pointer) },
  }),
);
