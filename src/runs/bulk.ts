import { messageOf } from "../base/errors.ts";
import { plainText } from "./documents/markdownText.ts";

/** What became of acts on many runs. */
export interface BulkOutcome {
  readonly done: readonly string[];
  readonly failed: readonly { readonly id: string; readonly why: string }[];
  /** Not begun, as the person stopped it. */
  readonly left: readonly string[];
}

export interface BulkPlan {
  readonly ids: readonly string[];
  readonly act: (id: string) => Promise<void>;
  /** How many of them are settled, after each. */
  readonly tell: (settled: number) => void;
  readonly signal: AbortSignal;
}

/** So many wait for the service at once; how often it may be asked is not decided here. */
const width = 8;

/** Acts on each run, whatever happens to the others. */
export async function doAll({ ids, act, tell, signal }: BulkPlan): Promise<BulkOutcome> {
  const done: string[] = [];
  const failed: { id: string; why: string }[] = [];
  const waiting = [...ids];
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      await act(id).then(
        () => done.push(id),
        (error: unknown) => failed.push({ id, why: messageOf(error) }),
      );
      tell(done.length + failed.length);
      if (signal.aborted) return;
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return { done, failed, left: waiting };
}

/** "3 of 200 runs were not canceled." */
export function bulkSentence({ done, failed, left }: BulkOutcome, verb: string): string {
  const count = done.length + failed.length + left.length;
  const missed = failed.length + left.length;
  if (missed === 0) return `${runs(count)} ${count === 1 ? "was" : "were"} ${verb}.`;
  return `${missed} of ${runs(count)} ${missed === 1 ? "was" : "were"} not ${verb}.`;
}

/** What failed and why, as markdown; reasons that many share stand once. */
export function bulkReport(outcome: BulkOutcome, verb: string, nameOf: (id: string) => string): string {
  const line = (id: string): string => `- ${plainText(nameOf(id))} \`${id}\``;
  const parts = [
    ...failureParts(bulkSentence(outcome, verb), outcome.failed, line),
    ...(outcome.left.length > 0 ? [`## Stopped before their turn\n\n${outcome.left.map(line).join("\n")}`] : []),
    ...(outcome.done.length > 0 ? [`## Done\n\n${outcome.done.map(line).join("\n")}`] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Only what failed, below a sentence. */
export function failureReport(sentence: string, failed: BulkOutcome["failed"]): string {
  return `${failureParts(sentence, failed, id => `- \`${id}\``).join("\n\n")}\n`;
}

function failureParts(sentence: string, failed: BulkOutcome["failed"], line: (id: string) => string): string[] {
  const reasons = Map.groupBy(failed, ({ why }) => why);
  return [`# ${plainText(sentence)}`, ...Array.from(reasons, ([why, all]) => `## ${plainText(why)}\n\n${all.map(({ id }) => line(id)).join("\n")}`)];
}

function runs(count: number): string {
  return count === 1 ? "1 run" : `${count} runs`;
}
