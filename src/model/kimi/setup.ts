/** What stays the same for a run: whom to ask, how, and how long to try. */
import type { Connection } from './exchange.ts';
import type { HostProfile } from './hosts.ts';
import type { Price } from './prices.ts';
import type { Sleep } from './retries.ts';
import type { Thinking } from './thinking.ts';

export interface Setup {
  /** As the person wrote it. */
  name: string;
  /** As the host calls it. */
  model: string;
  profile: HostProfile;
  connection: Connection;
  apiKeyEnv: string;
  thinking: Thinking;
  price: Price | undefined;
  totalMs: number;
  maxRetries: number;
  sleep: Sleep;
  random: () => number;
}
