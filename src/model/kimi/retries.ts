/** Whether a fault is worth another try, and after how long: 0.5 s · 2ⁿ up to 32 s with jitter, unless the host says. */
import { FAULTS, type FaultKind, type WireFault } from './wireFault.ts';

export interface RetryRules {
  maxRetries: number;
  /** For the whole reply: requests, waits and all. */
  totalMs: number;
  /** 0..1; `Math.random` outside tests. */
  random: () => number;
}

export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** Before anything was ever received, an address that does not answer is more likely wrong than busy. */
const FIRST_CONTACT = { retries: 2, delayMs: 250 };

/** The retries of one reply. */
export class Retries {
  private count = 0;
  private readonly byKind = new Map<FaultKind, number>();
  private readonly rules: RetryRules;

  constructor(rules: RetryRules) {
    this.rules = rules;
  }

  get made(): number {
    return this.count;
  }

  /** Milliseconds to wait before the next try, or undefined when there is none. */
  next(fault: WireFault, { elapsedMs, reached }: { elapsedMs: number; reached: boolean }): number | undefined {
    const seen = this.byKind.get(fault.kind) ?? 0;
    const strange = fault.kind === 'unreachable' && !reached;
    const allowed = strange ? FIRST_CONTACT.retries : FAULTS[fault.kind].retries;
    if (seen >= allowed || this.count >= this.rules.maxRetries) return undefined;

    const delay = strange ? FIRST_CONTACT.delayMs * 2 ** seen : this.delay(fault);
    if (elapsedMs + delay >= this.rules.totalMs) return undefined;
    this.byKind.set(fault.kind, seen + 1);
    this.count++;
    return delay;
  }

  private delay(fault: WireFault): number {
    const jitter = 1 + this.rules.random() / 4;
    // What the host asks for is a minimum: the jitter only adds, so that many runs do not come back at once.
    if (fault.retryAfterMs !== undefined) return fault.retryAfterMs + 100 * jitter;
    return Math.min(500 * 2 ** this.count, 32_000) * jitter;
  }
}

/** Ends within a tick of the signal, whatever the delay. */
export const sleep: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
