import type { ErrorObject } from "ajv";

/** A value that is not what the schema wants; `pointer` (RFC 6901) says which. */
export interface Violation {
  readonly pointer: string;
  readonly message: string;
}

/** What a check found, in words for those who wrote the schema. */
export function violationsOf(errors: readonly ErrorObject[]): Violation[] {
  const unions = new Set(errors.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf").map(({ instancePath }) => instancePath));
  // Why each branch of a union does not fit says less than that none does.
  const telling = errors.filter(({ instancePath, schemaPath }) => !(unions.has(instancePath) && /\/(?:any|one)Of\/\d+\//.test(schemaPath)));
  return telling.map(error => ({ pointer: pointerOf(error), message: messageOf(error) }));
}

/** A property that must not be there is itself the wrong value; one that is missing is wrong in its object. */
function pointerOf({ keyword, instancePath, params }: ErrorObject): string {
  const extra = extraProperty[keyword];
  return extra === undefined ? instancePath : `${instancePath}/${escaped(String(params[extra]))}`;
}

const extraProperty: Readonly<Record<string, string>> = { additionalProperties: "additionalProperty", unevaluatedProperties: "unevaluatedProperty" };

function messageOf({ keyword, params, message }: ErrorObject): string {
  if (keyword in extraProperty) return "is not in the schema";
  if (keyword === "required") return `must have the property "${String(params["missingProperty"])}"`;
  if (keyword === "enum") return `must be one of ${JSON.stringify(params["allowedValues"]).slice(1, -1)}`;
  if (keyword === "const") return `must be ${JSON.stringify(params["allowedValue"])}`;
  return message ?? "does not match the schema";
}

function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
