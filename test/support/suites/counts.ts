import { readFile } from "node:fs/promises";
import * as z from "zod";

export const Counts = z.object({ passed: z.number(), failed: z.number() });
export type Counts = z.output<typeof Counts>;

/** What a suite reported; undefined if it died before its end. */
export async function readCounts(file: string): Promise<Counts | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : Counts.parse(JSON.parse(text));
}

/** What counts: a suite that died, ended badly without saying why, or tested nothing is one failure more. */
export function judge(reported: Counts | undefined, exitCode: number): { counts: Counts; complaint?: string } {
  if (!reported) return { counts: { passed: 0, failed: 1 }, complaint: `It died with exit code ${exitCode} before its end` };
  if (reported.passed + reported.failed === 0) return { counts: { passed: 0, failed: 1 }, complaint: "It ran no test" };
  if (exitCode !== 0 && reported.failed === 0) {
    return { counts: { ...reported, failed: 1 }, complaint: `It ended with exit code ${exitCode}` };
  }
  return { counts: reported };
}

export function sum(all: readonly Counts[]): Counts {
  return all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 });
}

export function inWords({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}
