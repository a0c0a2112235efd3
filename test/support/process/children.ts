import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { root } from "../paths.ts";
import { atEnd } from "./ending.ts";
import { runsGroup, signalGroup } from "./group.ts";

const graceMs = 8_000;

export interface ChildOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  stdin?: "ignore" | "pipe";
}

export interface Child {
  process: ChildProcess;
  /** Asks the program and all it started to end, and makes them after a while. */
  close(): Promise<void>;
}

/** Starts a program as the head of a process group, so that what it starts ends with it, and owns it until it ends. */
export function startChild(command: string, args: readonly string[], options: ChildOptions = {}): Child {
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    stdio: [options.stdin ?? "ignore", "pipe", "pipe"],
    detached: true,
  });
  const ended = once(child, "close").catch(() => undefined);
  const close = async (): Promise<void> => {
    signalGroup(child.pid, "SIGTERM");
    const limit = Date.now() + graceMs;
    while ((await runsGroup(child.pid)) && Date.now() < limit) await delay(50);
    signalGroup(child.pid, "SIGKILL");
  };
  const owned = atEnd(close);
  void ended.then(() => owned.dispose());
  return { process: child, close };
}

export interface Outcome {
  /** 0 if all went well; the shell's way of telling a signal or a missing program. */
  code: number;
  output: string;
}

/** Runs a program to its end, or to the end of the time it has. `onOutput` gets its text as it comes. */
export async function runChild(
  command: string,
  args: readonly string[],
  options: ChildOptions & { onOutput?: (text: string) => void; limitMs?: number } = {},
): Promise<Outcome> {
  const child = startChild(command, args, options);
  let output = "";
  const take = (text: string): void => {
    output += text;
    options.onOutput?.(text);
  };
  child.process.stdout?.setEncoding("utf8").on("data", take);
  child.process.stderr?.setEncoding("utf8").on("data", take);
  const limit = options.limitMs === undefined ? undefined : setTimeout(() => void stop(), options.limitMs);
  const stop = (): Promise<void> => {
    take(`\n${command} was ended: it took longer than ${(options.limitMs ?? 0) / 1000} s.\n`);
    return child.close();
  };
  const code = await exitCode(child.process, take);
  clearTimeout(limit);
  return { code, output };
}

function exitCode(child: ChildProcess, say: (text: string) => void): Promise<number> {
  return new Promise(done => {
    child.once("error", error => {
      say(`${error.message}\n`);
      done(127);
    });
    child.once("close", (code, signal) => done(code ?? (signal ? 128 : 1)));
  });
}
