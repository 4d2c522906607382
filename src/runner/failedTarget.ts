/** What the last call that came to nothing was aimed at: the place that a reader of the report wants to see marked. */
import { z } from 'zod';
import type { Target } from '../core/action.ts';
import type { Emit } from '../journal/event.ts';

const recorded = z.looseObject({ target: z.looseObject({ locator: z.string() }) });

export class FailedTarget {
  private called = '';
  private target: Pick<Target, 'locator'> | undefined;

  /** Undefined where nothing failed since, or where what failed is about no element. */
  get locator(): string | undefined {
    return this.target?.locator;
  }

  readonly hear: Emit = (event) => {
    if (event.type === 'tool-call') this.called = event.arguments;
    if (event.type !== 'tool-result' || event.result.notRun) return;
    const { ok, action, target, near } = event.result;
    if (!ok) this.target = target ?? (near === undefined ? targetIn(this.called) : { locator: near });
    else if (action) this.target = undefined;
  };
}

/** A replayed call says its whole action. */
function targetIn(json: string): Pick<Target, 'locator'> | undefined {
  try {
    return recorded.safeParse(JSON.parse(json)).data?.target;
  } catch {
    return undefined; // The model wrote something that is no JSON.
  }
}
