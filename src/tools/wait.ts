import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { WaitFor } from '../core/action.ts';
import type { Session } from '../browser/session.ts';
import { target, whereOf } from './target.ts';
import { defineTool, ToolInputError } from './tool.ts';

const WAIT_MS = 30_000;

/** Waits until it is there; a number of seconds is what the scenario or the model asked for, never our settling. */
export async function performWait(session: Session, what: WaitFor): Promise<void> {
  if ('text' in what) {
    await session.page
      .getByText(what.text)
      .filter({ visible: true })
      .first()
      .waitFor({ timeout: WAIT_MS })
      .catch(() => {
        throw new Error(`the text ${JSON.stringify(what.text)} did not appear within ${WAIT_MS / 1000} s`);
      });
  } else if ('target' in what) await session.reach(what.target).locator.waitFor({ timeout: WAIT_MS });
  else if ('download' in what) {
    const download = session.downloaded.at(-1) ?? (await session.page.waitForEvent('download', { timeout: WAIT_MS }));
    await download.path();
  } else await pause(what.seconds * 1_000);
}

export const wait = defineTool({
  name: 'wait',
  description:
    'Wait for a text, an element or a download to be there, or some seconds. Pages are waited for anyway: use it for slow work only.',
  input: z.object({
    for: z
      .object({ text: z.string().optional(), target: target.optional(), download: z.boolean().optional() })
      .optional()
      .describe('one of text, target, download'),
    seconds: z.number().min(0).max(30).optional(),
  }),

  async run({ session, values }, input) {
    const what = await whatOf();
    await performWait(session, what);
    return { action: { kind: 'wait', for: kept(what) }, text: 'it is there', effects: { navigated: false } };

    function kept(filled: WaitFor): WaitFor {
      if ('text' in filled) return { text: values.keep(filled.text) };
      return 'target' in filled ? { target: values.keepTarget(filled.target) } : filled;
    }

    async function whatOf(): Promise<WaitFor> {
      if (input.for?.text !== undefined) return { text: values.fill(input.for.text) };
      if (input.for?.target) return { target: (await session.resolve(whereOf(input.for.target))).target };
      if (input.for?.download) return { download: true };
      if (input.seconds !== undefined) return { seconds: input.seconds };
      throw new ToolInputError('wait: expected for: { text | target | download } or seconds, found neither');
    }
  },
});
