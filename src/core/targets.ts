/** What an action aims at, wherever that stands in it. */
import type { Action, Target } from './action.ts';

/** A copy in which every target is another. */
export function mapTargets(action: Action, change: (target: Target) => Target): Action {
  const kept: Action = { ...action };
  if ('target' in kept && kept.target) kept.target = change(kept.target);
  if (kept.kind === 'drag') {
    kept.from = change(kept.from);
    kept.to = change(kept.to);
  }
  if (kept.kind === 'select' && kept.clicks) kept.clicks = kept.clicks.map(change);
  if (kept.kind === 'wait' && 'target' in kept.for) kept.for = { target: change(kept.for.target) };
  return kept;
}

/** In the order in which they are used. */
export function targetsOf(action: Action): Target[] {
  const targets: Target[] = [];
  mapTargets(action, (target) => {
    targets.push(target);
    return target;
  });
  return targets;
}

/** A copy in which the target at that place is another. */
export function withTarget(action: Action, at: number, target: Target): Action {
  let count = 0;
  return mapTargets(action, (each) => (count++ === at ? target : each));
}
