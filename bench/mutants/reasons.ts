/** The line of a spec at which a planted bug has to be found: any other one would be luck. */
import type { BugName } from '../../demo/bugs.ts';

export const REASONS: Partial<Record<BugName, RegExp>> = {
  'label-changed': /'Log in'/,
};
