import * as z from "zod";
import type { Json } from "../../api/schemas/wire.ts";
import type { CredentialRow } from "../store/rows.ts";
import type { Vault } from "../store/vault.ts";

const maxSourceFields = 10;
const reserved = ["username", "password"];

/** As documented: more values that a source wants at the login, none of them secret. */
const SourceFields = z
  .record(
    z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,63}$/)
      .refine(name => !reserved.includes(name), "is the name of a member that exists already"),
    z.string(),
  )
  .refine(fields => Object.keys(fields).length <= maxSourceFields, `must have at most ${maxSourceFields} members`);

export const AuthCredentials = z.object({
  username: z.string().optional(),
  password: z.string().optional(),
  /** Documented as a member that answers show, so it is no secret. */
  key: z.string().optional(),
  source_fields: SourceFields.optional(),
});
export type AuthCredentials = z.output<typeof AuthCredentials>;

/** What the row of a credential keeps: a summary that answers may show, and the rest sealed. */
export function keptCredentials(
  vault: Vault,
  id: string,
  { username, password, key, source_fields }: AuthCredentials,
): Pick<CredentialRow, "summary" | "secret"> {
  const summary: Record<string, Json> = {
    ...(username !== undefined && { username }),
    ...(key !== undefined && { key }),
    ...(source_fields && { source_fields }),
  };
  return { summary, secret: password === undefined ? null : vault.seal({ password }, id) };
}

/** After an update: what is absent stays, null takes all of it away. */
export function changedCredentials(
  vault: Vault,
  { id, summary, secret }: Pick<CredentialRow, "id" | "summary" | "secret">,
  given: AuthCredentials | null,
): Pick<CredentialRow, "summary" | "secret"> {
  if (given === null) return { summary: {}, secret: null };
  const kept = keptCredentials(vault, id, given);
  return { summary: { ...summary, ...kept.summary }, secret: kept.secret ?? secret };
}
