import type * as vscode from "vscode";

const keyPrefix = "deck.key.";
const proxyPrefix = "deck.proxy.";

/** Of all secrets that belong to one profile, whoever keeps them. */
const prefixes = [keyPrefix, proxyPrefix, "deck.tunnel."];

/** One key for each profile, in the editor's secret storage and nowhere else. */
export class KeyStore {
  private readonly secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.secrets = secrets;
  }

  get(profileId: string): Thenable<string | undefined> {
    return this.secrets.get(keyPrefix + profileId);
  }

  keep(profileId: string, key: string): Thenable<void> {
    return this.secrets.store(keyPrefix + profileId, key);
  }

  remove(profileId: string): Thenable<void> {
    return this.secrets.delete(keyPrefix + profileId);
  }

  /** All that is kept of a profile that is no more. */
  async forget(profileId: string): Promise<void> {
    await Promise.all(prefixes.map(prefix => this.secrets.delete(prefix + profileId)));
  }

  /** Whose keys there are, also of profiles that are gone. */
  async keyed(): Promise<string[]> {
    return idsAfter(keyPrefix, await this.secrets.keys());
  }

  /** Of whom there is any secret, also of profiles that are gone. */
  async known(): Promise<string[]> {
    const names = await this.secrets.keys();
    return Array.from(new Set(prefixes.flatMap(prefix => idsAfter(prefix, names))));
  }

  /** `name:password` for the profile's own proxy. */
  proxySignIn(profileId: string): Thenable<string | undefined> {
    return this.secrets.get(proxyPrefix + profileId);
  }

  /** Undefined forgets it. */
  keepProxySignIn(profileId: string, signIn: string | undefined): Thenable<void> {
    return signIn === undefined ? this.secrets.delete(proxyPrefix + profileId) : this.secrets.store(proxyPrefix + profileId, signIn);
  }

  /** Fires for changes made in other windows too. */
  onDidChange(listener: () => void): vscode.Disposable {
    return this.secrets.onDidChange(({ key }) => {
      if (key.startsWith(keyPrefix)) listener();
    });
  }
}

function idsAfter(prefix: string, names: readonly string[]): string[] {
  return names.filter(name => name.startsWith(prefix)).map(name => name.slice(prefix.length));
}
