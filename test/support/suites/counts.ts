import { readFile } from "node:fs/promises";
import * as z from "zod";

/** `failures` names what failed, a line each, for the end of the output: what came before it may be cut off. */
export const Counts = z.object({ passed: z.number(), failed: z.number(), failures: z.array(z.string()).default([]) });
export type Counts = z.output<typeof Counts>;

export const noCounts: Counts = { passed: 0, failed: 0, failures: [] };

/** What a suite reported; undefined if it died before its end. */
export async function readCounts(file: string): Promise<Counts | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : Counts.parse(JSON.parse(text));
}

/** What counts: a suite that died, ended badly without saying why, or tested nothing is one failure more. */
export function judge(reported: Counts | undefined, exitCode: number): { counts: Counts; complaint?: string } {
  if (!reported) return complain(noCounts, `It died with exit code ${exitCode} before its end`);
  if (reported.passed + reported.failed === 0) return complain(reported, "It ran no test");
  if (exitCode !== 0 && reported.failed === 0) return complain(reported, `It ended with exit code ${exitCode}`);
  return { counts: reported };
}

export function failureOf(what: string): Counts {
  return { passed: 0, failed: 1, failures: [what] };
}

export function sum(all: readonly Counts[]): Counts {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
    failures: all.flatMap(({ failures }) => failures),
  };
}

export function inWords({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}

function complain(counts: Counts, complaint: string): { counts: Counts; complaint: string } {
  return { counts: { ...counts, failed: 1, failures: [complaint] }, complaint };
}
