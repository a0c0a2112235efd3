import * as vscode from "vscode";
import { plainText } from "../runs/documents/markdownText.ts";

/** Text from the service, a paragraph each: never markdown. (`appendText` makes blanks hard, and then lines break within words.) */
export function plainTooltip(...paragraphs: readonly (string | null | undefined)[]): vscode.MarkdownString {
  return new vscode.MarkdownString(paragraphs.flatMap(text => (text ? plainText(text) : [])).join("\n\n"));
}
