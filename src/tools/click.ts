import { z } from 'zod';
import { hasTouch } from '../browser/context.ts';
import type { Resolved } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';
import type { MouseButton, Modifier } from '../core/action.ts';
import { recorded, withEffects } from './effectsText.ts';
import { target, whereOf } from './target.ts';
import { defineTool } from './tool.ts';

export interface ClickHow {
  button: MouseButton;
  count: number;
  modifiers: Modifier[];
  tap?: true;
}

export function performClick(
  session: Session,
  { locator, position }: Resolved,
  { button, count, modifiers, tap }: ClickHow,
) {
  const where = { modifiers, ...(position ? { position } : {}) };
  return session.act(() => (tap ? locator.tap(where) : locator.click({ button, clickCount: count, ...where })));
}

/** A finger has one button, and Playwright no double tap. */
function isTap({ scenario }: Session, { button, count }: ClickHow): boolean {
  return button === 'left' && count === 1 && hasTouch(scenario.use);
}

export const click = defineTool({
  name: 'click',
  description: 'Click an element.',
  input: target.extend({
    button: z.enum(['left', 'right', 'middle']).default('left'),
    count: z.number().int().min(1).max(3).default(1).describe('2 for a double click'),
    modifiers: z.array(z.enum(['Alt', 'Control', 'ControlOrMeta', 'Meta', 'Shift'])).default([]),
  }),

  async run({ session, values }, { button, count, modifiers, ...where }) {
    // Resolve first: the click may remove the very element that the spec has to name.
    const resolved = await session.resolve(whereOf(where));
    const tap = isTap(session, { button, count, modifiers }) ? { tap: true as const } : {};
    await performClick(session, resolved, { button, count, modifiers, ...tap });
    const effects = await session.aftermath();
    return {
      action: {
        kind: 'click',
        target: values.keepTarget(resolved.target),
        button,
        count,
        modifiers,
        ...tap,
        ...recorded(effects),
      },
      text: withEffects(tap.tap ? 'tapped' : 'clicked', effects),
      effects,
    };
  },
});
