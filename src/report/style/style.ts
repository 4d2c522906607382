import { FRAME } from './frame.ts';
import { INDEX } from './index.ts';
import { PARTS } from './parts.ts';
import { TIMELINE } from './timeline.ts';
import { TOKENS } from './tokens.ts';

/** The one style sheet of report and index. */
export const STYLE = [TOKENS, FRAME, PARTS, TIMELINE, INDEX].join('\n');
