import type * as vscode from "vscode";

/** One key for each profile, in the editor's secret storage and nowhere else. */
export class KeyStore {
  private readonly secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.secrets = secrets;
  }

  get(profileId: string): Thenable<string | undefined> {
    return this.secrets.get(nameOf(profileId));
  }

  keep(profileId: string, key: string): Thenable<void> {
    return this.secrets.store(nameOf(profileId), key);
  }

  remove(profileId: string): Thenable<void> {
    return this.secrets.delete(nameOf(profileId));
  }

  /** `name:password` for the profile's own proxy. */
  proxySignIn(profileId: string): Thenable<string | undefined> {
    return this.secrets.get(proxyNameOf(profileId));
  }

  /** Undefined forgets it. */
  keepProxySignIn(profileId: string, signIn: string | undefined): Thenable<void> {
    return signIn === undefined ? this.secrets.delete(proxyNameOf(profileId)) : this.secrets.store(proxyNameOf(profileId), signIn);
  }

  /** Fires for changes made in other windows too. */
  onDidChange(profileId: string, listener: () => void): vscode.Disposable {
    return this.secrets.onDidChange(change => {
      if (change.key === nameOf(profileId)) listener();
    });
  }
}

function nameOf(profileId: string): string {
  return `deck.key.${profileId}`;
}

function proxyNameOf(profileId: string): string {
  return `deck.proxy.${profileId}`;
}
