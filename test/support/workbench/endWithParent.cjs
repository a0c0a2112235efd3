// Loaded before VS Code's server: it ends when the program that started it is gone, even if that was killed.
if (process.env.DECK_END_WITH_PARENT) {
  // The server's own children inherit this file, but not the order.
  delete process.env.DECK_END_WITH_PARENT;
  // The group, because its extension hosts would wait hours for somebody to come back.
  process.stdin.resume().on("end", () => process.kill(-process.pid, "SIGKILL"));
}
