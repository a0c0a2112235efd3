import type { DeckClient } from "../api/deckClient.ts";
import type { Run } from "../api/schemas/run.ts";
import type { App } from "../host/app.ts";
import { localProfile, type Profile } from "../host/profile.ts";
import type { Session } from "../host/session.ts";
import { learnNames } from "../host/learnNames.ts";

/** How the documents of one profile are read. */
export interface Reader {
  readonly client: DeckClient;
  taskName(run: Pick<Run, "task_id">): Promise<string>;
}

/** The reader of a profile, be it the current one or not: documents stay open when the window goes elsewhere. */
export class Readers {
  private readonly app: App;
  private readonly others = new Map<string, Promise<Reader>>();

  constructor(app: App) {
    this.app = app;
  }

  /** Connects where nobody has yet. Rejects with a sentence that says why it cannot be read. */
  async of(id: string): Promise<Reader> {
    const { connection, profiles } = this.app;
    if ((connection.session?.profile ?? profiles.current)?.id === id || profiles.current === undefined) {
      const session = await connection.join();
      if (session.profile.id === id) return readerOf(session);
    }
    const other = this.others.get(id) ?? this.connect(id);
    this.others.set(id, other);
    other.catch(() => this.others.delete(id));
    return other;
  }

  /** Keys and addresses may be others now. */
  forget(): void {
    this.others.clear();
  }

  private async connect(id: string): Promise<Reader> {
    const { connect, keys, profiles } = this.app;
    const profile = profiles.find(id);
    if (!profile) throw new Error(`This document belongs to the profile "${id}", which is not there any more.`);
    const key = profile.id === localProfile.id ? undefined : await keys.get(profile.id);
    if (!key) throw new Error(noWay(profile));
    const client = await connect(profile, key);
    const names = new Map<string, string>();
    return {
      client,
      async taskName({ task_id }) {
        // A name is no reason to show nothing.
        if (!names.has(task_id)) names.set(task_id, await client.tasks.get(task_id).then(({ name }) => name, () => task_id));
        return names.get(task_id) ?? task_id;
      },
    };
  }
}

async function readerOf(session: Session): Promise<Reader> {
  return {
    client: session.client,
    async taskName(run) {
      await learnNames(session.tasks, [run.task_id], new AbortController().signal);
      return session.taskName(run);
    },
  };
}

function noWay({ id, name }: Profile): string {
  if (id === localProfile.id) return `This document belongs to ${name}. Switch to that profile to read it.`;
  return `This document belongs to the profile ${name}, for which there is no key. Switch to that profile and enter one.`;
}
