/** What stood in the way of an action, from Playwright's own words: short, and for a model that has to think of something else. Pure. */
import { namedIn } from '../core/locatorText.ts';

interface Obstacle {
  found: RegExp;
  /** After the element's name; `by` is what the expression held. */
  says(by: string): string;
}

/** Whichever was told last counts: what came before it may have been overcome. */
const OBSTACLES: Obstacle[] = [
  {
    found: /^(.+?) intercepts pointer events$/,
    says: (by) => `is covered by ${coverIn(by)}: close or move that first, or scroll`,
  },
  { found: /element is not visible$/, says: () => 'is not visible' },
  { found: /element is not enabled$/, says: () => 'is disabled: something else has to be done first' },
  { found: /element is not editable$/, says: () => 'is read-only' },
  { found: /element is not stable$/, says: () => 'keeps moving' },
  {
    found: /element is outside of the viewport$/,
    says: () => 'is outside of the screen and cannot be scrolled into it',
  },
  { found: /element (?:was detached from the DOM|is not attached)/, says: () => 'was taken out of the page' },
  { found: /Element is not an? <input>/, says: () => 'is not a field that can be filled' },
  { found: /did not find some options$/, says: () => 'does not have these options' },
];

/** `click: button "Save" is covered by <div id="overlay">…</div>: …`; undefined where the words tell of no element. */
export function obstacleIn(message: string): string | undefined {
  const lines = message.split('\n').map((line) => line.trim().replace(/^- /, ''));
  const [first = ''] = lines;
  const doing = /^(?:locator|page|elementHandle)\.(\w+): /.exec(first)?.[1];
  if (doing === undefined) return undefined;
  const told = lines.flatMap((line) => {
    const obstacle = OBSTACLES.find(({ found }) => found.test(line));
    return obstacle ? [obstacle.says(obstacle.found.exec(line)?.[1] ?? '')] : [];
  });
  const resolved = lines.some((line) => line.startsWith('locator resolved to '));
  const why = told.at(-1) ?? (resolved || !first.includes('Timeout') ? undefined : 'is no longer on the page');
  return why === undefined ? undefined : `${VERBS[doing] ?? doing}: ${nameIn(lines)} ${why}`;
}

const VERBS: Record<string, string> = {
  fill: 'type',
  pressSequentially: 'type',
  selectOption: 'select',
  setChecked: 'check',
  uncheck: 'check',
  setInputFiles: 'upload',
  dragTo: 'drag',
};

/** `<p>…</p> from <div id="overlay">…</div> subtree`: the outer one is what can be closed. */
function coverIn(by: string): string {
  return /^.+ from (<.+>) subtree$/.exec(by)?.[1] ?? by;
}

/** The element as the list calls it, or as Playwright shows it. */
function nameIn(lines: readonly string[]): string {
  const code = lines.map((line) => /^waiting for (\w+\(.+)$/.exec(line)?.[1]).find((found) => found !== undefined);
  const named = code === undefined ? undefined : nameOf(code);
  const shown = lines
    .map((line) => /^locator resolved to (<.+>)$/.exec(line)?.[1])
    .find((found) => found !== undefined);
  return named ?? shown ?? code ?? 'the target';
}

function nameOf(code: string): string | undefined {
  try {
    const named = namedIn(code);
    return named && `${named.role} ${JSON.stringify(named.name)}`;
  } catch {
    return undefined; // Playwright's words for a locator are not always code that we know.
  }
}
