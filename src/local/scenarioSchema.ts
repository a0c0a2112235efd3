import * as z from "zod";
import { Scenario } from "./scenario.ts";

/** As editors read it: `media/scenario.schema.json` is this, and a test keeps it so. */
export function scenarioSchema(): object {
  const schema = z.toJSONSchema(Scenario, { io: "input", target: "draft-7" });
  return { title: "Scenario of Local Deck", ...schema, definitions: withoutIds(schema.definitions ?? {}) };
}

export function scenarioSchemaText(): string {
  return `${JSON.stringify(scenarioSchema(), undefined, 2)}\n`;
}

/** The name of a definition is its key; as an id too, editors would look for it elsewhere. */
function withoutIds(definitions: object): object {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, definition]: [string, object]) => {
      const kept = Object.entries(definition).filter(([member]) => member !== "$id" && member !== "id");
      return [name, Object.fromEntries(kept)];
    }),
  );
}
