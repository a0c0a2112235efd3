import { createHash } from "node:crypto";
import type { GenerateOptions, JsonSchema as Generated } from "json-schema-faker";
import * as z from "zod";
import { messageOf } from "../../base/errors.ts";
import { Json } from "../../api/schemas/wire.ts";
import type { JsonSchema } from "../../api/schemas/wire.ts";
import { checkInput } from "../inputCheck.ts";
import { newerTuples } from "./newerTuples.ts";
import { readable } from "./readableValue.ts";
import { refDepthOf } from "./refDepth.ts";

const tries = 8;
/** The generator leaves lists empty in the last reference but one that it follows. */
const leastRefDepth = 2;
/** What a schema may ask for at most, so that none fills the memory. */
const mostValues = 50_000;
const longestText = 100_000;

class TooLarge extends Error {
  constructor(what: string) {
    super(`No output could be made: the output_schema of the task asks for ${what}.`);
  }
}

/** Some value of the schema, the same for the same seed. Throws, with the reason, where none could be made. */
export async function generatedOutput(schema: JsonSchema, seed: number): Promise<Json> {
  refuseLarge(schema);
  const { generate } = await import("json-schema-faker");
  const wanted = asGenerated(schema);
  let refDepthMax = refDepthOf(schema) + leastRefDepth;
  let why = "";
  for (let attempt = 0; attempt < tries; attempt += 1) {
    try {
      // Readable values first; a schema of many conditions may need what the generator itself made.
      const made = Json.parse(await generate(wanted, { ...optionsFor(seed + attempt, attempt * 2 < tries), ...optionals(attempt), refDepthMax }));
      const refusal = await checkInput(schema, made);
      if (!refusal) return made;
      why = refusal.message;
    } catch (error) {
      if (error instanceof TooLarge && refDepthMax <= leastRefDepth) throw error;
      // A schema that contains itself may grow with each reference followed.
      if (error instanceof TooLarge) refDepthMax = Math.max(leastRefDepth, Math.floor(refDepthMax / 2));
      why = messageOf(error);
    }
  }
  throw new Error(`No output could be made that matches the output_schema of the task: ${why}`);
}

/** The same for equal values, spread evenly. */
export function seedOf(...values: readonly Json[]): number {
  return createHash("sha256").update(JSON.stringify(values)).digest().readUInt32BE(0);
}

function optionsFor(seed: number, isReadable: boolean): GenerateOptions {
  let count = 0;
  return {
    seed,
    useDefaultValue: true,
    useExamplesValue: true,
    formats: { date: random => dayOf(random.int(0, 364)) },
    minDateTime: "2026-01-01T00:00:00Z",
    maxDateTime: "2026-12-31T23:59:59Z",
    outputTransform(value, schema, path) {
      count += 1;
      if (count > mostValues) throw new TooLarge(`more than ${mostValues} values`);
      return isReadable ? readable(value, schema, path) : value;
    },
  };
}

/** All at first; at last none: an optional member that contains its own schema would go on for ever. */
function optionals(attempt: number): GenerateOptions {
  return attempt < tries - 2 ? { alwaysFakeOptionals: true } : { fixedProbabilities: true, optionalsProbability: attempt === tries - 1 ? 0 : 0.5 };
}

/** A schema without a type accepts anything; an object says more than an empty text. */
function asGenerated(schema: JsonSchema): Generated {
  if (schema === true) return { type: "object" };
  return typeof schema === "object" && Object.keys(schema).length === 0 ? { type: "object" } : z.custom<Generated>().parse(newerTuples(schema));
}

function dayOf(index: number): string {
  return new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
}

/** Long texts are made before any value is counted. */
function refuseLarge(schema: Json): void {
  if (schema === null || typeof schema !== "object") return;
  for (const [name, value] of Object.entries(schema)) {
    const length = name === "minLength" ? Number(value) : name === "pattern" ? repetitions(JSON.stringify(value)) : 0;
    if (length > longestText) throw new TooLarge(`a text of more than ${longestText} letters`);
    refuseLarge(value);
  }
}

function repetitions(pattern: string): number {
  return Array.from(pattern.matchAll(/\{(\d+)/g), ([, count]) => Math.max(1, Number(count))).reduce((all, count) => all * count, 1);
}
