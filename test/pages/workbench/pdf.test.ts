import { panelContent, treeItem } from "../../support/workbench/actions.ts";
import { openDeckWindow } from "./deckWindow.ts";

describe("a PDF in a real window", function () {
  this.timeout(120_000);

  it("is looked into beside what was read out of it, page and text", async () => {
    const window = await openDeckWindow();
    try {
      await treeItem(window.page, /^Download latest bill, Completed, success/).first().click();
      const run = panelContent(window.page);
      await run.getByRole("button", { name: /^Look into .*\.pdf/ }).first().click();
      await run.getByText("Page 1 of 1").waitFor();
      await run.locator(".pdf-text").getByText("Northlight").first().waitFor();
    } finally {
      await window.close();
    }
  });
});
