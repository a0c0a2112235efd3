import type { TemplateResult } from "lit/html.js";
import type { RunView } from "../../protocol/runPage.ts";
import { copyButton } from "../buttons.ts";
import { whyNoOutput } from "../emptyReasons.ts";
import type { Page } from "../page.ts";
import { longText } from "./longText.ts";
import { emptyWords, section } from "./section.ts";

export function output(page: Page, { output: given, status }: RunView): TemplateResult {
  const frame = { name: "output", title: "Output" };
  if (!given) return section({ ...frame, body: emptyWords(whyNoOutput(status)) });
  const label = given.omitted > 0 ? "Copy the part of the output that is shown" : "Copy output";
  return section({
    ...frame,
    tools: copyButton(page, "output", label, { type: "copy", text: given.text }),
    body: longText("Output", given),
  });
}
