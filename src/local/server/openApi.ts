import * as z from "zod";
import { ErrorBody, ProblemBody } from "../../api/schemas/error.ts";
import { Components } from "./openApiComponents.ts";
import type { Schema } from "./openApiComponents.ts";
import { none } from "./route.ts";
import type { Route } from "./route.ts";

export interface DescribedRoutes {
  /** Relative to `/v2`. */
  readonly api: readonly Route[];
  /** Relative to `/control`. */
  readonly control: readonly Route[];
}

const securityName = "BearerAuth";
const securitySchemes = {
  [securityName]: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "The API key." },
};

const idParameter = { name: "id", in: "path", required: true, schema: { type: "string" } };
const keyParameter = {
  name: "Idempotency-Key",
  in: "header",
  description: "Within 24 hours, calls with the same key and the same parameters are carried out once.",
  schema: { type: "string", maxLength: 256 },
};

const Answer = z.object({ request_id: z.string() }).meta({ id: "Answer" });
const Refused = ErrorBody.extend({ request_id: z.string() }).meta({ id: "Error" });
const Invalid = ProblemBody.meta({ id: "ValidationError" });

const refusals: readonly [status: number, description: string, body: z.ZodType][] = [
  [400, "Malformed: not JSON, a member or parameter that is missing or of another type, or a bad idempotency key.", Invalid.or(Refused)],
  [401, "The API key is missing or not valid.", Refused],
  [403, "Not for browsers, and not for other hosts than this machine.", Refused],
  [404, "The resource does not exist.", Refused],
  [409, "The request is valid but cannot be completed in the current state.", Refused],
  [413, "The body is too large.", Refused],
  [422, "The body is understood but contains invalid values.", Refused],
  [429, "Too many requests, or too many sessions.", Refused],
  [500, "Local Deck failed.", Refused],
];

/** The OpenAPI 3.1 document of these routes, as they are served at `origin`. */
export function openApiDocument({ api, control }: DescribedRoutes, origin: string): object {
  const components = new Components();
  const paths: Record<string, Schema> = {};
  for (const route of api) addOperation(paths, route.path, operationOf(route, components));
  for (const route of control) addOperation(paths, `/control${route.path}`, operationOf(route, components));
  for (const [path, item] of Object.entries(paths)) {
    // No part of the service's API, and so not beneath its address.
    if (path.startsWith("/control/")) item["servers"] = [{ url: origin }];
  }
  return {
    openapi: "3.1.1",
    info: { title: "Local Deck", version: "2.0.0", description: "The Deck API v2 on this machine. Unofficial." },
    servers: [{ url: `${origin}/v2` }],
    security: [{ [securityName]: [] }],
    tags: [...new Set([...api, ...control].map(route => route.tag))].map(name => ({ name })),
    paths,
    components: { schemas: components.schemas, responses: components.responses, securitySchemes },
  };
}

function addOperation(paths: Record<string, Schema>, path: string, operation: Schema): void {
  paths[path] = { ...paths[path], ...operation };
}

function operationOf(route: Route, components: Components): Schema {
  const body = route.body === none ? undefined : components.schemaOf(route.body);
  const operation = {
    tags: [route.tag],
    summary: route.summary,
    operationId: operationId(route.summary),
    parameters: parametersOf(route, components),
    ...(body && { requestBody: { required: "required" in body, content: { "application/json": { schema: body } } } }),
    responses: responsesOf(route, components),
  };
  return { [route.method.toLowerCase()]: operation };
}

function parametersOf({ method, path, query }: Route, components: Components): Schema[] {
  const named = query === none ? {} : (components.schemaOf(query)["properties"] ?? {});
  return [
    ...(path.includes("{id}") ? [idParameter] : []),
    ...Object.entries(named).map(([name, schema]) => ({ name, in: "query", schema })),
    ...(method === "GET" || method === "PUT" ? [] : [keyParameter]),
  ];
}

function responsesOf({ reply, status }: Route, components: Components): Schema {
  const schema = { allOf: [components.schemaOf(reply), components.schemaOf(Answer)] };
  const responses: Schema = {
    [status]: { description: status === 201 ? "Created." : "OK.", content: { "application/json": { schema } } },
  };
  for (const [refused, description, body] of refusals) responses[refused] = components.responseOf(refused, description, body);
  return responses;
}

/** `Run a task` becomes `runATask`; what follows a comma or colon only explains. */
function operationId(summary: string): string {
  const [first = "", ...others] = summary.replace(/[,:].*/, "").toLowerCase().match(/[a-z]+/g) ?? [];
  return first + others.map(word => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
}
