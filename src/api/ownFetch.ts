import type { Fetch } from "./fetch.ts";

let loading: Promise<Fetch> | undefined;

/** A `fetch` over connections of our own, untouched by the editor's proxy: for loopback. undici is loaded on first use. */
export const ownFetch: Fetch = async (url, request) => {
  loading ??= load();
  return (await loading)(url, request);
};

async function load(): Promise<Fetch> {
  // Loading undici puts its dispatcher under Node's own fetch for the whole process, unless one is there already;
  // touching Response makes Node put its own there first.
  void globalThis.Response;
  // By its default export: bundled, a CommonJS module has no other.
  const { default: undici } = await import("undici");
  const dispatcher = new undici.Agent({ keepAliveTimeout: 10_000, connections: 16 });
  return (url, request) => undici.fetch(url, { ...request, dispatcher });
}
