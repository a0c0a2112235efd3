import { connect } from "node:net";
import { createInterface } from "node:readline";
import { inspect } from "node:util";
import * as vscode from "vscode";

/** Takes orders from the test: one line in, one line out, both JSON. */
export function activate(context: vscode.ExtensionContext): void {
  const port = Number(process.env["DECK_DRIVER_PORT"]);
  if (!port) return;
  const socket = connect(port, "127.0.0.1");
  context.subscriptions.push({ dispose: () => socket.destroy() });
  // Only the loss of the test's side can fail here, and then nobody is left to be told.
  socket.on("error", () => socket.destroy());
  createInterface({ input: socket }).on("line", line => {
    void answer(line).then(reply => socket.write(`${JSON.stringify(reply)}\n`));
  });
}

async function answer(line: string): Promise<object> {
  const { id, source, args } = JSON.parse(line);
  try {
    // The order is a function in source form; the test's program wrote it, and only it knows the port.
    // oxlint-disable-next-line no-eval
    const act = (0, eval)(`(${source})`);
    return { id, value: await act(vscode, ...args) };
  } catch (error) {
    return { id, error: inspect(error) };
  }
}
