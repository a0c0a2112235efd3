import { prettyPieces } from "../runs/documents/jsonText.ts";
import type { Readers } from "./reader.ts";

/** A task as the service has it, digit by digit. */
export async function taskDefinition(
  readers: Readers,
  { profile, task }: { readonly profile: string; readonly task: string },
): Promise<{ readonly bytes: Uint8Array; readonly changedAt: number }> {
  const { client } = await readers.of(profile);
  const { value, text } = await client.tasks.getForText(task);
  return { bytes: new TextEncoder().encode([...prettyPieces(text)].join("")), changedAt: Date.parse(value.updated_at ?? value.created_at) || 0 };
}
