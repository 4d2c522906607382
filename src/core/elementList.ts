/**
 * The element list as text and back. One line an element:
 *   e8 button "Log in" disabled (0.42, 0.31)
 * ref (or `-` where it has none), role, name as a JSON string, states, centre as fractions of the viewport (absent for
 * what has no box). Two spaces of indentation a level: rows, list items and dialogs hold what stands inside them.
 * Everything that comes from the page is inside a JSON string, so no page text can end a line or look like one of ours.
 */
import type { ElementLine } from './observation.ts';
import type { Point } from './action.ts';

export function centreOf(box: { x: number; y: number; width: number; height: number }, viewport: Size): Point {
  return { x: (box.x + box.width / 2) / viewport.width, y: (box.y + box.height / 2) / viewport.height };
}

interface Size {
  width: number;
  height: number;
}

export function renderElement(line: ElementLine, viewport: Size): string {
  const centre = line.box && centreOf(line.box, viewport);
  const parts = [line.ref ?? '-', line.role, quoted(line.name), ...line.states];
  if (centre) parts.push(`(${centre.x.toFixed(3)}, ${centre.y.toFixed(3)})`);
  return '  '.repeat(line.depth) + parts.join(' ');
}

/** An element list line read back: states without quotes, `value="x"` as `{ value: 'x' }`. */
export interface ListedElement {
  ref?: string;
  role: string;
  name: string;
  states: Record<string, string | true>;
  centre?: Point;
  depth: number;
}

/** A JSON string that no reader, also one that knows U+2028, takes for more than one line. */
export function quoted(text: string): string {
  return oneLine(JSON.stringify(text));
}

/** JSON in which line ends that JSON lets stand are escaped. */
export function oneLine(json: string): string {
  return json.replace(/[\u0085\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const LINE = /^( *)(\S+) (\S+) ("(?:[^"\\]|\\.)*")(.*)$/s;
const STATE = /([a-z]+)(?:=("(?:[^"\\]|\\.)*"))?/g;
const CENTRE = / \((-?[\d.]+), (-?[\d.]+)\)$/;

/** Lines that are not of the form (a note such as `… 12 more, use find`) are left out. */
export function parseElements(text: string): ListedElement[] {
  return text.split('\n').flatMap((line): ListedElement[] => {
    const match = LINE.exec(line);
    if (!match) return [];
    const [, indent = '', ref = '-', role = '', name = '""', rest = ''] = match;
    const centre = CENTRE.exec(rest);
    const states: Record<string, string | true> = {};
    for (const [, key = '', value] of rest.replace(CENTRE, '').matchAll(STATE))
      states[key] = value === undefined ? true : String(JSON.parse(value));
    return [
      {
        ...(ref === '-' ? {} : { ref }),
        role,
        name: String(JSON.parse(name)),
        states,
        ...(centre ? { centre: { x: Number(centre[1]), y: Number(centre[2]) } } : {}),
        depth: indent.length / 2,
      },
    ];
  });
}
