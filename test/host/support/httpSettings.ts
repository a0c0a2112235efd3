import * as vscode from "vscode";

export interface HttpSettings {
  readonly proxy?: string;
  readonly proxyAuthorization?: string;
  readonly noProxy?: readonly string[];
  readonly proxyStrictSSL?: boolean;
  readonly proxySupport?: string;
}

/** The editor's own settings of the network, as a person sets them; disposed, they are what they were. */
export async function httpSettings(settings: HttpSettings): Promise<AsyncDisposable> {
  const http = vscode.workspace.getConfiguration("http");
  for (const [name, value] of Object.entries(settings)) await http.update(name, value, vscode.ConfigurationTarget.Global);
  return {
    async [Symbol.asyncDispose]() {
      for (const name of Object.keys(settings)) await http.update(name, undefined, vscode.ConfigurationTarget.Global);
    },
  };
}
