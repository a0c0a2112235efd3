import { createContext, Script } from "node:vm";

/** Long enough for the largest honest value, short enough for those who wait meanwhile. */
const usualMs = 1000;

const script = new Script("act()");
let context: { act?: () => void } | undefined;

/**
 * What others wrote, such as regular expressions, can take for ever, and nothing else of the program moves then.
 * Only what runs as a script can be interrupted, so the work is called from one.
 */
export function withinTime<T>(act: () => T, limitMs = usualMs): T | "tooLong" {
  let result: T | "tooLong" = "tooLong";
  context ??= createContext({});
  context.act = () => {
    result = act();
  };
  try {
    script.runInContext(context, { timeout: limitMs });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  } finally {
    delete context.act;
  }
  return result;
}

/** It comes from the script's realm, so it is no `Error` of ours. */
function isTimeout(thrown: unknown): boolean {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && thrown.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
