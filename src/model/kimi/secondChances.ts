/** A complete reply that cannot be used is asked for again, within bounds: with more room, as it was, or in words. */
import { REPLY_SIZE } from './requestBody.ts';
import { WireFault } from './wireFault.ts';

/** What is asked in words. The model sees it once; it is no part of the transcript. */
const NUDGES = {
  empty: 'Your last reply was empty. Reply with one or more tool calls now.',
  refused:
    'If the step cannot or must not be carried out, call finish with the verdict "failed" and the reason. Otherwise go on with a tool call.',
};

const MAX_EMPTY = 3;

/** Of one call of `reply`. Each way returns the note on asking again, or nothing when that was done already. */
export class SecondChances {
  /** Tokens of the next reply. */
  replySize: number;
  /** Stands behind the messages of the next request. */
  nudge: string | undefined;
  private empties = 0;

  constructor(thinking: boolean) {
    this.replySize = thinking ? REPLY_SIZE.thinking : REPLY_SIZE.instant;
  }

  afterCut(): string | undefined {
    const { replySize } = this;
    if (replySize >= REPLY_SIZE.raised) return undefined;
    this.replySize = REPLY_SIZE.raised;
    return `reply cut off at ${replySize} tokens: asked again with ${REPLY_SIZE.raised}`;
  }

  afterRefusal(): string | undefined {
    if (this.nudge === NUDGES.refused) return undefined;
    this.nudge = NUDGES.refused;
    return 'the model declined: asked again';
  }

  /** Throws a `WireFault` when the last one, asked for in words, is empty as well. */
  afterEmpty(): string {
    this.empties++;
    if (this.empties > MAX_EMPTY)
      throw new WireFault(
        'empty',
        `${this.empties} replies with neither text nor tool call, the last one after asking in words`,
      );
    if (this.empties < MAX_EMPTY) return 'empty reply: asked again';
    this.nudge = NUDGES.empty;
    return 'empty reply: asked again in words';
  }
}
