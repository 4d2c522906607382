/** Everything that can go wrong between a request and a complete reply, in closed kinds; each kind has its row below. */
import type { Reason } from '../../core/error.ts';

export type FaultKind =
  | 'unreachable'
  | 'cut'
  | 'stalled'
  | 'overloaded'
  | 'malformed'
  | 'page'
  | 'empty'
  | 'too_big'
  | 'redirect'
  | 'key'
  | 'quota'
  | 'not_found'
  | 'content_filter'
  | 'context'
  | 'body_size'
  | 'image'
  | 'bad_request';

interface FaultRow {
  reason: Reason;
  /** How often the same request is sent again after such a fault, at most. */
  retries: number;
}

export const FAULTS: Record<FaultKind, FaultRow> = {
  unreachable: { reason: 'model.unreachable', retries: 8 },
  cut: { reason: 'model.unreachable', retries: 8 },
  stalled: { reason: 'model.unreachable', retries: 8 },
  overloaded: { reason: 'model.overloaded', retries: 8 },
  malformed: { reason: 'model.not_a_completion', retries: 2 },
  // A captive portal or a proxy's login page does not go away by asking again and again.
  page: { reason: 'model.not_a_completion', retries: 1 },
  // Asked again by `Asking`, in its own way.
  empty: { reason: 'model.empty_reply', retries: 0 },
  too_big: { reason: 'model.not_a_completion', retries: 0 },
  redirect: { reason: 'model.not_a_completion', retries: 0 },
  key: { reason: 'model.key', retries: 0 },
  quota: { reason: 'model.quota', retries: 0 },
  not_found: { reason: 'model.not_found', retries: 0 },
  content_filter: { reason: 'model.content_filter', retries: 0 },
  context: { reason: 'limit.context', retries: 0 },
  body_size: { reason: 'model.bad_request', retries: 0 },
  // Once more with another picture, by `Remedies`.
  image: { reason: 'model.bad_request', retries: 0 },
  bad_request: { reason: 'model.bad_request', retries: 0 },
};

export class WireFault extends Error {
  readonly kind: FaultKind;
  /** How long the host asks to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(kind: FaultKind, message: string, options: { retryAfterMs?: number | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'WireFault';
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }
}
