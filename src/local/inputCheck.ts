import { createHash } from "node:crypto";
import type { ErrorObject, ValidateFunction } from "ajv";
import { messageOf } from "../base/errors.ts";
import type { Json, JsonSchema } from "../api/schemas/wire.ts";
import { withinTime } from "../base/boundedTime.ts";
import { refuseTooDeep } from "./depth.ts";
import { invalid, missing } from "./server/refusal.ts";
import type { Refusal } from "./server/refusal.ts";

const keptSchemas = 200;
const troubles = {
  endless: "the schema refers to itself without an end",
  tooLong: "it takes too long, because of a pattern or of the references of the schema",
} as const;
const compiled = new Map<string, ValidateFunction>();

/** What is wrong with the input of a run, or nothing. Throws a refusal where the schema itself cannot be used. */
export async function checkInput(schema: JsonSchema, input: Json): Promise<Refusal | undefined> {
  const validate = await compile(schema, "input_schema");
  const verdict = judged(validate, schema, input);
  if (typeof verdict === "string") return invalid("input", `\`input\` cannot be checked: ${troubles[verdict]}.`);
  if (verdict) return undefined;
  const error = validate.errors?.[0];
  return error && refusalOf(error);
}

/** Refuses what is not a JSON Schema. */
export async function checkSchema(schema: JsonSchema, field: string): Promise<void> {
  await compile(schema, field);
}

async function compile(schema: JsonSchema, field: string): Promise<ValidateFunction> {
  refuseTooDeep(field, schema);
  const text = JSON.stringify(schema);
  const name = createHash("sha256").update(text).digest("base64");
  const known = compiled.get(name);
  if (known) return known;
  try {
    if (/"\$async":(?!\{)/.test(text)) throw new Error("it has $async, which JSON Schema does not know");
    const validate = (await newAjv(schema)).compile(schema);
    // Some schemas lead to themselves whatever the value is.
    const verdict = judged(validate, schema, null);
    if (typeof verdict === "string") throw new Error(troubles[verdict]);
    if (compiled.size >= keptSchemas) compiled.clear();
    compiled.set(name, validate);
    return validate;
  } catch (cause) {
    throw invalid(field, `\`${field}\` cannot be used as a JSON Schema: ${cause instanceof RangeError ? troubles.endless : messageOf(cause)}`);
  }
}

/** Patterns and references can make the work grow beyond all bounds; what has none of them is checked without a clock. */
function judged(validate: ValidateFunction, schema: JsonSchema, value: Json): boolean | keyof typeof troubles {
  try {
    const isCostly = /"(?:pattern|patternProperties|\$\w*[rR]ef)":/.test(JSON.stringify(schema));
    return isCostly ? withinTime(() => validate(value)) : validate(value);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    return "endless";
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
