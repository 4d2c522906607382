/**
 * One deadline over one exchange, from the first byte sent to the last byte read, and one on silence in between.
 * (The package's own timeout ends at the headers, so a stalled body would hang for ever.)
 */
import { WireFault } from './wireFault.ts';

export interface WatchLimits {
  idleMs: number;
  exchangeMs: number;
}

export class Watch {
  private readonly controller = new AbortController();
  private readonly outer: AbortSignal;
  private readonly total: NodeJS.Timeout;
  private readonly onAbort = () => this.controller.abort(this.outer.reason);
  private idle: NodeJS.Timeout | undefined;
  private idleMs: number;
  private expired: WireFault | undefined;

  constructor(outer: AbortSignal, { idleMs, exchangeMs }: WatchLimits) {
    this.outer = outer;
    this.idleMs = idleMs;
    this.total = setTimeout(() => this.expire(`no complete reply within ${seconds(exchangeMs)}`), exchangeMs);
    if (outer.aborted) this.onAbort();
    outer.addEventListener('abort', this.onAbort);
    this.heard();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Set once a deadline has passed: whatever was thrown meanwhile, this is why. */
  get fault(): WireFault | undefined {
    return this.expired;
  }

  /** Something came: the silence begins anew. */
  heard(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.expire(`no byte for ${seconds(this.idleMs)}`), this.idleMs);
  }

  /** All that matters is there: what may follow is not waited for long. */
  hurry(ms: number): void {
    this.idleMs = Math.min(this.idleMs, ms);
    this.heard();
  }

  /** The promise, or the deadline, or the caller's abort: whichever comes first. */
  race<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = () => reject(this.expired ?? this.signal.reason);
      if (this.signal.aborted) stop();
      this.signal.addEventListener('abort', stop);
      promise.then(resolve, reject).finally(() => this.signal.removeEventListener('abort', stop));
    });
  }

  end(): void {
    clearTimeout(this.idle);
    clearTimeout(this.total);
    this.outer.removeEventListener('abort', this.onAbort);
  }

  private expire(what: string): void {
    this.expired = new WireFault('stalled', what);
    this.controller.abort(this.expired);
  }
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Math.round(ms / 1000)} s`;
}
