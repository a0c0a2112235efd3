import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { tmpdir } from "node:os";
import * as vscode from "vscode";
import type { Run } from "../../src/api/schemas/run.ts";
import type { FrameRead } from "../../src/runs/documents/missingFrames.ts";
import { eventually } from "./support/eventually.ts";
import { type SignedIn, signedIn } from "./support/signedIn.ts";

describe("the run panel", () => {
  let signed: SignedIn;
  before(async () => (signed = await signedIn()));
  after(() => signed.close());
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  const labels = (): string[] => vscode.window.tabGroups.all.flatMap(group => group.tabs).map(({ label }) => label);
  const finished = async (name: string): Promise<string> =>
    signed.deck.run(await signed.deck.task(name, [{ step: "complete", output: { kwh: 4 }, result: "success" }]));
  const open = (id: string, more: object = {}): Thenable<unknown> => vscode.commands.executeCommand("deck.runs.open", { id, ...more });
  const title = (name: string, id: string): string => `${name} · ${id.slice(-4)}`;

  it("opens once for each run, under the name of its task", async () => {
    const id = await finished("Read meter");
    await open(id);
    await open(id);
    await eventually(() => assert.deepEqual(labels(), [title("Read meter", id)]));
  });

  it("gives its place to the next run while it is a preview", async () => {
    const [first, second] = [await finished("First"), await finished("Second")];
    await open(first);
    await eventually(() => assert.deepEqual(labels(), [title("First", first)]));
    await open(second);
    await eventually(() => assert.deepEqual(labels(), [title("Second", second)]));
  });

  it("stays once it is kept: by the command, by a second click at once, or as asked", async () => {
    const [first, second, third, fourth] = [await finished("First"), await finished("Second"), await finished("Third"), await finished("Fourth")];
    await open(first);
    await vscode.commands.executeCommand("deck.runs.keepOpen");
    await open(second);
    await open(second);
    await open(third, { keep: true });
    await open(fourth);
    await eventually(() => assert.deepEqual(labels(), [title("First", first), title("Second", second), title("Third", third), title("Fourth", fourth)]));
  });

  it("opens a run that was deleted or never was without a dialog", async () => {
    await open("trun_ofNobodyAtAll00");
    await eventually(() => assert.deepEqual(labels(), ["trun_ofNobodyAtAll00"]));
  });

  it("has a picture for every status in both kinds of theme", async () => {
    const folder = vscode.Uri.joinPath(signed.app.extensionUri, "media", "status");
    const files = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
    const statuses = ["queued", "running", "interaction_required", "review_required", "completed", "failed", "canceling", "canceled", "fruitless", "unknown"];
    assert.deepEqual(files.toSorted(), statuses.flatMap(status => [`${status}-dark.svg`, `${status}-light.svg`]).toSorted());
  });

  it("decides a review through the client where the server takes decisions", async () => {
    const { client } = await signed.app.connection.ensure();
    const id = await signed.deck.run(await signed.deck.task("Pay bill", [{ step: "review" }, { step: "complete", output: {}, result: "success" }]));
    await eventually(async () => assert.equal((await client.runs.get(id)).status, "review_required"));
    await client.runs.decide(id, "approve", "Looks right.");
    await eventually(async () => assert.equal((await client.runs.get(id)).status, "completed"));
  });

  it("removes copies of files that were opened long ago, and no others", async () => {
    const { sweepOpened } = await import("../../src/panels/openedCopies.ts");
    const storage = vscode.Uri.file(await mkdtemp(join(tmpdir(), "deck-opened-")));
    await sweepOpened(storage, Date.now());
    for (const run of ["trun_old", "trun_new"]) await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(storage, "opened", run, "stor_1", "bill.pdf"), new Uint8Array(3));
    const longAgo = new Date(Date.now() - 8 * 24 * 3_600_000);
    await utimes(join(storage.fsPath, "opened", "trun_old"), longAgo, longAgo);
    await sweepOpened(storage, Date.now());
    assert.deepEqual((await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(storage, "opened"))).map(([name]) => name), ["trun_new"]);
    await rm(storage.fsPath, { recursive: true });
  });

  it("takes a local copy of screenshots that was cut off for none", async () => {
    const { FramesCopies } = await import("../../src/panels/framesCopy.ts");
    const storage = vscode.Uri.file(await mkdtemp(join(tmpdir(), "deck-copies-")));
    const copies = new FramesCopies(storage);
    await copies.keep(runOf(1), framesRead({ index: 0, bytes: new ArrayBuffer(4) }));
    assert.equal((await copies.find("trun_1"))?.screenshots.length, 1);
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(storage, "screenshots", "trun_1", "index.json"), new TextEncoder().encode('{"run":"trun_1","scr'));
    assert.equal(await copies.find("trun_1"), undefined);
    await rm(storage.fsPath, { recursive: true });
  });

  it("keeps the screenshots that there are, and says which are missing", async () => {
    const { FramesCopies } = await import("../../src/panels/framesCopy.ts");
    const storage = vscode.Uri.file(await mkdtemp(join(tmpdir(), "deck-copies-")));
    const copies = new FramesCopies(storage);
    const gone = { index: 1, why: "Deck no longer has it." };
    assert.deepEqual(await copies.keep(runOf(2), framesRead({ index: 0, bytes: new ArrayBuffer(4) }, gone)), [gone]);
    assert.deepEqual((await copies.find("trun_1"))?.missing, [1]);
    assert.deepEqual([(await copies.frame("trun_1", 0))?.byteLength, await copies.frame("trun_1", 1)], [4, undefined]);
    await copies.keep({ ...runOf(1), id: "trun_2" }, framesRead({ ...gone, index: 0 }));
    assert.equal(await copies.find("trun_2"), undefined);
    await rm(storage.fsPath, { recursive: true });
  });

  it("streams a file to its place", async () => {
    const { fetchFileTo } = await import("../../src/host/fileTransfer.ts");
    const { client } = await signed.app.connection.ensure();
    const task = await signed.deck.task("Get file", [
      { step: "store", name: "x.csv", text: "a,b\n1,2\n", type: "text/csv" },
      { step: "complete", output: {}, result: "success" },
    ], { storage: { enabled: true } });
    const id = await signed.deck.run(task);
    const file = await eventually(async () => {
      const [one] = (await client.runs.get(id, ["storage"])).storage ?? [];
      return one ?? assert.fail("not stored yet");
    });
    const target = vscode.Uri.file(join(tmpdir(), `deck-stream-${id}.csv`));
    await fetchFileTo({ client, runId: id, file, target });
    assert.equal(await readFile(target.fsPath, "utf8"), "a,b\n1,2\n");
    await vscode.workspace.fs.delete(target);
  });
});

function runOf(screenshots: number): Pick<Run, "id" | "artifacts"> {
  const screenshot = { file_name: "a.png", file_type: "image/png", file_size: 4, created_at: "2026-06-09T10:15:00Z", reasoning: "Looking." };
  return { id: "trun_1", artifacts: { screenshots: Array.from({ length: screenshots }, () => screenshot) } };
}

async function* framesRead(...all: readonly FrameRead[]): AsyncGenerator<FrameRead> {
  yield* all;
}
