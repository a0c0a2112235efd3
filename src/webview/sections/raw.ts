import type { TemplateResult } from "lit/html.js";
import type { RunView } from "../../protocol/runPage.ts";
import type { Page } from "../page.ts";
import { documentTools } from "./output.ts";
import { restOf, section } from "./section.ts";

/** The answer as it came, before anything was read into it. */
export function raw(page: Page, { raw: mark, rest = "coming" }: RunView): TemplateResult {
  const frame = { name: "raw", title: "Raw answer" };
  if (!mark) return section(page, { ...frame, body: () => restOf(rest) });
  return section(page, { ...frame, tools: documentTools(page, "run.json", "answer"), body: () => page.texts.json({ part: "raw", label: "Raw answer", mark }) });
}
