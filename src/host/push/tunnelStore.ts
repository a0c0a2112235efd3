import type * as vscode from "vscode";
import type { Tunnel } from "./tunnelRoute.ts";

/** The tunnel of each profile, in the editor's secret storage: it holds what events are signed with. */
export class TunnelStore {
  private readonly secrets: vscode.SecretStorage;

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

  async keep(profileId: string, tunnel: Tunnel): Promise<void> {
    await this.secrets.store(nameOf(profileId), JSON.stringify(tunnel));
  }

  /** Says to which destination the tunnel leads; false if a person has given it up or moved it meanwhile. */
  async complete(profileId: string, tunnel: Tunnel): Promise<boolean> {
    const current = await this.get(profileId);
    const isWanted = current?.url === tunnel.url && current.path === tunnel.path;
    if (isWanted) await this.keep(profileId, tunnel);
    return isWanted;
  }

  async remove(profileId: string): Promise<void> {
    await this.secrets.delete(nameOf(profileId));
  }

  /** Fires for changes made in other windows too. */
  onDidChange(listener: (profileId: string) => void): vscode.Disposable {
    return this.secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) listener(key.slice(prefix.length));
    });
  }
}

const prefix = "deck.tunnel.";

function nameOf(profileId: string): string {
  return prefix + profileId;
}
