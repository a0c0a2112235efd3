import { readdir, readFile } from "node:fs/promises";

/** Says whether anybody of the process group is there. */
export function signalGroup(group: number | undefined, signal: NodeJS.Signals | 0): boolean {
  try {
    return group !== undefined && process.kill(-group, signal);
  } catch {
    return false;
  }
}

/** Orphans that have ended are still there until the first process of the machine looks after them, which may take it seconds. */
export async function runsGroup(group: number | undefined): Promise<boolean> {
  if (!signalGroup(group, 0)) return false;
  const pids = (await readdir("/proc").catch(() => [])).filter(name => /^\d+$/.test(name));
  if (pids.length === 0) return true;
  const states = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")));
  return states.some(state => isAlive(state, group));
}

/** A line of /proc: id, name in brackets, state, parent, group. */
function isAlive(line: string, group: number | undefined): boolean {
  const [state, , itsGroup] = line.slice(line.lastIndexOf(")") + 2).split(" ");
  return Number(itsGroup) === group && state !== "Z" && state !== "X";
}
