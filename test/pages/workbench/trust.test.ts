import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "../../host/support/eventually.ts";
import { temporaryFolder } from "../../support/process/temporaryFolder.ts";
import { openDeckView, runCommand, treeItem } from "../../support/workbench/actions.ts";
import { openWorkbench, type Workbench } from "../../support/workbench/openWorkbench.ts";

describe("a task file in a folder that nobody trusts", function () {
  this.timeout(180_000);
  let window: Workbench;
  let folder: { readonly path: string; close(): Promise<void> };
  before(async () => {
    folder = await temporaryFolder("stranger");
    await writeFile(join(folder.path, "theirs.deck.json"), '{\n  "name": "Theirs",\n  "task": "task_gone",\n  "input": {}\n}\n');
    window = await openWorkbench({ workspace: folder.path, asksForTrust: true, settings: { "security.workspace.trust.startupPrompt": "never" } });
  });
  after(async () => {
    await window.close();
    await folder.close();
  });

  const problems = (): Promise<string[]> => window.inHost(api => api.languages.getDiagnostics().flatMap(([, all]) => all.filter(({ source }) => source === "Deck").map(({ message }) => message)));

  it("is shown beside the runs, but neither checked nor run until the folder is trusted", async () => {
    const { page } = window;
    await openDeckView(page);
    await treeItem(page, /^Running, /).first().waitFor();
    await window.inHost(api => api.workspace.findFiles("**/*.deck.json").then(([file]) => file && api.window.showTextDocument(file)));
    const lens = page.locator(".codelens-decoration").getByText("Trust this folder to run it");
    await lens.waitFor();
    await runCommand(page, "Deck: Run Task File");
    await page.getByText("Task files start runs, so they are run only in folders that you trust. Nothing was run.").first().waitFor();
    assert.deepEqual(await problems(), []);

    await page.getByRole("button", { name: "Manage Workspace Trust" }).click();
    await page.getByRole("button", { name: "Trust", exact: true }).click();
    await window.inHost(api => api.workspace.findFiles("**/*.deck.json").then(([file]) => file && api.window.showTextDocument(file)));
    await page.locator(".codelens-decoration").getByText('Run "Theirs"').waitFor();
    await lens.waitFor({ state: "detached" });
    await page.locator(".squiggly-error").first().waitFor();
    await eventually(async () => assert.match((await problems())[0] ?? "", /^There is no task task_gone in Local Deck\./));
  });
});
