import * as z from "zod";
import { Timestamp } from "../../api/schemas/wire.ts";
import { newId } from "../ids.ts";
import { none, route } from "../server/route.ts";
import { iso } from "./times.ts";

const lifeMs = 30 * 60_000;

export const Token = z
  .object({ id: z.string(), object: z.string(), token: z.string(), expires_at: Timestamp, created_at: Timestamp })
  .meta({ id: "ComponentToken" });

/** Which calls a component makes with it is not documented, so it is good for none here. */
export const tokenRoute = route({
  method: "POST",
  path: "/token",
  tag: "Components",
  summary: "Create a session token for a component",
  query: none,
  body: none,
  reply: Token,
  status: 201,
  handle({ deck }) {
    const at = deck.clock.now();
    return { id: newId("tok"), object: "token", token: newId("tk"), expires_at: iso(at + lifeMs), created_at: iso(at) };
  },
});
