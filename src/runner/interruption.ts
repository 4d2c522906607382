/** Ctrl-C reaches every process of the terminal: a worker ends its run in order, and what it has is written down. */
let controller: AbortController | undefined;

export function interruption(): AbortSignal {
  if (!controller) {
    const mine = new AbortController();
    controller = mine;
    const stop = () => mine.abort();
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  }
  return controller.signal;
}
