import { createHash } from "node:crypto";
import type { ErrorObject, ValidateFunction } from "ajv";
import { messageOf } from "../base/errors.ts";
import type { Json, JsonSchema } from "../api/schemas/wire.ts";
import { refuseTooDeep } from "./depth.ts";
import { invalid, missing } from "./server/refusal.ts";
import type { Refusal } from "./server/refusal.ts";

const keptSchemas = 200;
const compiled = new Map<string, ValidateFunction>();

/** What is wrong with the input of a run, or nothing. Throws a refusal where the schema itself cannot be used. */
export async function checkInput(schema: JsonSchema, input: Json): Promise<Refusal | undefined> {
  const validate = await compile(schema, "input_schema");
  if (validate(input)) return undefined;
  const error = validate.errors?.[0];
  return error && refusalOf(error);
}

/** Refuses what is not a JSON Schema. */
export async function checkSchema(schema: JsonSchema, field: string): Promise<void> {
  await compile(schema, field);
}

async function compile(schema: JsonSchema, field: string): Promise<ValidateFunction> {
  refuseTooDeep(field, schema);
  const name = createHash("sha256").update(JSON.stringify(schema)).digest("base64");
  const known = compiled.get(name);
  if (known) return known;
  try {
    const validate = (await newAjv(schema)).compile(schema);
    if (compiled.size >= keptSchemas) compiled.clear();
    compiled.set(name, validate);
    return validate;
  } catch (cause) {
    throw invalid(field, `\`${field}\` cannot be used as a JSON Schema: ${messageOf(cause)}`);
  }
}

/** A fresh one each time: schemas of two tasks may have the same `$id`. */
async function newAjv(schema: JsonSchema) {
  const isOld = typeof schema === "object" && /draft-0\d/.test(JSON.stringify(schema["$schema"] ?? ""));
  // By their default exports: bundled, a CommonJS module has no other.
  const [{ default: Ajv2020 }, { default: Ajv }, formats] = await Promise.all([
    import("ajv/dist/2020.js"),
    import("ajv"),
    import("ajv-formats"),
  ]);
  // Without validation against the dialect's own schema: one that ajv does not carry is no obstacle.
  const options = { strict: false, validateSchema: false, logger: false } as const;
  const ajv = isOld ? new Ajv(options) : new Ajv2020(options);
  formats.default.default(ajv);
  return ajv;
}

function refusalOf({ keyword, instancePath, params, message }: ErrorObject): Refusal {
  const path = instancePath.split("/").slice(1).map(unescape);
  if (keyword === "required") return missing([...path, String(params["missingProperty"])].join("."));
  const field = path.join(".") || "input";
  return invalid(field, `\`${field}\` ${message ?? "is not valid"}.`);
}

function unescape(name: string): string {
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}
