import * as z from "zod";
import { Json } from "../../api/schemas/wire.ts";
import type { NewRun } from "../engine/newRun.ts";
import { keepFiles } from "../files/inputFiles.ts";
import { keepMember } from "../files/jsonMember.ts";
import { splitTokens } from "../files/tokens.ts";
import { checkInput } from "../inputCheck.ts";
import type { Deck } from "../server/deck.ts";
import { invalid, Refusal } from "../server/refusal.ts";
import { inputBodyBytes } from "../server/readJson.ts";
import { none, route } from "../server/route.ts";
import { Payload } from "../store/payload.ts";
import type { SessionRow, TaskRow } from "../store/rows.ts";
import { usableCredential } from "./credentials.ts";
import { orInputs } from "./olderInput.ts";
import { Run } from "./replies.ts";
import { openSession } from "./sessions.ts";
import { sourceRow } from "./sources.ts";
import { taskRow } from "./tasks.ts";
import { writtenRun } from "./writtenRun.ts";

/** Some clients send an empty text for what they do not use. */
const Id = z
  .string()
  .nullish()
  .transform(id => (id === "" ? undefined : id));

/** `request_id` is documented without a meaning: read and not used. */
const Wanted = orInputs(
  z.object({
    input: Json.optional(),
    credential_id: Id,
    source_id: Id,
    session_id: Id,
    request_id: z.string().nullish(),
  }),
);

export const runTaskRoute = route({
  method: "POST",
  path: "/tasks/{id}/run",
  tag: "Tasks",
  summary: "Run a task",
  query: none,
  body: Wanted,
  bodyBytes: inputBodyBytes,
  reply: Run,
  status: 201,
  async check({ deck, id, body }) {
    const task = taskRow(deck, id);
    placeOf(deck, body);
    const refusal = task.input_schema === null ? undefined : await checkInput(task.input_schema, body.input ?? {});
    if (refusal) throw refusal;
  },
  handle({ deck, id, body, bodyFile }) {
    const task = taskRow(deck, id);
    const kept = keptInput(deck, task, { sent: body.input ?? {}, bodyFile });
    return writtenRun(deck.engine.submit(task, { ...placeOf(deck, body), ...kept }));
  },
});

interface SentInput {
  readonly sent: Json;
  readonly bodyFile: string | undefined;
}

/** What is secret or a file in the input is kept apart from it. */
function keptInput({ store }: Deck, task: TaskRow, { sent, bodyFile }: SentInput): Pick<NewRun, "input" | "tokens" | "files"> {
  const tokens = splitTokens(task.input_schema, sent);
  const { input, files } = keepFiles(store, tokens.input);
  const isAsSent = tokens.names.length === 0 && files.length === 0;
  const file = isAsSent && bodyFile !== undefined ? keepMember(bodyFile, "input", store.blobs) : undefined;
  return { input: file === undefined ? Payload.of(input) : Payload.inFile(file, store.blobs), tokens, files };
}

/** Where the run takes place: an open session brings its source and credential, a credential its source. */
function placeOf(deck: Deck, body: z.output<typeof Wanted>): Omit<NewRun, "input"> {
  const session = body.session_id ? openSession(deck, body.session_id) : undefined;
  const credentialId = body.credential_id ?? session?.credential_id ?? null;
  const credential = credentialId === null ? undefined : usableCredential(deck, credentialId);
  const source_id = body.source_id ?? credential?.source_id ?? session?.source_id ?? null;
  if (body.source_id) sourceRow(deck, body.source_id);
  if (session) refuseElsewhere(session, { source_id, credential_id: credentialId });
  if (credential && source_id !== credential.source_id) {
    throw invalid("source_id", "`source_id` is not the source of the credential.");
  }
  if (!session && !deck.engine.hasRoomForSession) throw noRoom();
  return { source_id, credential_id: credentialId, session_id: session?.id ?? null };
}

type Place = Pick<SessionRow, "source_id" | "credential_id">;

/** A session is at one source, signed in with one credential. One without either may get there. */
function refuseElsewhere(session: Place, wanted: Place): void {
  for (const field of ["source_id", "credential_id"] as const) {
    if (session[field] !== null && wanted[field] !== session[field]) throw invalid(field, `\`${field}\` is not the one of the session.`);
  }
}

/** As documented. */
function noRoom(): Refusal {
  return new Refusal(429, { type: "rate_limit", code: "session_limit_exceeded", message: "Agent sandbox limit exceeded." });
}
