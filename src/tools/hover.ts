import type { Resolved } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';
import { target, whereOf } from './target.ts';
import { defineTool } from './tool.ts';

export function performHover(session: Session, { locator, position }: Resolved) {
  return session.act(() => locator.hover(position ? { position } : {}));
}

export const hover = defineTool({
  name: 'hover',
  description: 'Move the pointer over an element, to open a menu or a tooltip.',
  input: target,

  async run({ session, values }, where) {
    const resolved = await session.resolve(whereOf(where));
    const effects = await performHover(session, resolved);
    return { action: { kind: 'hover', target: values.keepTarget(resolved.target) }, text: 'hovering', effects };
  },
});
