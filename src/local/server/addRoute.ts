import type { Context, Hono } from "hono";
import { newId } from "../ids.ts";
import type { Deck } from "./deck.ts";
import { fileFingerprint, fingerprint } from "./fingerprint.ts";
import { checkKey, keepAnswer, keptAnswer } from "./idempotency.ts";
import type { KeptAnswer, KeyedCall } from "./idempotency.ts";
import { jsonResponse, jsonText } from "./jsonBody.ts";
import { receiveJson } from "./readJson.ts";
import type { ReceivedJson } from "./readJson.ts";
import { none } from "./route.ts";
import type { Route } from "./route.ts";

/** Answers the calls of one route; its path as the app has it. */
export function addRoute(app: Hono, deck: Deck, route: Route): void {
  app.on(route.method, route.path.replaceAll(/\{(\w+)\}/g, ":$1"), async context => {
    using received = route.body === none ? undefined : await receiveJson(context.req.raw, route.bodyBytes, deck.store.blobs);
    const call = await keyedCall(context, received);
    if (call) {
      const kept = keptAnswer(deck, call);
      if (kept) return answerAgain(kept);
    }
    const act = await route.prepare({
      deck,
      params: context.req.param(),
      query: readQuery(context.req.queries()),
      body: received?.body,
      bodyFile: received?.file,
      origin: new URL(context.req.url).origin,
    });
    return route.method === "GET" ? answer(deck, route, act()) : change(deck, route, { act, call });
  });
}

function answer({ store }: Deck, { status }: Route, reply: object): Response {
  return jsonResponse({ ...reply, request_id: newId("req") }, status, store.blobs);
}

/** The change and the answer that is kept for its key are one transaction. */
function change(deck: Deck, route: Route, { act, call }: { act: () => object; call: KeyedCall | undefined }): Response {
  return deck.store.transaction(() => {
    // An equal call may have been faster since this one came.
    const kept = call && keptAnswer(deck, call);
    if (kept) return answerAgain(kept);
    const reply = { ...act(), request_id: newId("req") };
    if (call) keepAnswer(deck, call, { status: route.status, body: jsonText(reply) });
    return jsonResponse(reply, route.status, deck.store.blobs);
  });
}

function answerAgain({ status, body }: KeptAnswer): Response {
  return new Response(body, { status, headers: { "Content-Type": "application/json" } });
}

/** As documented: any change can have a key. */
async function keyedCall({ req }: Context, received: ReceivedJson | undefined): Promise<KeyedCall | undefined> {
  const key = req.header("idempotency-key");
  if (!key || !["POST", "PATCH", "DELETE"].includes(req.method)) return undefined;
  checkKey(key);
  // A large body by its bytes, which are read in pieces.
  const parameters = received?.file === undefined ? received?.body : await fileFingerprint(received.file);
  return { key, fingerprint: fingerprint(req.method, req.path, parameters) };
}

/** Older clients write `Limit`, and some libraries `status[]`. */
function readQuery(values: Record<string, string[]>): Record<string, string[]> {
  // Collected in a map: a parameter may be named like a member of every object.
  const query = new Map<string, string[]>();
  for (const [written, given] of Object.entries(values)) {
    const name = written === "Limit" ? "limit" : written.replace(/\[\]$/, "");
    query.set(name, [...(query.get(name) ?? []), ...given]);
  }
  return Object.fromEntries(query);
}
