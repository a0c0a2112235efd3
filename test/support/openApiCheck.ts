import assert from "node:assert/strict";
import ajvFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as z from "zod";
import { runAnswer } from "./runAnswer.ts";

const Operation = z.looseObject({ responses: z.record(z.string(), z.unknown()) });
const Document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
type Document = z.output<typeof Document>;

/** Holds answers against an OpenAPI document, and those about runs against what the service's own document says of them. */
export class OpenApiCheck {
  private readonly document: Document;
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });

  constructor(document: unknown) {
    this.document = Document.parse(document);
    ajvFormats.default(this.ajv);
    this.ajv.addSchema(this.document, "document");
    this.ajv.addSchema(runAnswer, "run");
  }

  /** Fails with what does not fit. `path` as it was called, without its query. */
  check(method: string, path: string, answer: { status: number; body: unknown }): void {
    const what = `${method} ${path} answered ${answer.status}`;
    this.fits(this.placeOf(method, path, answer.status), answer.body, what);
    if (answer.status < 300 && /^\/v2\/task-runs\/[^/]+$/.test(path)) this.fits("run", answer.body, what);
  }

  private fits(schema: string, body: unknown, what: string): void {
    const validate = this.ajv.getSchema(schema);
    assert.ok(validate, `${what}, which is not described (${schema})`);
    if (validate(body)) return;
    assert.fail(`${what}: ${this.ajv.errorsText(validate.errors)}\n${JSON.stringify(body).slice(0, 1000)}`);
  }

  /** The schema of such an answer, as a reference into the document. */
  private placeOf(method: string, called: string, status: number): string {
    const path = called.replace(/^\/v2(?=\/)/, "");
    const template = Object.keys(this.document.paths).find(known => isCallOf(known, path));
    const operation = Operation.safeParse(template && this.document.paths[template]?.[method.toLowerCase()]).data;
    // An endpoint that is not there has the refusal of a resource that is not there.
    if (!template || !operation) return `document#/components/responses/Refused${status}${json}`;
    const isShared = z.looseObject({ $ref: z.string() }).safeParse(operation.responses[status]).data;
    if (isShared) return `document${isShared.$ref}${json}`;
    return `document#/paths/${escaped(template)}/${method.toLowerCase()}/responses/${status}${json}`;
  }
}

const json = "/content/application~1json/schema";

function isCallOf(template: string, path: string): boolean {
  return new RegExp(`^${template.replaceAll("{id}", "[^/]+")}$`).test(path);
}

function escaped(name: string): string {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}
