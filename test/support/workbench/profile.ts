import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Writes the user's settings of a VS Code that is to be tested. */
export async function writeSettings(userDataDir: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(join(userDataDir, "User"), { recursive: true });
  const all = { ...quietSettings, ...settings };
  await writeFile(join(userDataDir, "User/settings.json"), JSON.stringify(all, undefined, 2));
}

/** No welcome, no advice, no animation, nothing that looks for updates; boxes stay where something else takes the focus. */
const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.reduceMotion": "on",
  "workbench.quickOpen.closeOnFocusLost": false,
  "workbench.enableExperiments": false,
  "window.dialogStyle": "custom",
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "chat.disableAIFeatures": true,
  // Else it tells of every port that any program of the machine opens.
  "remote.autoForwardPorts": false,
};
