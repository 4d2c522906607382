/** Whether a request goes out with thinking on. */
import { familyOf } from './hosts.ts';

export type Thinking = 'on' | 'off' | 'auto';

/** `asked`: the run is stuck, or wants a plan. Undefined for a model that is not Kimi: it is sent no switch, so nobody can tell. */
export function thinks(model: string, mode: Thinking, asked: boolean): boolean | undefined {
  switch (familyOf(model)) {
    case 'k3':
      return true;
    case 'k2':
      return mode === 'on' || (mode === 'auto' && asked);
    case 'other':
      return undefined;
  }
}

/**
 * Whether a host that wants reasoning on earlier calls gets a blank where there was none. Not a matter of the request at
 * hand: were it, a request that thinks would change the bytes of all messages before it, and lose the prefix cache.
 */
export function mayThink(model: string, mode: Thinking): boolean {
  return mode !== 'off' || thinks(model, mode, false) === true;
}
