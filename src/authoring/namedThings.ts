import { membersIn, skipBlanks, type Span } from "../base/jsonMembers.ts";
import { credentialName } from "../host/filterNames.ts";
import type { Session } from "../host/session.ts";

/** The members of a task file that name something by its id, where that has a name for people, too. */
const kinds = ["task", "credential", "source"] as const;
export type Kind = (typeof kinds)[number];

/** Something that a task file can name. */
export interface NamedThing {
  readonly id: string;
  readonly name: string;
  /** What tells it from others that are called the same. */
  readonly about: string;
}

/** All that the profile has, as the service tells now. */
export async function thingsOf(session: Session, kind: Kind): Promise<NamedThing[]> {
  switch (kind) {
    case "task":
      return (await session.tasks.all()).map(({ id, name, status }) => ({ id, name, about: status }));
    case "source":
      return (await session.sources.all()).map(({ id, name, website }) => ({ id, name: name ?? website?.url ?? id, about: website?.url ?? "" }));
    case "credential": {
      const [credentials] = await Promise.all([session.credentials.all(), session.sources.all()]);
      const usable = credentials.filter(({ status }) => status !== "deleted");
      return usable.map(each => ({ id: each.id, name: credentialName(each), about: [session.sources.get(each.source_id)?.name, each.status].filter(Boolean).join(" · ") }));
    }
  }
}

/** Those that are called so; how it is written does not matter much. */
export function calledSo(things: readonly NamedThing[], name: string): NamedThing[] {
  return things.filter(thing => plain(thing.name) === plain(name));
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}

/** The value at a place in the text of a task file: of which member, and what of the text it takes up. */
export function valueAt(text: string, offset: number): (Span & { readonly kind: Kind }) | undefined {
  for (const { name, start, end } of membersIn(text, skipBlanks(text, 0))) {
    const kind = kinds.find(each => each === name);
    // A string that is not closed yet goes on to the next quote, on another line.
    const lineEnd = text.indexOf("\n", start);
    const last = lineEnd < 0 ? end : Math.min(end, lineEnd);
    if (kind && offset >= start && offset <= last) return { kind, start, end: last };
    const isBefore = offset < start && text.slice(offset, start).trim() === "" && text.slice(0, offset).trimEnd().endsWith(":");
    if (kind && isBefore) return { kind, start: offset, end: offset };
  }
  return undefined;
}
