import { Hono } from "hono";
import type { Context } from "hono";
import { messageOf } from "../../base/errors.ts";
import { newId } from "../ids.ts";
import { controlRoutes } from "../routes/control.ts";
import { apiRoutes } from "../routes/table.ts";
import type { Deck } from "./deck.ts";
import { serveFile } from "./files.ts";
import { refuseBrowsers, wantKey } from "./guard.ts";
import { fingerprint } from "./fingerprint.ts";
import { checkKey, keepAnswer, keptAnswer } from "./idempotency.ts";
import type { KeptAnswer, KeyedCall } from "./idempotency.ts";
import { limitRate } from "./rateLimit.ts";
import { jsonResponse, jsonText } from "./jsonBody.ts";
import { misbehave } from "./misbehave.ts";
import { Problem, Refusal } from "./refusal.ts";
import { receiveJson } from "./readJson.ts";
import { none } from "./route.ts";
import type { Route } from "./route.ts";

export interface AppOptions {
  /** Known once the server listens; until then every port in `Host` will do. */
  readonly port?: () => number | undefined;
  /** Whether too many calls in a time are refused; yes where absent. */
  readonly rateLimit?: boolean | undefined;
}

/** Requests in, answers out; no socket. */
export function createApp(deck: Deck, { port = () => undefined, rateLimit = true }: AppOptions = {}): Hono {
  const app = new Hono();
  app.use(refuseBrowsers(port));
  app.use(misbehave(deck.faults));
  app.get("/files/:id/:name", context => serveFile(context, deck));
  for (const prefix of ["/v2", "/control"]) app.use(`${prefix}/*`, wantKey(deck.key));
  if (rateLimit) app.use("/v2/*", limitRate(deck.clock));
  app.on("GET", "/v2/openapi.json", serveDescription);
  for (const route of apiRoutes) addRoute(app, deck, { ...route, path: `/v2${route.path}` });
  for (const route of controlRoutes) addRoute(app, deck, { ...route, path: `/control${route.path}` });
  app.notFound(context => refuse(context, new Refusal(404, unknownEndpoint(context))));
  app.onError((error, context) => answerError(error, context, deck));
  return app;
}

function addRoute(app: Hono, deck: Deck, route: Route): void {
  app.on(route.method, route.path.replaceAll(/\{(\w+)\}/g, ":$1"), async context => {
    using received = route.body === none ? undefined : await receiveJson(context.req.raw, route.bodyBytes, deck.store.blobs);
    const body = received?.body;
    const call = keyedCall(context, body);
    if (call) {
      const kept = keptAnswer(deck, call);
      if (kept) return answerAgain(kept);
    }
    const act = await route.prepare({
      deck,
      params: context.req.param(),
      query: readQuery(context.req.queries()),
      body,
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
function keyedCall({ req }: Context, body: unknown): KeyedCall | undefined {
  const key = req.header("idempotency-key");
  if (!key || !["POST", "PATCH", "DELETE"].includes(req.method)) return undefined;
  checkKey(key);
  return { key, fingerprint: fingerprint(req.method, req.path, body) };
}

/** Loaded only by who wants it. */
async function serveDescription(context: Context): Promise<Response> {
  const { openApiDocument } = await import("./openApi.ts");
  return context.json(openApiDocument({ api: apiRoutes, control: controlRoutes }, new URL(context.req.url).origin));
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

function answerError(error: Error, context: Context, { log }: Deck): Response {
  if (error instanceof Problem) return problem(context, error);
  if (error instanceof Refusal) return refuse(context, error);
  const request = `${context.req.method} ${context.req.path}`;
  log(`${request} failed: ${error.stack ?? messageOf(error)}`);
  const message = "Local Deck failed; its log says why.";
  return refuse(context, new Refusal(500, { type: "api", code: "api_error", message }));
}

function problem(context: Context, { fields }: Problem): Response {
  const body = {
    type: "https://tools.ietf.org/html/rfc9110#section-15.5.1",
    title: "One or more validation errors occurred.",
    status: 400,
    errors: fields,
    traceId: newId("req"),
  };
  return context.json(body, 400);
}

function refuse(context: Context, { status, errors }: Refusal): Response {
  return context.json({ errors, request_id: newId("req") }, status);
}

function unknownEndpoint(context: Context) {
  return { type: "request", code: "endpoint_not_found", message: `No endpoint ${context.req.method} ${context.req.path}.` };
}
