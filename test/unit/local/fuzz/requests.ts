import * as z from "zod";
import type { Route } from "../../../../src/local/server/route.ts";
import type { Randomness } from "./randomness.ts";
import { junk, mutated, text, valueFor } from "./values.ts";

export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** A route as the fuzz sees it: where it is, and what it says that it reads. */
export interface Target {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly body: unknown;
}

export function targetOf(prefix: string, route: Route): Target {
  const query = schemaOf(route.query);
  const body = schemaOf(route.body);
  return {
    method: route.method,
    path: prefix + route.path,
    query: Object.keys(typeof query["properties"] === "object" && query["properties"] ? query["properties"] : {}),
    body: route.method === "GET" || route.method === "DELETE" ? undefined : body,
  };
}

function schemaOf(schema: z.ZodType): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any", cycles: "ref" });
}

/** Mostly what a client would send, with something wrong about it now and then. */
export function requestFor(target: Target, key: string, random: Randomness, ids: readonly string[]): FuzzRequest {
  const method = random.happens(3) ? random.one(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) : target.method;
  const path = target.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(toWellFormed(text(random, ids))));
  const headers: Record<string, string> = { authorization: `Bearer ${random.happens(2) ? "sk_wrong" : key}` };
  if (random.happens(10)) headers["idempotency-key"] = `key-${random.below(200)}`;
  if (random.happens(1)) headers["origin"] = "https://evil.example";
  if (random.happens(1)) headers["host"] = "evil.example";
  const body = target.body === undefined || method === "GET" ? undefined : bodyText(target.body, random, ids);
  return { method, path: path + queryText(target, random, ids), headers, ...(body === undefined ? {} : { body }) };
}

function bodyText(schema: unknown, random: Randomness, ids: readonly string[]): string {
  let body = valueFor(schema, random, ids);
  for (let times = random.below(3); times > 0 && random.happens(50); times--) body = mutated(body, random);
  const written = JSON.stringify(body) ?? "";
  if (random.happens(4)) return written.slice(0, random.below(written.length + 1));
  return random.happens(2) ? random.one(junk) : written;
}

function queryText(target: Target, random: Randomness, ids: readonly string[]): string {
  const params = new URLSearchParams();
  for (const name of target.query) {
    if (random.happens(20)) params.append(name, toWellFormed(random.happens(50) ? String(random.below(120)) : text(random, ids)));
  }
  if (random.happens(5)) params.append(random.one(["unknown", "__proto__", "limit", "cursor", "include"]), toWellFormed(random.one(junk)));
  const written = params.toString();
  return written ? `?${written}` : "";
}

/** A lone surrogate cannot be put into an address at all. */
function toWellFormed(value: string): string {
  return value.replace(/\p{Surrogate}/gu, "\uFFFD");
}
