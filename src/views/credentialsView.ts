import * as vscode from "vscode";
import type { Credential } from "../api/schemas/resources.ts";
import type { App } from "../host/app.ts";
import { commandIds, credentialsViewId } from "../host/commandIds.ts";
import { credentialName, nameIn } from "../host/filterNames.ts";
import type { Session } from "../host/session.ts";
import { plainTooltip } from "./plainTooltip.ts";
import { type ResourceNode, ResourceTree, type ShownTree, showTree } from "./resourceTree.ts";
import { learnNames } from "../host/learnNames.ts";

/** The accounts that runs can sign in with. What they are called is shown, what they open with never comes here. */
export function registerCredentialsView(app: App): ShownTree {
  const tree = new ResourceTree(app, {
    what: "credentials",
    async read(session, signal) {
      const credentials = (await session.credentials.all(signal)).filter(({ status }) => status !== "deleted");
      await learnNames(session.sources, credentials.map(({ source_id }) => source_id), signal);
      return credentials.map(credential => credentialNode(credential, session));
    },
  });
  const view = vscode.window.createTreeView(credentialsViewId, { treeDataProvider: tree });
  return showTree(tree, view, vscode.commands.registerCommand(commandIds.refreshCredentials, () => tree.refresh()));
}

function credentialNode(credential: Credential, session: Session): ResourceNode {
  return { key: `credential:${credential.id}`, id: credential.id, item: () => credentialItem(credential, session) };
}

interface Look {
  readonly icon: string;
  readonly color: string;
  readonly meaning: string;
}

const unknownLook: Look = { icon: "question", color: "descriptionForeground", meaning: "Its status is not known to this extension." };

const looks: Readonly<Record<string, Look>> = {
  verified: { icon: "verified-filled", color: "testing.iconPassed", meaning: "A run has signed in with it." },
  unverified: { icon: "unverified", color: "descriptionForeground", meaning: "No run has signed in with it yet." },
  invalid: { icon: "error", color: "testing.iconFailed", meaning: "The website refused it. Replace its secret." },
};

function credentialItem(credential: Credential, session: Session): vscode.TreeItem {
  const { id, status, source_id, external_id } = credential;
  const look = (Object.hasOwn(looks, status) ? looks[status] : undefined) ?? unknownLook;
  const name = credentialName(credential);
  const source = nameIn(session, "source_id", source_id);
  const item = new vscode.TreeItem(name);
  item.description = [status, source].join(" · ");
  item.iconPath = new vscode.ThemeIcon(look.icon, new vscode.ThemeColor(look.color));
  item.contextValue = "credential";
  item.tooltip = plainTooltip(name, `${source}: ${status}. ${look.meaning}`, external_id === name ? "" : external_id, id);
  item.accessibilityInformation = { label: `${name}, ${status}, ${source}` };
  return item;
}
