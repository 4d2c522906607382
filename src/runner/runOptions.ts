/** What `uitest run` was asked for, as plain values. */
import type { Limits, Use } from '../core/scenario.ts';
import type { Listener } from './listener.ts';

export interface RunOptions {
  paths: string[];
  model?: string | undefined;
  host?: string | undefined;
  baseURL?: string | undefined;
  apiKeyEnv?: string | undefined;
  thinking: 'on' | 'off' | 'auto';
  /** IN/CACHED/OUT. */
  price?: string | undefined;
  envFile?: string | undefined;
  /** Told of the value of each secret before anything runs, so that whoever shows our lines can hide it. */
  mask?: ((value: string) => void) | undefined;
  /** Absolute. */
  outDir: string;
  fresh: boolean;
  frozen: boolean;
  update: boolean;
  verify?: number | undefined;
  workers?: number | undefined;
  shard?: string | undefined;
  retries: number;
  grep?: string | undefined;
  headed: boolean;
  /** Of the JPEG, 1 to 100. */
  screenshotQuality: number;
  /** Over the scenario's own. */
  viewport?: Use['viewport'] | undefined;
  /** Shows what the model thinks and says, as it comes. */
  verbose: boolean;
  connect?: string | undefined;
  trace: 'on' | 'off' | 'retain-on-failure';
  limits: { [Key in keyof Limits]?: number | undefined };
  /** Told of everything that happens. */
  listener: Listener;
  /** One line for a person. */
  say(line: string): void;
  signal: AbortSignal;
}
