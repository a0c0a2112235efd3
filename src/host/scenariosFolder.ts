import { mkdirSync } from "node:fs";
import { readScenariosFolder } from "./settings.ts";

/** Where Local Deck looks for scenarios: the person's folder, else its own, which is made. */
export function scenariosFolder(own: string): string {
  const chosen = readScenariosFolder();
  if (chosen !== undefined) return chosen;
  mkdirSync(own, { recursive: true });
  return own;
}
