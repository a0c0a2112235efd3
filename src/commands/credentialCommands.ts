import * as vscode from "vscode";
import { hasFailed } from "../api/apiError.ts";
import type { Credential } from "../api/schemas/resources.ts";
import type { App } from "../host/app.ts";
import { commandIds } from "../host/commandIds.ts";
import { credentialName, nameIn } from "../host/filterNames.ts";
import type { Session } from "../host/session.ts";
import type { Prompt } from "../runs/question.ts";
import { askPrompts, type Refused } from "./askPrompts.ts";
import { targetSource } from "./sourceCommands.ts";
import { askLine, confirm, targetResource } from "./targetResource.ts";

const longestName = 255;

const usernamePrompt: Prompt = { name: "username", label: "User name", isSecret: false, isRequired: true };
const passwordPrompt: Prompt = { name: "password", label: "Password", help: "It is sent to Deck, and kept nowhere here.", isSecret: true, isRequired: true };
const namePrompt: Prompt = {
  name: "external_id",
  label: "Name",
  help: "How your own systems call this account; may be left empty",
  isSecret: false,
  isRequired: false,
  check: checkName,
};

export async function addCredential(app: App): Promise<string> {
  const session = await app.connection.ensure();
  const source = await targetSource(session, undefined, "Add Credential: choose the website it is for");
  const credential = await untilAccepted("Add Credential", [usernamePrompt, passwordPrompt, namePrompt], ({ username = "", password = "", external_id }) =>
    session.client.credentials.create({
      source_id: source.id,
      auth_method: "username_password",
      auth_credentials: { username, password },
      ...(external_id ? { external_id } : {}),
    }),
  );
  await refresh();
  return credential.id;
}

export async function replaceSecret(app: App, target: unknown): Promise<void> {
  const { session, credential } = await targetCredential(app, target, "Replace Secret");
  const username = credential.auth_credentials?.["username"];
  const known = typeof username === "string" ? { ...usernamePrompt, initial: username } : usernamePrompt;
  await untilAccepted(`Replace the Secret of ${credentialName(credential)}`, [known, passwordPrompt], ({ username: name = "", password = "" }) =>
    session.client.credentials.update(credential.id, { auth_credentials: { username: name, password } }),
  );
  await refresh();
}

export async function renameCredential(app: App, target: unknown): Promise<void> {
  const { session, credential } = await targetCredential(app, target, "Rename Credential");
  const name = await askLine({
    title: `Rename ${credentialName(credential)}`,
    prompt: "How your own systems call this account; empty for no name",
    value: credential.external_id ?? "",
    validateInput: checkName,
  });
  await session.client.credentials.update(credential.id, { external_id: name || null });
  await refresh();
}

export async function deleteCredential(app: App, target: unknown): Promise<void> {
  const { session, credential } = await targetCredential(app, target, "Delete Credential");
  const detail = "Deck forgets its secret, and no more runs can be started with it. Runs that it had stay readable.";
  await confirm(`Delete the credential "${credentialName(credential)}" for good?`, detail, "Delete Credential");
  await session.client.credentials.delete(credential.id);
  await refresh();
}

async function targetCredential(app: App, target: unknown, title: string): Promise<{ session: Session; credential: Credential }> {
  const session = await app.connection.ensure();
  const all = async () => (await session.credentials.all()).filter(({ status }) => status !== "deleted");
  const item = (credential: Credential): vscode.QuickPickItem => {
    return { label: credentialName(credential), description: `${credential.status} · ${nameIn(session, "source_id", credential.source_id)}` };
  };
  return { session, credential: await targetResource(target, { title, all, item, none: "There are no credentials yet." }) };
}

/** Asks until the service takes it. Secrets are asked for anew each time: none is held longer than it takes to send it. */
async function untilAccepted(title: string, prompts: readonly Prompt[], send: (texts: Readonly<Record<string, string>>) => Promise<Credential>): Promise<Credential> {
  let refused: Refused | undefined;
  for (;;) {
    const texts = await askPrompts(title, prompts, refused);
    try {
      return await send(texts);
    } catch (error) {
      if (!hasFailed(error, "invalid")) throw error;
      const open = prompts.filter(({ isSecret }) => !isSecret).map(({ name }): [string, string] => [name, texts[name] ?? ""]);
      refused = { texts: Object.fromEntries(open), problem: error.message };
    }
  }
}

function checkName(text: string): string | undefined {
  return text.length > longestName ? `At most ${longestName} characters.` : undefined;
}

async function refresh(): Promise<void> {
  await vscode.commands.executeCommand(commandIds.refreshCredentials);
}
