import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { parentPort, workerData } from "node:worker_threads";
import type { OutputCheck, OutputToCheck } from "./outputCheck.ts";
import { violationsOf } from "./violations.ts";

/** More are counted, not told. */
const mostTold = 500;

const toCheck: OutputToCheck = workerData;
parentPort?.postMessage(check(toCheck));

function check({ schema, output }: OutputToCheck): OutputCheck {
  try {
    const isOld = typeof schema === "object" && /draft-0\d/.test(JSON.stringify(schema["$schema"] ?? ""));
    // Without validation against the dialect's own schema: one that ajv does not carry is no obstacle.
    const options = { strict: false, validateSchema: false, logger: false, allErrors: true } as const;
    const ajv = isOld ? new Ajv(options) : new Ajv2020(options);
    formats.default(ajv);
    const validate = ajv.compile(schema);
    validate(JSON.parse(output));
    const violations = violationsOf(validate.errors ?? []);
    return { kind: "checked", violations: violations.slice(0, mostTold), total: violations.length };
  } catch (error) {
    return { kind: "unusable", why: `The task's output_schema cannot be used: ${error instanceof Error ? error.message : String(error)}.` };
  }
}
