// A client of the API. Every path, parameter, body, answer and problem has its type.

import createClient, { type Client } from "openapi-fetch";

import type { components, paths } from "./schema.js";

export type { components, operations, paths } from "./schema.js";

/** What every refusal says; decide by its `code`. */
export type Problem = components["schemas"]["Problem"];

export interface Options {
  /** Where the API is, without a path. */
  baseUrl: string;
  /** An access token of POST /api/v1/auth/login, or an API key; a visitor has none. */
  token?: string;
  /** "include" for a page on another origin than the API, whose visitors log in by cookie. */
  credentials?: "include" | "omit" | "same-origin";
  /** The language of problems; French if left out. */
  language?: "fr" | "en";
}

/** Return a client: `const { data, error } = await api.GET("/api/v1/formations")`. */
export function sorbo({ baseUrl, token, credentials = "same-origin", language = "fr" }: Options): Client<paths> {
  const headers: Record<string, string> = { "Accept-Language": language };
  if (token !== undefined) {
    headers["Authorization"] = `Bearer ${token}`;
  }
  // `price[in]=1,2`: the values of a list are separated by commas.
  const querySerializer = { array: { style: "form", explode: false } } as const;
  return createClient<paths>({ baseUrl, credentials, headers, querySerializer });
}
