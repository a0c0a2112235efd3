import assert from "node:assert/strict";
import { readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import * as vscode from "vscode";
import { temporaryFolder } from "../support/process/temporaryFolder.ts";
import { eventually } from "./support/eventually.ts";
import { person } from "./support/person.ts";
import { type SignedIn, signedIn } from "./support/signedIn.ts";

describe("runs as folders on disk", () => {
  let signed: SignedIn;
  let place: { path: string; close(): Promise<void> };
  let task: string;
  before(async () => {
    [signed, place] = [await signedIn(), await temporaryFolder("runs")];
    task = await signed.deck.task("Bills, [old] {x}", [
      { step: "screenshot", svg: "<svg xmlns='http://www.w3.org/2000/svg'/>", reasoning: "Looking around" },
      { step: "store", text: "one", name: "../../bill.txt", type: "text/plain" },
      { step: "complete", output: { total: "{{input.total}}" } },
    ]);
  });
  after(async () => {
    await signed.close();
    await place.close();
  });

  const bill = async (total: number): Promise<string> => {
    const id = await signed.deck.run(task, { total });
    await eventually(() => assert.equal(signed.app.connection.session?.store.get(id)?.status, "completed"));
    return id;
  };
  const inside = async (folder: string): Promise<string[]> =>
    (await readdir(folder, { recursive: true, withFileTypes: true })).filter(each => each.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).toSorted();

  it("have all that the run has", async () => {
    const id = await bill(12);
    const somebody = person({ file: place.path }, "leave");
    await vscode.commands.executeCommand("deck.documents.saveFolder", { id });
    await eventually(() => assert.equal(somebody.seen.at(-1)?.text, "The run was saved as a folder."));
    somebody.done();
    const folder = join(place.path, `Bills_ _old_ _x_ ${id}`);
    assert.deepEqual(await inside(folder), ["errors.md", "files/bill.txt", "frames/0001.svg", "input.json", "output.json", "run.json", "timeline.md"]);
    assert.equal(await readFile(join(folder, "output.json"), "utf8"), '{\n  "total": 12\n}\n');
    assert.equal(await readFile(join(folder, "files/bill.txt"), "utf8"), "one");
  });

  it("are searched by the editor as copies, each text once", async () => {
    const id = await bill(7);
    await vscode.commands.executeCommand("deck.documents.find", { id });
    await eventually(() => assert.ok(vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === "Search"))));
    const folder = await copyOf(id);
    const [run = ""] = await readdir(folder);
    assert.deepEqual(await inside(join(folder, run)), ["errors.md", "files/bill.txt", "input.json", "output.json", "timeline.md"]);
    await rm(folder, { recursive: true });
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("are left out one by one where they are gone, and searched as far as they are there", async () => {
    const id = await bill(3);
    const selected = [{ kind: "run", id: "trun_gone" }, { kind: "run", id }];
    const somebody = person({ press: "Show Report" });
    await vscode.commands.executeCommand("deck.documents.find", selected[0], selected);
    await eventually(() => assert.match(vscode.window.activeTextEditor?.document.getText() ?? "", /1 document could not be read and was not searched[^]*\n- `trun_gone`/));
    somebody.done();
    const folder = await copyOf(id);
    assert.equal((await readdir(folder)).length, 1);
    await rm(folder, { recursive: true });
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("are one for each of the selected runs, and say what could not be read", async () => {
    const [one, two] = [await bill(1), await bill(2)];
    await signed.deck.fault({ method: "GET", path: "/files/stor_*", status: 404, times: 2 });
    const somebody = person({ file: place.path }, "leave", { press: "Show Report" });
    const selected = [one, two].map(id => ({ kind: "run", id }));
    await vscode.commands.executeCommand("deck.documents.saveFolders", selected[0], selected);
    await eventually(() => assert.match(vscode.window.activeTextEditor?.document.getText() ?? "", new RegExp(`\n- \`${two}/files/bill\\.txt\``)));
    somebody.done();
    assert.ok(somebody.seen.some(({ text }) => text === "2 runs were saved as folders."));
    for (const id of [one, two]) assert.ok((await inside(join(place.path, `Bills_ _old_ _x_ ${id}`))).includes("output.json"));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("are not begun where the person leaves, and not left half full where the saving is stopped", async () => {
    const id = await bill(5);
    const folder = join(place.path, `Bills_ _old_ _x_ ${id}`);
    const somebody = person("leave", { file: place.path });
    await vscode.commands.executeCommand("deck.documents.saveFolder", { id });
    assert.equal((await readdir(place.path)).includes(basename(folder)), false);

    await signed.deck.fault({ method: "GET", path: "/files/stor_*", delay_ms: 20_000, times: 1 });
    const { stop, restore } = stoppable();
    const saving = vscode.commands.executeCommand("deck.documents.saveFolder", { id });
    await eventually(async () => assert.ok((await inside(folder)).includes("output.json")));
    stop();
    await saving;
    restore();
    somebody.done();
    assert.equal((await readdir(place.path)).includes(basename(folder)), false);
    assert.deepEqual(somebody.seen, []);
  });

  it("say that there is nothing where none can be read", async () => {
    const selected = ["trun_gone", "trun_too"].map(id => ({ kind: "run", id }));
    const somebody = person({ file: place.path });
    await vscode.commands.executeCommand("deck.documents.saveFolders", selected[0], selected);
    somebody.done();
    assert.match(somebody.seen.at(-1)?.text ?? "", /^Saving .* failed\. /);
  });

  /** Other windows on this machine make folders beside it. */
  const copyOf = async (id: string): Promise<string> => {
    for (const name of (await readdir(tmpdir())).filter(each => each.startsWith("deck-find-"))) {
      const runs = await readdir(join(tmpdir(), name)).catch(() => []);
      if (runs.some(run => run.endsWith(id))) return join(tmpdir(), name);
    }
    return assert.fail("no copy was made");
  };
});

/** *Cancel* on the notification that shows the progress, which no test in the extension host can reach. */
function stoppable(): { readonly stop: () => void; readonly restore: () => void } {
  const { withProgress } = vscode.window;
  const pressed = new vscode.CancellationTokenSource();
  const stopped: typeof withProgress = (options, task) => withProgress(options, progress => task(progress, pressed.token));
  Object.assign(vscode.window, { withProgress: stopped });
  return { stop: () => pressed.cancel(), restore: () => Object.assign(vscode.window, { withProgress }) };
}
