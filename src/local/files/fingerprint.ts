import { createHash } from "node:crypto";
import type { Json } from "../../api/schemas/wire.ts";
import type { CapturedFile } from "../agents/agent.ts";
import type { StorageSettings } from "../storageSettings.ts";

/** By the fields of the schema where the extraction has them, else by the bytes; null where equal files are all kept. */
export function fingerprintOf(settings: StorageSettings, { bytes, extraction }: CapturedFile): string | null {
  if (settings.deduplication !== true) return null;
  const names = namesIn(settings.deduplication_schema ?? null);
  const fields = names.map(name => [name, member(extraction ?? null, name)]);
  const isTold = names.length > 0 && fields.every(([, value]) => value !== undefined);
  return createHash("sha256").update(isTold ? `fields ${JSON.stringify(fields)}` : bytes).digest("base64url");
}

function namesIn(schema: Json): string[] {
  const properties = member(schema, "properties");
  return typeof properties === "object" && properties !== null ? Object.keys(properties).toSorted() : [];
}

function member(value: Json, name: string): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
