import type * as vscode from "vscode";
import type { Tunnel, TunnelKeeper } from "./tunnelRoute.ts";

/** The tunnel of each profile, in the editor's secret storage: it holds what events are signed with. */
export class TunnelStore {
  private readonly secrets: vscode.SecretStorage;
  private turn: Promise<void> = Promise.resolve();

  constructor(secrets: vscode.SecretStorage) {
    this.secrets = secrets;
  }

  /** Undefined if there is none, or it is from a version that wrote it in another way. */
  async get(profileId: string): Promise<Tunnel | undefined> {
    const text = await this.secrets.get(nameOf(profileId));
    if (text === undefined) return undefined;
    const { Tunnel } = await import("./tunnelRoute.ts");
    try {
      return Tunnel.safeParse(JSON.parse(text)).data;
    } catch {
      return undefined;
    }
  }

  keep(profileId: string, tunnel: Tunnel): Promise<void> {
    return this.inTurn(() => this.store(profileId, tunnel));
  }

  remove(profileId: string): Promise<void> {
    return this.inTurn(async () => this.secrets.delete(nameOf(profileId)));
  }

  keeperOf(profileId: string): TunnelKeeper {
    const isWanted = async ({ url, path }: Tunnel): Promise<boolean> => {
      const current = await this.get(profileId);
      return current?.url === url && current.path === path;
    };
    const complete = async (tunnel: Tunnel): Promise<void> => {
      if (await isWanted(tunnel)) await this.store(profileId, tunnel);
    };
    return { isWanted, complete: tunnel => this.inTurn(() => complete(tunnel)) };
  }

  /** Fires for changes made in other windows too. */
  onDidChange(listener: (profileId: string) => void): vscode.Disposable {
    return this.secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) listener(key.slice(prefix.length));
    });
  }

  private async store(profileId: string, tunnel: Tunnel): Promise<void> {
    await this.secrets.store(nameOf(profileId), JSON.stringify(tunnel));
  }

  /** What is removed stays removed: nothing is written that was read before. */
  private inTurn(act: () => Promise<void>): Promise<void> {
    const done = this.turn.then(act);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

const prefix = "deck.tunnel.";

function nameOf(profileId: string): string {
  return prefix + profileId;
}
