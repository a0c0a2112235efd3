import * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import { command } from "../command.ts";

export function registerConnectionCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    command(app, commandIds.diagnoseConnection, "Diagnosing the connection", () => diagnose(app)),
    command(app, commandIds.setProxyPassword, "Keeping the proxy's password", () => setProxyPassword(app)),
  );
}

/** Also for a connection that was refused or failed: that is when it is wanted. */
async function diagnose(app: App): Promise<void> {
  const { profile, key } = await app.connection.destination();
  const [{ surroundingsOf }, { diagnosisOf }] = await Promise.all([import("../../host/clientFor.ts"), import("../../host/diagnosis/diagnosisOf.ts")]);
  const surroundings = surroundingsOf({ warn: line => app.log.warn(line), proxySignIn: id => app.keys.proxySignIn(id) });
  const { remoteName } = vscode.env;
  const machine = [`${vscode.env.appName} ${vscode.version}`, `Node ${process.version}`, `${process.platform} ${process.arch}`, ...(remoteName ? [`remote host ${remoteName}`] : [])].join(", ");
  const title = `Looking at the way to ${profile.name}`;
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (_, token) => {
    const stopping = new AbortController();
    const listening = token.onCancellationRequested(() => stopping.abort());
    try {
      const text = await diagnosisOf({ profile, key, surroundings, machine, now: new Date() }, stopping.signal);
      if (!stopping.signal.aborted) await app.reports.showReport(`Connection of ${profile.name}`, text);
    } finally {
      listening.dispose();
    }
  });
}

async function setProxyPassword(app: App): Promise<void> {
  const { profile } = await app.connection.destination();
  if (!profile.network?.proxy) throw new Error(`The profile ${profile.name} has no proxy of its own. For the editor's proxy use the setting http.proxyAuthorization, or name one in the profile's network settings.`);
  const signIn = await vscode.window.showInputBox({
    title: `Proxy Password for ${profile.name}`,
    prompt: "User name and password for the profile's own proxy, with a colon between them. They are kept in the editor's secret storage; leave it empty to forget them.",
    placeHolder: "name:password",
    password: true,
    ignoreFocusOut: true,
    validateInput: text => (text === "" || /^[^:]+:./.test(text) ? undefined : "Enter the user name, a colon, and the password."),
  });
  if (signIn === undefined) return;
  await app.keys.keepProxySignIn(profile.id, signIn || undefined);
}
