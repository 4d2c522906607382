/** Why a run ended, or why it could not begin. Closed: a new code is added here, with its meaning in docs/guide/exit-codes.md. */
export type Reason =
  | 'run.passed'
  | 'run.interrupted'
  | 'app.expectation'
  | 'app.regression'
  | 'app.drift'
  | 'app.verdict'
  | 'app.server_error'
  | 'app.page_error'
  | 'app.action'
  | 'limit.turns'
  | 'limit.minutes'
  | 'limit.tokens'
  | 'limit.usd'
  | 'limit.repeats'
  | 'limit.context'
  | 'builtin.not_understood'
  | 'model.unreachable'
  | 'model.key'
  | 'model.quota'
  | 'model.not_found'
  | 'model.bad_request'
  | 'model.overloaded'
  | 'model.content_filter'
  | 'model.empty_reply'
  | 'model.not_a_completion'
  | 'model.unusable'
  | 'browser.missing'
  | 'browser.start'
  | 'browser.crashed'
  | 'browser.stuck'
  | 'guard.refused'
  | 'server.start'
  | 'server.port'
  | 'server.unreachable'
  | 'server.unauthorized'
  | 'hook.failed'
  | 'tool.failed'
  | 'journal.write'
  | 'journal.corrupt'
  | 'recording.invalid'
  | 'scenario.invalid'
  | 'scenario.secret'
  | 'scenario.no_evidence'
  | 'usage.invalid'
  | 'internal.bug';

/**
 * Our fault or the world's: thrown, and caught once, at the top.
 * The message says what was expected, what was found and what to do; the cause is kept.
 */
export class UitestError extends Error {
  readonly reason: Reason;

  constructor(reason: Reason, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'UitestError';
    this.reason = reason;
  }
}

/** The message of anything that was thrown, without its stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
