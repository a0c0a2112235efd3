import * as z from "zod";

const Contributed = z.object({
  contributes: z.object({ customEditors: z.array(z.object({ selector: z.array(z.object({ filenamePattern: z.string().optional() })) })) }),
});

/** Whether somebody has installed an extension that shows files with this ending; the editor itself shows no PDF. */
export function hasViewer(path: string, extensions: readonly { readonly packageJSON: unknown }[]): boolean {
  const ending = /\.\w+$/.exec(path)?.[0].toLowerCase();
  return ending !== undefined && extensions.some(({ packageJSON }) => patternsOf(packageJSON).some(pattern => pattern.toLowerCase().endsWith(ending)));
}

function patternsOf(manifest: unknown): string[] {
  const read = Contributed.safeParse(manifest);
  const editors = read.success ? read.data.contributes.customEditors : [];
  return editors.flatMap(({ selector }) => selector.flatMap(({ filenamePattern }) => filenamePattern ?? []));
}
