import type { Json, JsonSchema } from "../../api/schemas/wire.ts";
import { maySpellSecrets, withoutSecrets } from "./shownInput.ts";

/** What of the text of an input outlives its window, and the members whose values do not. */
export interface KeptText {
  readonly text: string;
  readonly cut: readonly string[];
}

/**
 * Empties what is secret and what the service vaulted of earlier runs (`vaulted`, by the names of members). Undefined for
 * text that is no JSON yet and may have a secret in it.
 */
export function keptText(text: string, schema: JsonSchema | null | undefined, vaulted: readonly string[]): KeptText | undefined {
  const input = parsed(text);
  if (input === undefined) return maySpellSecrets(text, schema, vaulted) ? undefined : { text, cut: [] };
  const open = withoutSecrets(input, schema, "");
  const whole = withoutVaulted(open.input, vaulted);
  const cut = [...new Set([...open.cut, ...whole.cut])];
  return { text: cut.length === 0 ? text : `${JSON.stringify(whole.input, undefined, 2)}\n`, cut };
}

function withoutVaulted(input: Json, vaulted: readonly string[]): { input: Json; cut: string[] } {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return { input, cut: [] };
  const cut = Object.keys(input).filter(name => vaulted.includes(name) && input[name] !== "");
  return { input: Object.fromEntries(Object.entries(input).map(([name, value]) => [name, cut.includes(name) ? "" : value])), cut };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
