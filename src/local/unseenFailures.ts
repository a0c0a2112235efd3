/** One call that went wrong in a way that nobody waited for must not end all the others. */
export function logUnseenFailures(log: (message: string) => void): void {
  process.on("unhandledRejection", reason => {
    log(`A failure that nobody waited for: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`);
  });
}
