/** Makes text of a page or a model safe for a terminal and a CI log: one short line in which nothing is a command. */

/** OSC, DCS, PM, APC and SOS strings with their body, then CSI sequences, then any other two-character escape. */
const ESCAPES =
  /(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c|$)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/g;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
/** Bidirectional overrides, zero-width characters, fillers, tags, byte order marks, non-characters: unseen, and able to disguise a line. */
const UNSEEN =
  /[\u034f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}]/gu;
const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** Azure (`##vso[`), TeamCity (`##teamcity[`) and the older GitHub commands (`##[`) are obeyed anywhere in a line. */
const CI_COMMAND = /##(?=[a-z]*\[)/gi;
/** GitHub obeys these only where a line begins, and any line of several may be printed by itself. */
const GITHUB_COMMAND = /^::/;

export function clean(text: string, max = 200): string {
  // A megabyte of page text is cut before it is looked at; the margin is for the escapes that fall away.
  const line = text
    .slice(0, max * 8 + 1000)
    .replace(ESCAPES, '')
    .replace(CONTROLS, ' ')
    .replace(UNSEEN, '')
    .replace(LONE_SURROGATES, '\ufffd')
    .replace(CI_COMMAND, '# #')
    .replace(/ {2,}/g, ' ')
    .trim()
    .replace(GITHUB_COMMAND, ': :');
  return cut(line, max);
}

/** At most `max` characters, an ellipsis for the rest; no character is split. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  // Two units more than `max` letters can have: a whole text of at most `max` letters fits.
  const letters = Array.from(text.slice(0, max * 2 + 2));
  return letters.length <= max ? text : `${letters.slice(0, max - 1).join('')}…`;
}
