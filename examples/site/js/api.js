/** The API: what is asked of it, and what it refuses, as errors that pages can show. */
import { API } from "./config.js";

const BASE = new URL(`${API}/`, location.origin);
const PATIENCE = 20_000;

/** A refusal: a problem document (RFC 9457), or what comes closest to one. */
export class Problem extends Error {
  constructor(status, document = {}, retryAfter = 0) {
    super(document.detail || `HTTP ${status}`);
    this.status = status;
    this.code = document.code || "";
    this.title = document.title || "Erreur du service";
    this.violations = document.errors || [];
    this.requestId = document.requestId || "";
    this.retryAfter = retryAfter;
  }
}

/** No answer came: the network is away, or the service. */
export class Unreachable extends Error {}

/** Return the address of a path below the API, with its query. */
export function address(path, query = {}) {
  const url = new URL(path, BASE);
  for (const [name, value] of Object.entries(query)) {
    if (value !== "" && value !== null && value !== undefined) url.searchParams.set(name, value);
  }
  return url;
}

/** Return the address of what the API links to, such as "/files/…". */
export const linked = (path) => new URL(path, BASE).href;

/** Read something; several pages that ask for the same get it from the browser's cache. */
export const read = (path, query, signal) => ask(address(path, query), { signal });

/** Send something. With a key, the same again is done once. */
export function send(path, body, key = "") {
  const headers = { "Content-Type": "application/json" };
  if (key) headers["Idempotency-Key"] = key;
  return ask(address(path), { method: "POST", headers, body: JSON.stringify(body) });
}

/** Return all pages of a list, up to a bound that no catalogue reaches. */
export async function readAll(path, query, signal) {
  const items = [];
  let after = null;
  for (let page = 0; page < 20; page += 1) {
    const answer = await read(path, { ...query, limit: 100, after }, signal);
    items.push(...answer.items);
    after = answer.next;
    if (!after) break;
  }
  return items;
}

/** Return a text that nobody else makes up; `crypto.randomUUID` is missing on plain HTTP. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("");
}

/** Return the error for an answer that is none of success. */
export function problemOf(status, text, retryAfter) {
  let document = {};
  try {
    document = JSON.parse(text);
  } catch {
    // A proxy in between may answer in HTML.
  }
  return new Problem(status, document, Number(retryAfter) || 0);
}

async function ask(url, options) {
  const signals = [AbortSignal.timeout(PATIENCE), options.signal].filter(Boolean);
  let answer;
  try {
    answer = await fetch(url, {
      ...options,
      credentials: "omit",
      headers: { Accept: "application/json", "Accept-Language": "fr", ...options.headers },
      signal: AbortSignal.any ? AbortSignal.any(signals) : signals.at(-1),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Unreachable();
  }
  const text = await answer.text();
  if (!answer.ok) throw problemOf(answer.status, text, answer.headers.get("Retry-After"));
  return text ? JSON.parse(text) : null;
}
