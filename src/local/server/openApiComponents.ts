import * as z from "zod";

export type Schema = Record<string, unknown>;

/** Where zod keeps the parts of one schema, and where they are in the document. */
const zodPlace = "#/$defs/";
const place = "#/components/schemas/";

/** The parts of an OpenAPI document that others refer to. */
export class Components {
  readonly schemas: Record<string, Schema> = {};
  readonly responses: Record<string, Schema> = {};
  /** What each name was given for. */
  private readonly texts = new Map<string, string>();

  /** What comes in or goes out, before anything is read into it. Parts with a name or a loop become components. */
  schemaOf(type: z.ZodType): Schema {
    const { $defs: parts = {}, ...schema } = z.toJSONSchema(type, { io: "input", unrepresentable: "any" });
    // The document's own dialect is the same.
    delete schema.$schema;
    const names = new Map(Object.entries(parts).map(([name, part]) => [name, this.freeName(name, JSON.stringify(part))]));
    for (const [name, part] of Object.entries(parts)) this.schemas[names.get(name) ?? name] = renamed({ ...part }, names);
    return renamed(schema, names);
  }

  /** A reference to the one response that such a refusal has everywhere. */
  responseOf(status: number, description: string, body: z.ZodType): Schema {
    const name = `Refused${status}`;
    this.responses[name] ??= { description, content: { "application/json": { schema: this.schemaOf(body) } } };
    return { $ref: `#/components/responses/${name}` };
  }

  /** Different schemas may call a part of theirs alike. */
  private freeName(wanted: string, text: string): string {
    let name = wanted;
    for (let count = 2; (this.texts.get(name) ?? text) !== text; count += 1) name = `${wanted}${count}`;
    this.texts.set(name, text);
    return name;
  }
}

function renamed(schema: Schema, names: ReadonlyMap<string, string>): Schema {
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, renamedIn(key, value, names)]));
}

function renamedIn(key: string, value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (key === "$ref" && typeof value === "string" && value.startsWith(zodPlace)) {
    const name = value.slice(zodPlace.length);
    return place + (names.get(name) ?? name);
  }
  if (Array.isArray(value)) return value.map((item: unknown) => renamedIn("", item, names));
  return typeof value === "object" && value !== null ? renamed({ ...value }, names) : value;
}
