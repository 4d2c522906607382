/** What on the page reads most like a text that is not there: for whoever wonders what is there instead. */
import type { Page } from 'playwright';
import { mostAlike } from '../core/likeness.ts';
import type { Redact } from '../core/redact.ts';

const TIMEOUT_MS = 1_000;
/** Of a page: those that a person would find first, without making a large one slow. */
const MAX_LINES = 3_000;
const MAX_CHARS = 400;

/** As many words in a row as `text` has; undefined where nothing is alike, or the page cannot be asked. */
export async function nearestText(page: Page, text: string, redact: Redact): Promise<string | undefined> {
  const snapshot = await page
    .locator('body')
    .ariaSnapshot({ timeout: TIMEOUT_MS })
    .catch(() => '');
  return nearestIn(snapshot, text, redact);
}

/** `snapshot`: as `ariaSnapshot()` gives it. Each text is redacted before it is taken apart: half a secret would be found by nobody. */
export function nearestIn(snapshot: string, text: string, redact: Redact): string | undefined {
  let best: { words: string; score: number } | undefined;
  for (const said of new Set(
    snapshot
      .split('\n')
      .slice(0, MAX_LINES)
      .flatMap(textsIn)
      .map((each) => redact(each)),
  )) {
    const alike = mostAlike(said.slice(0, MAX_CHARS), text);
    if (alike && alike.score > (best?.score ?? 0))
      best = { words: said.slice(alike.start, alike.end).replace(/\s+/g, ' '), score: alike.score };
  }
  return best?.words;
}

const QUOTED = /"(?:[^"\\]|\\.)*"/g;
/** The text of a node behind its role; a property, `/url`, is none. */
const AFTER_COLON = /^\s*- (?!\/)[^"]*?: (?!")(.+)$/;

/** Names and texts of one line. */
function textsIn(line: string): string[] {
  if (/^\s*- \//.test(line)) return [];
  // A key that YAML puts in single quotes has each of its own twice.
  const plainly = /^\s*- '/.test(line) ? line.replaceAll("''", "'") : line;
  const quoted = (plainly.match(QUOTED) ?? []).flatMap((text) => {
    try {
      return [String(JSON.parse(text))];
    } catch {
      return []; // An escape of YAML that JSON does not have.
    }
  });
  const plain = AFTER_COLON.exec(plainly)?.[1];
  return plain === undefined ? quoted : [...quoted, plain];
}
