import * as z from "zod";
import { sleep } from "../../base/clock.ts";
import type { Clock } from "../../base/clock.ts";
import { newId } from "../ids.ts";

const ms = z.int().min(0).max(24 * 3_600_000);

/** What goes wrong with the next calls that match. Several members together are one fault that does all of it. */
export const NewFault = z
  .strictObject({
    method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"]).optional().describe("Any where absent."),
    path: z
      .string()
      .regex(/^(?:\/|\*)/, "must begin with / or *")
      .default("/v2/*")
      .describe("The path without its query; `*` stands for anything. Never matches /control."),
    times: z.int().min(1).max(1_000_000).default(1).describe("For how many calls."),
    delay_ms: ms.optional().describe("How long the call waits first, by the clock of Local Deck."),
    status: z.int().min(200).max(599).optional().describe("Answered in place of what the call would do."),
    error: z
      .strictObject({ type: z.string(), code: z.string(), message: z.string() })
      .optional()
      .describe("In the envelope of that status."),
    headers: z
      .record(z.string().regex(/^[\w-]+$/), z.string().regex(/^[\x20-\x7e]*$/))
      .optional()
      .describe("Added to the answer, such as Retry-After."),
    cut: z
      .enum(["before", "after", "within"])
      .optional()
      .describe("The connection is cut before the call does anything, after it did it, or in the middle of the answer."),
    body: z.enum(["malformed", "truncated", "empty", "html"]).optional().describe("What becomes of the answer's body."),
    bytes_per_second: z.int().min(1).max(1_000_000_000).optional().describe("How slowly the answer's body comes."),
  })
  .refine(
    fault => [fault.delay_ms, fault.status, fault.cut, fault.body, fault.bytes_per_second].some(part => part !== undefined),
    "needs one of delay_ms, status, cut, body or bytes_per_second",
  )
  .refine(({ error, status = 0 }) => error === undefined || status >= 400, "needs a status from 400 with error");

export const Fault = z.object({
  ...NewFault.shape,
  id: z.string(),
  object: z.literal("fault"),
  remaining: z.int().describe("For how many calls it is still there."),
});
export type Fault = z.infer<typeof Fault>;

/** The faults that were asked for; forgotten with the program. */
export class Faults {
  private readonly clock: Clock;
  private readonly pending = new Map<string, Fault>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  get all(): Fault[] {
    return [...this.pending.values()];
  }

  add(wanted: z.output<typeof NewFault>): Fault {
    const fault = { ...wanted, id: newId("flt"), object: "fault" as const, remaining: wanted.times };
    this.pending.set(fault.id, fault);
    return fault;
  }

  /** Says whether it was there. */
  remove(id: string): boolean {
    return this.pending.delete(id);
  }

  clear(): void {
    this.pending.clear();
  }

  /** The oldest fault for such a call; it is there for one call less then. */
  take(method: string, path: string): Fault | undefined {
    if (this.pending.size === 0 || path.startsWith("/control")) return undefined;
    const fault = this.all.find(each => fits(each, method, path));
    if (!fault) return undefined;
    if (fault.remaining === 1) this.pending.delete(fault.id);
    else this.pending.set(fault.id, { ...fault, remaining: fault.remaining - 1 });
    return fault;
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return sleep(this.clock, ms, signal);
  }
}

function fits(fault: Fault, method: string, path: string): boolean {
  return (fault.method ?? method) === method && pathFits(fault.path.split("*"), path);
}

/** The parts in their order, the first at the beginning and the last at the end; no pattern can make this slow. */
function pathFits(parts: readonly string[], path: string): boolean {
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return path === first;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return path.length - last.length >= at && path.endsWith(last);
}
