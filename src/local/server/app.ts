import { Hono } from "hono";
import type { Context } from "hono";
import { messageOf } from "../../base/errors.ts";
import { newId } from "../ids.ts";
import { controlRoutes } from "../routes/control.ts";
import { apiRoutes } from "../routes/table.ts";
import { addRoute } from "./addRoute.ts";
import type { Deck } from "./deck.ts";
import { serveFile } from "./files.ts";
import { refuseBrowsers, wantKey } from "./guard.ts";
import { limitRate } from "./rateLimit.ts";
import { misbehave } from "./misbehave.ts";
import { Problem, Refusal } from "./refusal.ts";

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

/** Loaded only by who wants it. */
async function serveDescription(context: Context): Promise<Response> {
  const { openApiDocument } = await import("./openApi.ts");
  return context.json(openApiDocument({ api: apiRoutes, control: controlRoutes }, new URL(context.req.url).origin));
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
