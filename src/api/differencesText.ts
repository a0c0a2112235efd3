import { type Difference, maxDifferences } from "./drift.ts";
import { markdownTable } from "./markdownTable.ts";

export interface DifferencesContext {
  /** The profile's name. */
  readonly profile: string;
  /** What the report is about: versions of the extension and of the editor. */
  readonly versions: string;
}

/** How a server's answers differ from what this version knows, in markdown: names and types, never contents. */
export function differencesText(differences: readonly Difference[], { profile, versions }: DifferencesContext): string {
  const head = `# Differences from what is known\n\n${versions}, connected to ${profile}.`;
  if (differences.length === 0) return `${head}\n\n${none}\n`;
  const table = markdownTable(
    [{ title: "Call" }, { title: "Where" }, { title: "Met" }],
    differences.map(difference => [difference.where, difference.path === "" ? "(the whole answer)" : difference.path, metText(difference)]),
  );
  const more = differences.length < maxDifferences ? "" : `\n\nThere may be more: no more than ${maxDifferences} are kept.`;
  return `${head}\n\n${some}\n\n${table}${more}\n\n${how}\n`;
}

const none =
  "There are none: everything in the answers that this window has read is known to this version of the extension. More may show as you open runs and use other commands; then run *Report Differences* again.";
const some =
  "The server has sent the following, which this version of the extension does not know. Nothing is broken by it: unknown members are left out, and unknown values are shown under their own names. The list holds names and types alone, no contents of your runs.";
const how =
  "Is something missing that you need? Please report it: look the list over, copy this document without the name of your profile if that tells too much, and send it to the makers of Task Runs for Deck; the extension's page in the Extensions view says where. A newer version may know these already.";

function metText({ kind, what }: Difference): string {
  switch (kind) {
    case "field":
      return `unknown member (${what})`;
    case "value":
      return `unknown value: ${what}`;
    case "mismatch":
      return `of another form than the expected one (${what})`;
  }
}
