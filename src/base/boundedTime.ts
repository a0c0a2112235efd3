import { createContext, Script } from "node:vm";

/** Long enough for the largest honest value, short enough for those who wait meanwhile. */
const usualMs = 1000;

/** Part of the limit: what counts work is coarse. */
const enoughWork = 0.8;

const script = new Script("act()");
let context: { act?: () => void } | undefined;

/**
 * What others wrote, such as regular expressions, can take for ever, and nothing else of the program moves then.
 * The limit is of work: time in which a busy machine did other things does not count, and what it cut short is done anew.
 */
export function withinTime<T>(act: () => T, limitMs = usualMs): T | "tooLong" {
  const before = process.cpuUsage();
  for (let patienceMs = limitMs; ; patienceMs *= 2) {
    const result = cutOffAfter(patienceMs, act);
    if (result !== "tooLong" || workedMs(before) >= limitMs * enoughWork) return result;
  }
}

/** Only what runs as a script can be interrupted, so the work is called from one. */
function cutOffAfter<T>(ms: number, act: () => T): T | "tooLong" {
  let result: T | "tooLong" = "tooLong";
  context ??= createContext({});
  context.act = () => {
    result = act();
  };
  try {
    script.runInContext(context, { timeout: ms });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  } finally {
    delete context.act;
  }
  return result;
}

/** By the whole process, as nothing narrower is known everywhere. */
function workedMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** It comes from the script's realm, so it is no `Error` of ours. */
function isTimeout(thrown: unknown): boolean {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && thrown.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
