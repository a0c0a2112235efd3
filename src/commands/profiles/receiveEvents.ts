import * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import type { Tunnel } from "../../host/push/tunnelRoute.ts";
import type { Session } from "../../host/session.ts";
import { command } from "../command.ts";

/** For servers that cannot reach this machine by themselves. */
export function registerEventCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    command(app, commandIds.receiveEvents, "Receiving events", () => receiveEvents(app)),
    command(app, commandIds.stopReceiving, "Stopping to receive events", () => stopReceiving(app)),
  );
}

async function receiveEvents(app: App): Promise<void> {
  const session = await app.connection.ensure();
  if (session.profile.kind === "local") {
    void vscode.window.showInformationMessage("Local Deck tells of changes without a tunnel. Switch to the profile that is to receive events first.");
    return;
  }
  const { tunnels } = app.push;
  const former = await tunnels.get(session.profile.id);
  const tunnel = await askTunnel(former);
  // The server is told by the window that asks for all of the profile's windows.
  if (former?.destinationId !== undefined && former.url !== tunnel.url) await removeFrom(session, former.destinationId);
  await tunnels.keep(session.profile.id, former?.url === tunnel.url ? { ...tunnel, ...idOf(former) } : tunnel);
  void sayHow(session.profile.name, tunnel);
}

/** The port stays when the address changes, so that whoever starts the tunnel need not learn another. */
async function askTunnel(former: Tunnel | undefined): Promise<Tunnel> {
  const { checkTunnelUrl, freePort } = await import("../../host/push/tunnelRoute.ts");
  const { newPath, newSecret } = await import("../../host/push/loopbackRoute.ts");
  const port = former?.port ?? (await freePort());
  const url = await vscode.window.showInputBox({
    title: "Receive Events Through a Tunnel",
    prompt: `Let your tunnel end at ${localAddress(port)}, then enter the https address at which it begins.`,
    placeHolder: "https://name.example.com",
    value: former?.url ?? "",
    ignoreFocusOut: true,
    validateInput: text => checkTunnelUrl(text.trim()),
  });
  if (url === undefined) throw new vscode.CancellationError();
  const { path, secret } = former ?? { path: newPath(), secret: newSecret() };
  return { url: url.trim().replace(/\/+$/, ""), port, path, secret };
}

async function sayHow(profile: string, { url, port }: Tunnel): Promise<void> {
  const copy = "Copy Local Address";
  const words = `${profile} sends its events to ${url} from now on; let the tunnel bring them to ${localAddress(port)}. Until the first one arrives, runs are asked for as before.`;
  if ((await vscode.window.showInformationMessage(words, copy)) === copy) await vscode.env.clipboard.writeText(localAddress(port));
}

async function stopReceiving(app: App): Promise<void> {
  const session = await app.connection.ensure();
  const { id, name } = session.profile;
  const tunnel = await app.push.tunnels.get(id);
  if (!tunnel) {
    void vscode.window.showInformationMessage(`No tunnel is set up for ${name}. Run "Receive Events Through a Tunnel..." to set one up.`);
    return;
  }
  if (tunnel.destinationId !== undefined) await removeFrom(session, tunnel.destinationId);
  await app.push.tunnels.remove(id);
  void vscode.window.showInformationMessage(`${name} sends no more events to ${tunnel.url}. The tunnel itself can be closed.`);
}

async function removeFrom({ client }: Session, destinationId: string): Promise<void> {
  const { removeDestination } = await import("../../host/push/loopbackRoute.ts");
  await removeDestination(client, destinationId);
}

function idOf({ destinationId }: Tunnel): Pick<Tunnel, "destinationId"> {
  return destinationId === undefined ? {} : { destinationId };
}

function localAddress(port: number): string {
  return `http://127.0.0.1:${port}`;
}
