import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runStatuses } from "../../src/api/schemas/runStatus.ts";
import * as names from "../../src/host/commandIds.ts";
import { scenarioEnding } from "../../src/runs/scenario/scenarioFiles.ts";
import { taskFileEnding } from "../../src/tasks/taskFile.ts";
import { exists } from "../support/fetch/installed.ts";
import { root } from "../support/paths.ts";
import { conditionsOf, iconsOf, menuItemsOf, readManifest, viewsOf, whenClausesOf, type Manifest } from "./manifest.ts";
import { sources } from "./sources.ts";

/** Context keys that VS Code itself sets. */
const editorKeys = ["listMultiSelection", "resourceScheme", "view", "activeWebviewPanelId", "resourceFilename", "isWorkspaceTrusted"];

describe("package.json and the code", () => {
  let manifest: Manifest;
  let code: string;
  before(async () => {
    manifest = await readManifest();
    code = (await sources()).map(({ text }) => text).join("\n");
  });

  it("have the same commands", () => {
    assertSame(manifest.contributes.commands.map(({ command }) => command), Object.values(names.commandIds));
  });

  it("register each command, by its name in the list", () => {
    const registered = found(code, /\b(?:registerCommand|command)\(\s*(?:app,\s*)?commandIds\.(\w+)/g);
    assertSame(registered, Object.keys(names.commandIds));
    assertSame(found(code, /\bregisterCommand\(\s*("[^"]*)/g), []);
  });

  it("offer only commands that exist", () => {
    const linked = found(JSON.stringify(manifest), /\(command:([\w.]+)/g);
    const offered = [...menuItemsOf(manifest).map(({ command }) => command), ...linked];
    assertAllIn(offered, Object.values(names.commandIds));
  });

  it("speak of several runs where several may be selected", () => {
    const { commands, menus } = manifest.contributes;
    const forSeveral = (menus["view/item/context"] ?? []).filter(({ when = "", group }) => when.includes("^run") && !when.includes("!listMultiSelection") && !group?.startsWith("inline"));
    const titles = forSeveral.map(item => commands.find(({ command }) => command === item.command)?.title ?? item.command);
    assert.ok(titles.length > 5);
    assert.deepEqual(titles.filter(title => /\bRun\b(?! (?:Again|IDs))/.test(title)), []);
  });

  it("have the same views", () => {
    const shown = found(code, /\b(?:createTreeView|registerTreeDataProvider|registerWebviewViewProvider)\(\s*(\w+)/g);
    assertSame(viewsOf(manifest).map(({ id }) => id), shown.map(named));
    const containers = Object.values(manifest.contributes.viewsContainers).flat();
    assertAllIn(Object.keys(manifest.contributes.views), containers.map(({ id }) => id));
    assertAllIn(manifest.contributes.viewsWelcome.map(({ view }) => view), viewsOf(manifest).map(({ id }) => id));
  });

  it("have the same context keys", () => {
    const asked = whenClausesOf(manifest).flatMap(conditionsOf).map(({ key }) => key);
    const produced = found(code, /"setContext",\s*(\w+)/g).map(named);
    const ofItems = code.includes(".contextValue = ") ? ["viewItem"] : [];
    assertSame(asked.filter(key => !editorKeys.includes(key)), [...produced, ...ofItems]);
  });

  it("compare context keys only with values that occur", () => {
    const kinds = found(code, /\bkind: ((?:"\w+"(?: \| )?)+)/g).flatMap(union => found(union, /"(\w+)"/g));
    const occurring: Readonly<Record<string, readonly string[]>> = {
      view: viewsOf(manifest).map(({ id }) => id),
      activeWebviewPanelId: [names.runPanelType],
      viewItem: itemValues(code),
      resourceScheme: found(code, /\bregisterFileSystemProvider\(\s*(\w+)/g).map(named),
      resourceFilename: [taskFileEnding, scenarioEnding],
      [names.connectionContext]: kinds,
    };
    const stray = whenClausesOf(manifest).flatMap(when =>
      conditionsOf(when)
        .filter(({ key, values }) => values.some(value => !occurring[key]?.some(text => value.test(text))))
        .map(({ key }) => `${key} in: ${when}`),
    );
    assert.deepEqual(stray, []);
  });

  it("have the same settings", () => {
    const declared = Object.keys(manifest.contributes.configuration.properties);
    const reading = /\bgetConfiguration\("([\w.]+)"\)\.(?:get|inspect|update)(?:<\w+>)?\("([\w.]+)"/g;
    const read = Array.from(code.matchAll(reading), ([, section, name]) => `${section}.${name}`);
    const editors = /^http\./;
    assertSame(declared, read.filter(name => !editors.test(name)));
    assert.equal(found(code, /\b(getConfiguration)\(/g).length, read.length, "a setting is read in a form not seen here");
    assertAllIn(found(code, /affectsConfiguration\("([\w.]+)"/g), declared);
  });

  it("wake up for every kind of panel that is restored, for every file system and for task files", () => {
    const restored = found(code, /\bregisterWebviewPanelSerializer\(\s*(\w+)/g).map(named);
    const schemes = found(code, /\bregisterFileSystemProvider\(\s*(\w+)/g).map(named);
    assertSame(manifest.activationEvents, [...restored.map(type => `onWebviewPanel:${type}`), ...schemes.map(scheme => `onFileSystem:${scheme}`), `workspaceContains:${names.taskFilePattern}`]);
    assertAllIn(restored, found(code, /\bcreateWebviewPanel\(\s*(\w+)/g).map(named));
  });

  it("keep settings that say where a key goes out of a folder's reach", () => {
    const { properties } = manifest.contributes.configuration;
    for (const name of ["deck.api.baseUrl", "deck.profiles"]) assert.equal(properties[name]?.scope, "application", name);
  });

  it("use no proposed API", () => {
    assert.equal(manifest.enabledApiProposals, undefined);
  });

  it("name icons that exist", async () => {
    const styles = await readFile(join(root, "node_modules/@vscode/codicons/dist/codicon.css"), "utf8");
    const codicons = found(styles, /\.codicon-([\w-]+):before/g);
    assertAllIn(found(JSON.stringify(manifest), /\$\(([\w-]+)(?:~\w+)?\)/g), codicons);
    const files = iconsOf(manifest).filter(icon => !icon.startsWith("$("));
    const missing = await Promise.all(files.map(async file => ((await exists(join(root, file))) ? [] : [file])));
    assert.deepEqual(missing.flat(), []);
  });
});

/** The values of tree items: as they stand in the code, with every status where a run's status goes. */
function itemValues(code: string): string[] {
  const place = "${run.status}";
  const written = found(code, /\.contextValue = ["`]([^"`]+)["`]/g);
  return written.flatMap(value => (value.includes(place) ? runStatuses.map(status => value.replace(place, status)) : value));
}

/** The value of a constant that the code calls something by. */
function named(constant: string): string {
  const value = Object.entries(names).find(([name]) => name === constant)?.[1];
  assert.ok(typeof value === "string", `${constant} is not among the names in src/host/commandIds.ts`);
  return value;
}

function found(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, capture = ""]) => capture);
}

function assertSame(declared: readonly string[], used: readonly string[]): void {
  assert.deepEqual(Array.from(new Set(declared)).toSorted(), Array.from(new Set(used)).toSorted());
}

function assertAllIn(some: readonly string[], all: readonly string[]): void {
  assert.deepEqual(some.filter(each => !all.includes(each)), []);
}
