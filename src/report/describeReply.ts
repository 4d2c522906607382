/** What a reply of the model cost, or an ask to which none came, as one line under its words. */
import type { Event } from '../journal/event.ts';
import { clean } from '../core/clean.ts';
import { cost, duration, usageWords } from './amounts.ts';
import { noPaint, type Paint } from './paint.ts';

/** Nothing for other events, and for rules, which cost nothing. */
export function describeReply(event: Event, paint: Paint = noPaint): string | undefined {
  if (event.type !== 'model-reply' && event.type !== 'model-failure') return undefined;
  if (event.planner === 'builtin') return undefined;
  const thought = event.type === 'model-reply' ? event.thinking : undefined;
  const facts = [
    `turn ${event.turn}`,
    clean(event.planner, 60),
    event.type === 'model-failure' ? `no reply (${event.reason})` : '',
    thought === undefined ? '' : thought ? 'thought first' : 'instant',
    `${usageWords(event.usage)} tokens`,
    cost(1, event.usd),
    duration(event.durationMs),
  ];
  return `    ${paint.dim(facts.filter(Boolean).join(' · '))}`;
}
