import * as vscode from "vscode";
import { hasFailed } from "../../api/apiError.ts";
import type { CredentialDraft } from "../../api/parts/credentials.ts";
import type { Credential } from "../../api/schemas/resources.ts";
import { messageOf } from "../../base/errors.ts";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import { credentialName, nameIn } from "../../host/filterNames.ts";
import type { Session } from "../../host/session.ts";
import type { Prompt } from "../../runs/needs/question.ts";
import { sourceFieldsIn, sourceFieldsText } from "../../runs/starting/sourceFields.ts";
import { askPrompts, type Refused } from "../askPrompts.ts";
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

const fieldsPrompt: Prompt = {
  name: "source_fields",
  label: "Further fields",
  help: "What else the website asks for, such as company_id=acme, branch=12. No secrets: Deck shows them again",
  isSecret: false,
  isRequired: false,
  check: checkFields,
};

const methods = [
  { method: "username_password", label: "User name and password", prompts: [usernamePrompt, passwordPrompt, fieldsPrompt] },
  { method: "none", label: "No sign-in", detail: "For a website that asks for no account", prompts: [fieldsPrompt] },
] as const;

export async function addCredential(app: App): Promise<string> {
  const session = await app.connection.ensure();
  const source = await targetSource(session, undefined, "Add Credential: choose the website it is for");
  const chosen = await vscode.window.showQuickPick(methods, { title: "Add Credential: choose how runs sign in", ignoreFocusOut: true });
  if (!chosen) throw new vscode.CancellationError();
  const credential = await untilAccepted("Add Credential", [...chosen.prompts, namePrompt], ({ external_id, ...texts }) =>
    session.client.credentials.create({
      source_id: source.id,
      auth_method: chosen.method,
      auth_credentials: secretsIn(texts),
      ...(external_id ? { external_id } : {}),
    }),
  );
  await refresh();
  return credential.id;
}

export async function replaceSecret(app: App, target: unknown): Promise<void> {
  const { session, credential } = await targetCredential(app, target, "Replace Secret");
  const { prompts } = methods.find(({ method }) => method === credential.auth_method) ?? {};
  if (!prompts?.includes(passwordPrompt)) throw new Error(noSecret(credential));
  const known = knownTexts(credential);
  const hasFields = known["source_fields"] !== "";
  // What is typed without a look at the box is the secret: it goes first, where it is masked.
  const filled = prompts.toSorted((a, b) => Number(b.isSecret) - Number(a.isSecret)).map(prompt => ({ ...prompt, initial: known[prompt.name] ?? "" }));
  await untilAccepted(`Replace the Secret of ${credentialName(credential)}`, filled, texts =>
    session.client.credentials.update(credential.id, { auth_credentials: { ...(hasFields ? { source_fields: {} } : {}), ...secretsIn(texts) } }),
  );
  await refresh();
}

/** What Deck tells of it. The fields go back with the new secret: whether absent ones stay is not documented. */
function knownTexts({ auth_credentials }: Credential): Readonly<Record<string, string>> {
  const { username, source_fields } = auth_credentials ?? {};
  const fields = Object.entries(typeof source_fields === "object" && source_fields !== null ? source_fields : {});
  return {
    ...(typeof username === "string" ? { username } : {}),
    source_fields: sourceFieldsText(Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === "string"))),
  };
}

function secretsIn({ username, password, source_fields = "" }: Readonly<Record<string, string>>): NonNullable<CredentialDraft["auth_credentials"]> {
  const fields = sourceFieldsIn(source_fields);
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(Object.keys(fields).length > 0 ? { source_fields: fields } : {}),
  };
}

function noSecret(credential: Credential): string {
  const { auth_method: method } = credential;
  if (method === "none") return `${credentialName(credential)} signs in with no secret. Add another credential for one that does.`;
  return `Secrets of the kind "${method}" cannot be replaced from here. Replace it in the Deck Console.`;
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

function checkFields(text: string): string | undefined {
  try {
    sourceFieldsIn(text);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function checkName(text: string): string | undefined {
  return text.length > longestName ? `At most ${longestName} characters.` : undefined;
}

async function refresh(): Promise<void> {
  await vscode.commands.executeCommand(commandIds.refreshCredentials);
}
