import assert from "node:assert/strict";
import { DeckEvent } from "../../../src/api/schemas/events.ts";
import { Run } from "../../../src/api/schemas/run.ts";
import { errorsText } from "../../../src/runs/documents/errorsText.ts";
import { codeText, plainText } from "../../../src/runs/documents/markdownText.ts";
import { documentsOf } from "../../../src/runs/documents/runDocuments.ts";
import { timelineText, timingText } from "../../../src/runs/documents/timelineText.ts";
import { documentedRun, freshRun } from "../api/schemas/documentedRun.ts";

const run = Run.parse(documentedRun());
const event = (second: number, status: string): DeckEvent =>
  DeckEvent.parse({ id: `evt_${second}`, type: `task_run.${status}`, data: { id: run.id }, created_at: `2026-03-31T12:00:${String(second).padStart(2, "0")}Z` });
const events = [event(42, "completed"), event(2, "running"), event(0, "queued"), event(10, "interaction_required"), event(30, "running")];
const now = Date.parse("2026-03-31T13:00:00Z");

describe("the errors of a run as a document", () => {
  it("say what they mean, what to do, and whether a retry can help", () => {
    const text = errorsText(run, "Download *bills*");
    assert.match(text, /^# Errors: Download \\\*bills\\\*\n/);
    assert.match(text, /## The login was refused\.\n\n- Type: `auth` \(Request error\)\n- Code: `auth_invalid`\n- Field: `password`\n- What it means: .+\n- What to do: .+\n- Running it again does not help\.\n/);
  });

  it("are none where there are none", () => {
    assert.match(errorsText(Run.parse(freshRun()), "Bills"), /This run has no errors\./);
  });
});

describe("the time line of a run as a document", () => {
  it("tells what happened when, in order, and where the time went", () => {
    assert.equal(
      timelineText({ run, events, task: "Bills", now }),
      [
        "# Time line: Bills",
        "Run `trun_a1B2c3D4e5F6g7H8`, created 2026-03-31T12:00:00Z",
        "## Time spent",
        "- Queued: 2 s\n- Running: 8 s\n- Interaction required: 20 s (waiting for a person)\n- Running: 12 s",
        "## Events",
        [
          "- `+0.0 s` **Created and queued**",
          "- `+2 s` **Running**",
          "- `+5 s` Screenshot 1: The list of bills is open.",
          "- `+10 s` **Asked a person**",
          "- `+30 s` **Running**",
          "- `+40 s` File `bill.pdf`",
          "- `+42 s` **Completed**",
        ].join("\n"),
        "",
      ].join("\n\n"),
    );
  });

  it("says why times are missing", () => {
    assert.match(timelineText({ run, events: [], task: "Bills", now, problem: "The events could not be read." }), /\n> The events could not be read\.\n/);
  });

  it("counts up to now while the run goes on", () => {
    const text = timelineText({ run: Run.parse(freshRun()), events: [], task: "Bills", now: Date.parse("2026-03-31T12:01:00Z") });
    assert.match(text, /- Queued: 1 min\n/);
  });

  it("has in a comparison nothing that differs in every run", () => {
    assert.equal(
      timingText({ run, events, now }),
      "# Timing\n\n- Queued: 2 s\n- Running: 8 s\n- Interaction required: 20 s (waiting for a person)\n- Running: 12 s\n" +
        "- In all: 42 s\n- Waiting for a person: 20 s\n- Screenshots: 1\n- Files: 1\n- Status: Completed\n",
    );
  });

  it("says in a comparison what was too large to be sorted", () => {
    const text = JSON.stringify({ ...documentedRun(), output: "x".repeat(20_000_001) });
    const timing = documentsOf(run, text).get("comparable/timing.md");
    assert.deepEqual(timing, { kind: "timing", unsorted: ["output"] });
    assert.match(timingText({ run, events, now }, ["output"]), /\n- Compared in its own order, without the ignore list, as it is larger than 20 MB: output\n$/);
  });

  it("leaves out events of other runs", () => {
    const other = { ...event(20, "failed"), data: { id: "trun_other" } };
    assert.doesNotMatch(timelineText({ run, events: [...events, other], task: "Bills", now }), /Failed/);
  });
});

describe("text from outside in a document", () => {
  const cases: [text: string, markdown: string][] = [
    ["![x](https://a.example/b.png)", String.raw`!\[x\](https:\/\/a.example/b.png)`],
    ["<img src=x> &lt; `x`", String.raw`\<img src=x> \&lt; \`x\``],
    ["**x** _x_ ~~x~~", String.raw`\*\*x\*\* \_x\_ \~\~x\~\~`],
    ["a\n\n# b", "a # b"],
    ["# x", String.raw`\# x`],
    ["> x", String.raw`\> x`],
    ["- x", String.raw`\- x`],
    ["10. x", String.raw`10\. x`],
    ["www.a.example mailto:x a@b.example //a.example", String.raw`www\.a.example mailto\:x a\@b.example \/\/a.example`],
    ["$a$", String.raw`\$a\$`],
    [String.raw`C:\new`, String.raw`C:\\new`],
  ];
  for (const [text, markdown] of cases) it(`is never markup: ${JSON.stringify(text)}`, () => assert.equal(plainText(text), markdown));

  it("stays as it is where it means nothing, for those who read the document itself", () => {
    for (const text of ["Sign-in page: $142.89 due (2026-03-31T12:00:00Z)!", "bill_number 4471-2093-6, AT&T, 5 > 3 + 1, {x} #7 ~5 @"]) assert.equal(plainText(text), text);
  });

  it("stays within its code", () => {
    assert.equal(codeText("plain"), "`plain`");
    assert.equal(codeText("a`b``c"), "``` a`b``c ```");
  });
});
