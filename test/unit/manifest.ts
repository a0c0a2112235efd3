import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { root } from "../support/paths.ts";

const Icon = z.union([z.string(), z.object({ light: z.string(), dark: z.string() })]);
const When = z.string().optional();
const View = z.object({ id: z.string(), name: z.string(), when: When, icon: Icon.optional() });
const Container = z.object({ id: z.string(), icon: Icon });
const Command = z.object({ command: z.string(), title: z.string(), icon: Icon.optional(), enablement: When });
const MenuItem = z.object({ command: z.string(), when: When, group: z.string().optional() });

/** Strict where the tests speak of everything: a new kind of contribution wants a test of its own. */
export const Manifest = z.object({
  icon: z.string(),
  activationEvents: z.array(z.string()).default([]),
  enabledApiProposals: z.array(z.string()).optional(),
  contributes: z.strictObject({
    viewsContainers: z.record(z.string(), z.array(Container)),
    views: z.record(z.string(), z.array(View)),
    viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string(), when: When })),
    commands: z.array(Command),
    menus: z.record(z.string(), z.array(MenuItem)),
    jsonValidation: z.array(z.object({ fileMatch: z.string(), url: z.string() })),
    configuration: z.object({ properties: z.record(z.string(), z.object({ scope: z.string().optional() })) }),
  }),
});
export type Manifest = z.output<typeof Manifest>;

export async function readManifest(): Promise<Manifest> {
  return Manifest.parse(JSON.parse(await readFile(join(root, "package.json"), "utf8")));
}

export function viewsOf({ contributes }: Manifest): z.output<typeof View>[] {
  return Object.values(contributes.views).flat();
}

export function menuItemsOf({ contributes }: Manifest): z.output<typeof MenuItem>[] {
  return Object.values(contributes.menus).flat();
}

export function iconsOf(manifest: Manifest): string[] {
  const { viewsContainers, commands } = manifest.contributes;
  const icons = [...Object.values(viewsContainers).flat(), ...viewsOf(manifest), ...commands].map(({ icon }) => icon);
  return [manifest.icon, ...icons.flatMap(icon => (typeof icon === "object" ? [icon.light, icon.dark] : (icon ?? [])))];
}

export function whenClausesOf(manifest: Manifest): string[] {
  const { viewsWelcome, commands } = manifest.contributes;
  const conditional = [...viewsOf(manifest), ...viewsWelcome, ...menuItemsOf(manifest)].map(({ when }) => when);
  return [...conditional, ...commands.map(({ enablement }) => enablement)].filter(when => when !== undefined);
}

export interface Condition {
  key: string;
  /** Each value that the key is compared with; a pattern gives one for each of the words it lists. */
  values: readonly RegExp[];
}

/** What a `when` clause asks of context keys. */
export function conditionsOf(when: string): Condition[] {
  const condition = /([\w.]+)(?:\s*(?:==|!=|=~)\s*(?:\/((?:[^/\\]|\\.)*)\/\w*|'([^']*)'|([\w.]+)))?/g;
  return Array.from(when.matchAll(condition), ([, key = "", pattern, quoted, plain]) => {
    if (pattern !== undefined) return { key, values: alternatives(pattern).map(text => new RegExp(text)) };
    const value = (quoted ?? plain)?.replaceAll(".", String.raw`\.`);
    return { key, values: value === undefined ? [] : [new RegExp(`^${value}$`)] };
  }).filter(({ key }) => key !== "true" && key !== "false");
}

function alternatives(pattern: string): string[] {
  const [whole, words] = /\(([\w|]+)\)/.exec(pattern) ?? [];
  return whole && words ? words.split("|").map(word => pattern.replace(whole, word)) : [pattern];
}
