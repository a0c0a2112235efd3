import type { DeckError } from "../../api/schemas/error.ts";

/** A call that is answered with one of the service's two error shapes. */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  readonly errors: readonly DeckError[];

  constructor(status: RefusalStatus, ...errors: DeckError[]) {
    super(errors.map(error => error.message).join(" "));
    this.status = status;
    this.errors = errors;
  }
}
export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500;

/** The other shape, for 400 alone: messages by field. */
export class Problem extends Error {
  readonly fields: Readonly<Record<string, string[]>>;

  constructor(fields: Readonly<Record<string, string[]>>) {
    super(Object.values(fields).flat().join(" "));
    this.fields = fields;
  }
}

/** `task_run` as in ids and objects. */
export function notFound(resource: string, id: string): Refusal {
  const message = `No ${resource.replaceAll("_", " ")} with the id ${id} exists.`;
  return new Refusal(404, { type: "request", code: `${resource}_not_found`, message });
}

/** A file of the data folder that Local Deck did not remove itself. */
export function missingFile(): Refusal {
  const message = "A file that belongs to this is missing from the data folder of Local Deck.";
  return new Refusal(500, { type: "storage", code: "file_missing", message });
}

/** The code says the state that is in the way, such as `task_run_completed`. */
export function conflict(resource: string, state: string, message: string): Refusal {
  return new Refusal(409, { type: "request", code: `${resource}_${state}`, message });
}

export function invalid(field: string, message: string, code = "input_invalid"): Refusal {
  return new Refusal(422, { type: "request", code, message, field });
}

/** As documented. */
export function missing(field: string): Refusal {
  return invalid(field, `\`${field}\` is required and cannot be empty.`, "input_missing");
}
