import { type KeptAct, readActs } from "../runs/starting/lostActs.ts";

/** A window's extension host, for as long as it lives. */
export interface JournalOwner {
  readonly id: string;
  readonly machine: string;
  readonly pid: number;
}

export interface JournalRecord {
  readonly owner: JournalOwner;
  /** When the window last said that it lives; milliseconds since 1970. */
  readonly aliveAt: number;
  readonly acts: readonly KeptAct[];
}

/** Three missed beats. */
const deadAfterMs = 30_000;

/** Undefined for what is no record, which nobody can do anything with. */
export function readRecord(text: string | undefined): JournalRecord | undefined {
  const record = parsed(text);
  if (!isObject(record) || !isObject(record["owner"])) return undefined;
  const { aliveAt, acts, owner } = record;
  const { id, machine, pid } = owner;
  if (typeof aliveAt !== "number" || typeof id !== "string" || typeof machine !== "string" || typeof pid !== "number") return undefined;
  return { owner: { id, machine, pid }, aliveAt, acts: readActs(acts) };
}

/** Whether the window that wrote it may still get its answers. Secrets are shared with windows whose extensions run on other machines. */
export function isAlive({ owner, aliveAt }: JournalRecord, self: JournalOwner, now: number): boolean {
  if (now - aliveAt > deadAfterMs) return false;
  if (owner.machine !== self.machine) return true;
  return owner.pid !== self.pid && hasProcess(owner.pid);
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one, too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
