import type * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import { command } from "../command.ts";

/** Kept up to date for as long as it is in sight, of whatever profile the window has gone to meanwhile. */
export function registerTraffic(app: App): vscode.Disposable {
  return command(app, commandIds.showTraffic, "Showing the traffic", async () => {
    const { trafficText } = await import("../../api/trafficText.ts");
    await app.connection.ensure();
    await app.reports.showLive("Deck Traffic", () => {
      const { session } = app.connection;
      if (!session) return "# Traffic\n\nThis window is not connected.\n";
      return trafficText(session.client.traffic(), { profile: session.profile.name, push: app.push.describe(), now: Date.now() });
    });
  });
}
