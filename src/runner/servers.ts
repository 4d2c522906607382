/** The servers of all scenarios of a command, each distinct one once. */
import type { Scenario, ServerCommand } from '../core/scenario.ts';
import { HURRY_MS, serversOf, startServer, type RunningServer } from './server.ts';

export class Servers {
  private readonly running = new Map<string, RunningServer>();
  private readonly signal: AbortSignal;

  /** `signal`: what ends them is in a hurry then. */
  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  /** Throws `server.start`. */
  async start(scenarios: readonly Scenario[], say: (line: string) => void): Promise<void> {
    for (const command of serversOf(scenarios)) {
      say(`server: ${command.command}`);
      this.running.set(keyOf(command), await startServer(command, this.signal));
    }
  }

  /** Anew, as it was before the first run. */
  async restart({ server }: Scenario): Promise<void> {
    if (!server) return;
    const key = keyOf(server);
    await this.running.get(key)?.stop(this.hurry());
    this.running.set(key, await startServer(server, this.signal));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.values()].map((server) => server.stop(this.hurry())));
  }

  private hurry(): number | undefined {
    return this.signal.aborted ? HURRY_MS : undefined;
  }
}

function keyOf({ command, url, cwd }: ServerCommand): string {
  return [cwd, command, url].join('\n');
}
