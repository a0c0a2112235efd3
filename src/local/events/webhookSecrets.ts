import * as z from "zod";
import type { Vault } from "../store/vault.ts";
import type { EventDestinationRow } from "../store/rows.ts";

/** What is kept of a webhook and never shown; sealed in its row. */
const WebhookSecrets = z.object({
  secret: z.string(),
  /** Valid until then beside the newer one, so that a receiver can change over. The newest first. */
  former: z.array(z.object({ secret: z.string(), until: z.int() })),
  headers: z.record(z.string(), z.string()),
});
export type WebhookSecrets = z.output<typeof WebhookSecrets>;

/** As documented. */
const formerLifeMs = 24 * 3_600_000;

export function openSecrets(vault: Vault, { id, secret }: Pick<EventDestinationRow, "id" | "secret">): WebhookSecrets {
  return WebhookSecrets.parse(vault.open(secret ?? "", id));
}

export function rotated(secrets: WebhookSecrets, secret: string, now: number): WebhookSecrets {
  if (secret === secrets.secret) return secrets;
  const former = secrets.former.filter(({ until }) => until > now);
  return { ...secrets, secret, former: [{ secret: secrets.secret, until: now + formerLifeMs }, ...former] };
}

/** The newest first. */
export function validSecrets({ secret, former }: WebhookSecrets, now: number): string[] {
  return [secret, ...former.filter(({ until }) => until > now).map(old => old.secret)];
}
