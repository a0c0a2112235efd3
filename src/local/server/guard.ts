import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { Refusal } from "./refusal.ts";

const loopbackNames = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Any web page can reach a loopback port. A foreign `Host` is DNS rebinding and an `Origin` is a browser's
 * script: neither is a client of ours.
 */
export function refuseBrowsers(port: () => number | undefined): MiddlewareHandler {
  return async (context, next) => {
    // A request line may hold a whole URL, which then stands in for `Host`: neither may be foreign.
    const addresses = [context.req.url, `http://${context.req.header("host") ?? new URL(context.req.url).host}`];
    if (!addresses.every(address => isOwn(address, port()))) {
      throw forbidden("host_not_allowed", "This address is not a name of Local Deck.");
    }
    if (context.req.header("origin") !== undefined) {
      throw forbidden("origin_not_allowed", "Local Deck does not answer web pages.");
    }
    await next();
  };
}

function isOwn(address: string, port: number | undefined): boolean {
  const url = URL.parse(address);
  return url !== null && loopbackNames.includes(url.hostname) && (port === undefined || (url.port || "80") === String(port));
}

export function wantKey(key: string): MiddlewareHandler {
  const right = digest(key);
  return async (context, next) => {
    const given = /^Bearer +(\S+) *$/i.exec(context.req.header("authorization") ?? "")?.[1];
    // Digests are equally long, so that the comparison tells nothing about the key's length.
    if (given === undefined || !timingSafeEqual(digest(given), right)) {
      throw new Refusal(401, { type: "request", code: "api_key_invalid", message: "The API key is missing or not valid." });
    }
    await next();
  };
}

function forbidden(code: string, message: string): Refusal {
  return new Refusal(403, { type: "request", code, message });
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
