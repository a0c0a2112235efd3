import * as z from "zod";
import { Json } from "../../api/schemas/wire.ts";
import type { StartWishes } from "./startRun.ts";

/** A view hands over what it shows, with the id of a task in it; a task file all that it says. */
const Wishes = z.object({
  task: z.string(),
  place: z.object({ credential_id: z.string().exactOptional(), source_id: z.string().exactOptional(), session_id: z.string().exactOptional() }).exactOptional(),
  input: z.record(z.string(), Json).exactOptional(),
  isReady: z.boolean().exactOptional(),
});

/** Nothing where the command comes from the palette. */
export function wishesIn(argument: unknown): StartWishes {
  return Wishes.safeParse(argument).data ?? {};
}
