import { startDemo } from '../../demo/server.ts';
import { UitestError, messageOf } from '../core/error.ts';

/** Serves until it is told to stop. */
export async function serveDemo(port: number, bug: string | undefined): Promise<void> {
  const demo = await startDemo({ port, ...(bug === undefined ? {} : { bug }) }).catch((cause: unknown) => {
    const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    const why = taken
      ? `expected port ${port} to be free, found something that listens there: choose another with --port`
      : messageOf(cause);
    throw new UitestError(taken ? 'server.port' : 'usage.invalid', why, { cause });
  });
  process.stdout.write(`Lamp & Wire is served at ${demo.url}${bug === undefined ? '' : ` with the bug ${bug}`}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void demo.close());
}
