import { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import type { DeckError } from "../../api/schemas/error.ts";
import { newId } from "../ids.ts";
import type { Fault, Faults } from "./faults.ts";

const leaveMs = 30;
const mostPauses = 30;

/** Lets go wrong what was asked to. Outside everything that answers: what a client sees is spoiled, what was done is not. */
export function misbehave(faults: Faults): MiddlewareHandler {
  return async (context, next) => {
    const fault = faults.take(context.req.method, context.req.path);
    if (!fault) return next();
    if (fault.delay_ms !== undefined) await faults.wait(fault.delay_ms);
    if (fault.cut === "before") return cutOff(context);
    if (fault.status === undefined) await next();
    else context.res = refusal(fault, fault.status);
    const answer = fault.cut === "after" ? cutOff(context) : await spoiled(context, fault, faults);
    // Hono would add the headers of the answer that was there.
    context.res = undefined;
    context.res = answer;
  };
}

function cutOff(context: Context): Response {
  const socket = socketOf(context);
  if (!socket) return new Response(brokenAfter(new Uint8Array(), undefined));
  socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** None where the app is called without a server. */
function socketOf(context: Context): Socket | undefined {
  const request: unknown = context.env?.incoming;
  return request instanceof IncomingMessage ? request.socket : undefined;
}

function refusal({ error }: Fault, status: number): Response {
  if ([204, 205, 304].includes(status)) return new Response(null, { status });
  const body = status < 400 ? {} : { errors: [error ?? usualError(status)] };
  return Response.json({ ...body, request_id: newId("req") }, { status });
}

function usualError(status: number): DeckError {
  if (status === 429) return { type: "rate_limit", code: "rate_limit_exceeded", message: "Too many requests." };
  return { type: "api", code: "api_error", message: `This is the fault with status ${status} that was asked for.` };
}

async function spoiled(context: Context, fault: Fault, faults: Faults): Promise<Response> {
  const answer = context.res;
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(fault.headers ?? {})) headers.set(name, value);
  if (answer.body === null) return new Response(null, { status: answer.status, headers });
  if (fault.body === "html") headers.set("content-type", "text/html");
  const bytes = spoiledBytes(new Uint8Array(await answer.arrayBuffer()), fault.body);
  headers.set("content-length", String(bytes.byteLength));
  const isCut = fault.cut === "within";
  const body = isCut ? brokenAfter(bytes.subarray(0, Math.floor(bytes.length / 2)), socketOf(context)) : paced(bytes, fault, faults);
  return new Response(body, { status: answer.status, headers });
}

function spoiledBytes(bytes: Uint8Array<ArrayBuffer>, how: Fault["body"]): Uint8Array<ArrayBuffer> {
  switch (how) {
    case undefined:
      return bytes;
    case "malformed":
      return new Uint8Array(Buffer.concat([bytes, Buffer.from(",}")]));
    case "truncated":
      return bytes.subarray(0, Math.floor(bytes.length / 2));
    case "empty":
      return new Uint8Array();
    case "html":
      return new Uint8Array(Buffer.from("<!doctype html><title>Bad Gateway</title><h1>502 Bad Gateway</h1>\n"));
  }
}

/** The first bytes, and nothing after them. */
function brokenAfter(bytes: Uint8Array, socket: Socket | undefined): ReadableStream<Uint8Array> {
  let isSent = bytes.length === 0;
  const before = socket?.bytesWritten ?? 0;
  return new ReadableStream({
    async pull(controller) {
      if (!isSent) {
        isSent = true;
        return controller.enqueue(bytes);
      }
      if (!socket) return controller.error(new Error("The connection is cut, as was asked for."));
      // Long enough for the first bytes to leave, however busy the machine is.
      for (let pauses = 0; pauses < mostPauses; pauses += 1) {
        await pause(leaveMs);
        if (socket.bytesWritten > before && socket.writableLength === 0) break;
      }
      socket.destroy();
      controller.close();
    },
  });
}

/** Ten times a second a piece, or a byte as often as it may come. */
function paced(bytes: Uint8Array<ArrayBuffer>, { bytes_per_second: bytesPerSecond }: Fault, faults: Faults) {
  if (bytesPerSecond === undefined) return bytes;
  const size = Math.max(1, Math.floor(bytesPerSecond / 10));
  let at = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      await faults.wait((size / bytesPerSecond) * 1000);
      controller.enqueue(bytes.subarray(at, at + size));
      at += size;
      if (at >= bytes.length) controller.close();
    },
  });
}
