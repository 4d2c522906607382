/** A stream that people or programs read. One who stops reading does not end the run. */
export interface Output {
  write(text: string): void;
}

const CLOSED = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ECONNRESET']);

export function outputTo(stream: NodeJS.WriteStream): Output {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!CLOSED.has(error.code ?? '')) throw error;
    open = false;
  });
  return {
    write(text) {
      if (open) stream.write(text);
    },
  };
}
