import type { ErrorObject, ValidateFunction } from "ajv";
import type { Json, JsonSchema } from "../../api/schemas/wire.ts";
import { withinTime } from "../../base/boundedTime.ts";
import { exampleOf } from "./patternExample.ts";

/** Says in plain words why a value does not fit a schema; undefined if it does, or if the schema cannot be used. */
export type Judge = (schema: JsonSchema, value: Json) => string | undefined;

/** Something in a value that its schema does not allow; `pointer` (RFC 6901) says where. */
export interface Misfit {
  readonly pointer: string;
  readonly words: string;
}

/** A person types meanwhile, and the whole window waits. */
const limitMs = 50;

export async function loadJudge(): Promise<Judge> {
  const check = await loadCheck(false);
  return (schema, value) => {
    if (typeof schema === "boolean") return schema ? undefined : nothingAllowed;
    const [error] = check(schema, value);
    return error && withPlace(error);
  };
}

/** As `loadJudge`, but it says all that does not fit, and where. */
export async function loadFullJudge(): Promise<(schema: JsonSchema, value: Json) => Misfit[]> {
  const check = await loadCheck(true);
  return (schema, value) => {
    if (typeof schema === "boolean") return schema ? [] : [{ pointer: "", words: nothingAllowed }];
    // Why each branch of a choice does not fit says less than that none does.
    const telling = check(schema, value).filter(({ schemaPath }) => !/\/(?:any|one)Of\/\d+\//.test(schemaPath));
    return telling.map(error => ({ pointer: pointerOf(error), words: wordsFor(error) }));
  };
}

const nothingAllowed = "No value is allowed here.";

type Check = (schema: object, value: Json) => readonly ErrorObject[];

/** ajv, loaded when something is to be judged. A schema that cannot be used allows everything: the service says what it wants. */
async function loadCheck(allErrors: boolean): Promise<Check> {
  // By their default exports: bundled, a CommonJS module has no other.
  const [{ default: Ajv }, formats] = await Promise.all([import("ajv/dist/2020.js"), import("ajv-formats")]);
  const compiled = new WeakMap<object, ValidateFunction | "unusable">();
  const compile = (schema: object): ValidateFunction | "unusable" => {
    try {
      const ajv = new Ajv({ strict: false, validateSchema: false, logger: false, allErrors });
      formats.default.default(ajv);
      return ajv.compile(schema);
    } catch {
      return "unusable";
    }
  };
  return (schema, value) => {
    const validate = compiled.get(schema) ?? compile(schema);
    const verdict = validate === "unusable" ? validate : judged(validate, value);
    compiled.set(schema, verdict === "unusable" ? verdict : validate);
    return validate === "unusable" || verdict === "unusable" || verdict ? [] : (validate.errors ?? []);
  };
}

/** A pattern that can take for ever is tried once: the service has more time for it. So is a schema that leads only to itself. */
function judged(validate: ValidateFunction, value: Json): boolean | "unusable" {
  try {
    const verdict = withinTime(() => validate(value), limitMs);
    return verdict === "tooLong" ? "unusable" : verdict;
  } catch {
    return "unusable";
  }
}

/** A member that must not be there is itself what is wrong; one that is missing is wrong in its object. */
function pointerOf({ instancePath, params }: ErrorObject): string {
  const extra: unknown = params["additionalProperty"] ?? params["unevaluatedProperty"];
  return typeof extra === "string" ? `${instancePath}/${extra.replaceAll("~", "~0").replaceAll("/", "~1")}` : instancePath;
}

function withPlace(error: ErrorObject): string {
  const place = error.instancePath.slice(1).replaceAll("/", ".");
  return place === "" ? wordsFor(error) : `${place}: ${wordsFor(error)}`;
}

const formatWords: Readonly<Record<string, string>> = {
  date: "A date is wanted here, as in 2026-03-31.",
  time: "A time is wanted here, as in 09:30:00Z.",
  "date-time": "A date and time is wanted here, as in 2026-03-31T09:30:00Z.",
  email: "An e-mail address is wanted here.",
  uri: "A full address is wanted here, as in https://example.com/path.",
  "uri-reference": "An address is wanted here.",
  uuid: "A UUID is wanted here, as in 123e4567-e89b-12d3-a456-426614174000.",
  hostname: "The name of a host is wanted here, as in example.com.",
  ipv4: "An IPv4 address is wanted here, as in 192.0.2.1.",
  ipv6: "An IPv6 address is wanted here, as in 2001:db8::1.",
  duration: "A duration is wanted here, as in P3D or PT1H30M.",
  regex: "A regular expression is wanted here.",
};

const typeWords: Readonly<Record<string, string>> = {
  string: "A text is wanted here.",
  integer: "A whole number is wanted here.",
  number: "A number is wanted here.",
  boolean: "Yes or no (true or false) is wanted here.",
  array: "A list is wanted here.",
  object: "An object { ... } is wanted here.",
  null: "Nothing (null) is wanted here.",
};

function wordsFor({ keyword, params, message }: ErrorObject): string {
  const limit = Number(params["limit"]);
  switch (keyword) {
    case "type":
      return typeWords[String(params["type"])] ?? `One of these is wanted here: ${String(params["type"]).replaceAll(",", ", ")}.`;
    case "format":
      return formatWords[String(params["format"])] ?? `The format ${String(params["format"])} is wanted here.`;
    case "pattern":
      return wordsForPattern(String(params["pattern"]));
    case "minLength":
      return `At least ${counted(limit, "character")} ${limit === 1 ? "is" : "are"} wanted here.`;
    case "maxLength":
      return `At most ${counted(limit, "character")} can be here.`;
    case "minItems":
      return `At least ${counted(limit, "entry")} ${limit === 1 ? "is" : "are"} wanted here.`;
    case "maxItems":
      return `At most ${counted(limit, "entry")} can be here.`;
    default:
      return wordsForNumber(keyword, params) ?? wordsForMembers(keyword, params) ?? `This ${message ?? "does not fit"}.`;
  }
}

function wordsForPattern(pattern: string): string {
  const example = exampleOf(pattern);
  // The end of a pattern is a sign of its own: no full stop stands behind it.
  return example === undefined ? `What is wanted here matches ${pattern}` : `A text such as ${example} is wanted here. It matches ${pattern}`;
}

function wordsForNumber(keyword: string, params: ErrorObject["params"]): string | undefined {
  const limit = String(params["limit"]);
  switch (keyword) {
    case "minimum":
      return `At least ${limit} is wanted here.`;
    case "maximum":
      return `At most ${limit} can be here.`;
    case "exclusiveMinimum":
      return `More than ${limit} is wanted here.`;
    case "exclusiveMaximum":
      return `Less than ${limit} is wanted here.`;
    case "multipleOf":
      return `A multiple of ${String(params["multipleOf"])} is wanted here.`;
    default:
      return undefined;
  }
}

function wordsForMembers(keyword: string, params: ErrorObject["params"]): string | undefined {
  switch (keyword) {
    case "required":
      return `"${String(params["missingProperty"])}" is missing.`;
    case "additionalProperties":
    case "unevaluatedProperties":
      return `"${String(params["additionalProperty"] ?? params["unevaluatedProperty"])}" is not known here.`;
    case "enum":
      return Array.isArray(params["allowedValues"]) ? `One of these is wanted here: ${params["allowedValues"].map(String).join(", ")}.` : undefined;
    case "const":
      return `${JSON.stringify(params["allowedValue"])} is wanted here.`;
    default:
      return undefined;
  }
}

function counted(count: number, what: string): string {
  if (count === 1) return `1 ${what}`;
  return `${count} ${what === "entry" ? "entries" : `${what}s`}`;
}
