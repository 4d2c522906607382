/** How many columns a text takes on a terminal, and what of it fits. */

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Blocks whose letters take two columns: Hangul, CJK, Kana, fullwidth forms. */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;
const PICTURE = /\p{Emoji_Presentation}|\ufe0f|\p{Regional_Indicator}{2}/u;
const NONE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** In columns. `text` holds no control characters. */
export function widthOf(text: string): number {
  return graphemes(text).reduce((sum, { columns }) => sum + columns, 0);
}

/** At most `columns` wide, an ellipsis for the rest; nothing where not even that fits. */
export function fitted(text: string, columns: number): string {
  if (columns < 1) return '';
  // No letter takes less than none: what is far longer than the line need not be looked at.
  const all = graphemes(text.slice(0, columns * 16 + 64));
  const whole = text.length <= columns * 16 + 64;
  let width = 0;
  let kept = '';
  let fits = '';
  for (const { letter, columns: takes } of all) {
    width += takes;
    kept += letter;
    if (width <= columns - 1) fits = kept;
    if (width > columns) return `${fits}…`;
  }
  return whole ? text : `${fits}…`;
}

function graphemes(text: string): { letter: string; columns: number }[] {
  return Array.from(GRAPHEMES.segment(text), ({ segment }) => ({ letter: segment, columns: columnsOf(segment) }));
}

function columnsOf(letter: string): number {
  if (letter.length === 1 && letter < '\u0300') return 1;
  if (NONE.test(letter)) return 0;
  return WIDE.test(letter) || PICTURE.test(letter) ? 2 : 1;
}
