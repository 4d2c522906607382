import { z } from 'zod';
import type { Resolved } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';
import { target, whereOf } from './target.ts';
import { defineTool } from './tool.ts';

export function performDrag(session: Session, from: Resolved, to: Resolved) {
  return session.act(() =>
    from.locator.dragTo(to.locator, {
      ...(from.position ? { sourcePosition: from.position } : {}),
      ...(to.position ? { targetPosition: to.position } : {}),
    }),
  );
}

export const drag = defineTool({
  name: 'drag',
  description: 'Drag one element onto another.',
  input: z.object({ from: target, to: target }),

  async run({ session, values }, input) {
    const from = await session.resolve(whereOf(input.from));
    const to = await session.resolve(whereOf(input.to));
    const effects = await performDrag(session, from, to);
    return {
      action: { kind: 'drag', from: values.keepTarget(from.target), to: values.keepTarget(to.target) },
      text: 'dragged',
      effects,
    };
  },
});
