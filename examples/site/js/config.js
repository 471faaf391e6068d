/** Where the API is: a path of the same host, or the address of another one ("https://api.example.com/api/v1"). */
export const API = "/api/v1";

/** Seconds that a form is on the screen at least before it is sent; at least the API's SORBO_FORM_SECONDS. */
export const FORM_SECONDS = 3.5;
