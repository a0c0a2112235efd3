import type { DeckError } from "../../api/schemas/error.ts";
import type { Run } from "../../api/schemas/run.ts";
import { adviceOn } from "../errorAdvice.ts";
import { codeText, plainText } from "./markdownText.ts";

/** What went wrong in a run, what it means and what to do, as a markdown document. */
export function errorsText(run: Pick<Run, "id" | "errors">, task: string): string {
  const errors = run.errors ?? [];
  const title = `# Errors: ${plainText(task)}`;
  const parts = errors.length === 0 ? ["This run has no errors."] : errors.map(errorText);
  return [title, `Run ${codeText(run.id)}`, ...parts, ""].join("\n\n");
}

function errorText(error: DeckError): string {
  const { group, meaning, remedy, retry } = adviceOn(error);
  return [
    `## ${plainText(error.message || error.code)}`,
    [
      `- Type: ${codeText(error.type)} (${group})`,
      `- Code: ${codeText(error.code)}`,
      ...(error.field ? [`- Field: ${codeText(error.field)}`] : []),
      `- What it means: ${meaning}`,
      `- What to do: ${remedy}`,
      `- Running it again ${retry}.`,
    ].join("\n"),
  ].join("\n\n");
}
