/** A verify as `expect(…)`: the same assertion that was evaluated during the run. */
import type { Check, Target } from '../core/action.ts';
import { literal, regexLiteral } from '../core/locatorText.ts';
import { titleMatch, urlMatch } from '../core/pattern.ts';
import { slotsOf } from '../core/template.ts';
import type { LineContext } from './lines.ts';
import { locatorCode } from './locator.ts';
import { textCode } from './text.ts';

export function verifyLines(check: Check, context: LineContext): string[] {
  const { page } = context;
  const text = (value: string) => textCode(value, context);
  const at = (target: Target) => locatorCode(target, context);
  switch (check.check) {
    case 'text':
      if (!check.target) {
        const exact = check.exact ? ', { exact: true }' : '';
        return [
          `await expect(${page}.getByText(${text(check.text)}${exact}).filter({ visible: true }).first()).toBeVisible();`,
        ];
      }
      return [
        `await expect(${at(check.target)}).${check.exact ? 'toHaveText' : 'toContainText'}(${text(check.text)});`,
      ];
    case 'visible':
      return [`await expect(${at(check.target)}).toBeVisible();`];
    case 'visible-text':
      return [`await expect(${page}.getByText(${text(check.text)}).filter({ visible: true }).first()).toBeVisible();`];
    case 'hidden':
      return [`await expect(${at(check.target)}).toBeHidden();`];
    case 'hidden-text':
      return [`await expect(${page}.getByText(${text(check.text)}).filter({ visible: true })).toHaveCount(0);`];
    case 'value':
      return [`await expect(${at(check.target)}).toHaveValue(${text(check.value)});`];
    case 'checked':
      return [`await expect(${at(check.target)}).${check.checked ? '' : 'not.'}toBeChecked();`];
    case 'count':
      return [`await expect(${at(check.target)}).toHaveCount(${check.count});`];
    case 'count-text':
      return [`await expect(${page}.getByText(${text(check.text)})).toHaveCount(${check.count});`];
    case 'url':
      return [`await expect(${page}).toHaveURL(${urlCode(check.url, context)});`];
    case 'title': {
      const match = titleMatch(check.title);
      return [
        `await expect(${page}).toHaveTitle(${'pattern' in match ? patternCode(check.title, match.pattern, ENDS, context) : text(check.title)});`,
      ];
    }
    case 'download': {
      const { download } = context;
      // Which action began it is not known: waiting here fails loudly when the spec is proved, leaving it out would not.
      if (!download)
        return [`expect((await ${page}.waitForEvent('download')).suggestedFilename()).toBe(${text(check.name)});`];
      const lines = [`expect(${download}.suggestedFilename()).toBe(${text(check.name)});`];
      if (check.contains === undefined && check.bytes === undefined) return lines;
      const chunks = context.names.fresh('chunks');
      const whole = `Buffer.concat(${chunks})`;
      return [
        ...lines,
        `const ${chunks}: Buffer[] = [];`,
        `for await (const chunk of await ${download}.createReadStream()) ${chunks}.push(Buffer.from(chunk));`,
        ...(check.bytes === undefined ? [] : [`expect(${whole}).toHaveLength(${check.bytes});`]),
        ...(check.contains === undefined ? [] : [`expect(${whole}.toString()).toContain(${text(check.contains)});`]),
      ];
    }
  }
}

const ENDS = ['^', '$'] as const;
const PATH_ENDS = ['^https?://[^/]+', '$'] as const;
const NO_ENDS = ['', ''] as const;

/** As `urlMatch` reads it. */
function urlCode(url: string, context: LineContext): string {
  const match = urlMatch(url);
  if ('path' in match) return `(url) => url.pathname === ${textCode(match.path, context)}`;
  if ('exact' in match) return textCode(match.exact, context);
  const ends = !url.includes('*') ? NO_ENDS : url.startsWith('/') ? PATH_ENDS : url.startsWith('http') ? ENDS : NO_ENDS;
  return patternCode(url, match.pattern, ends, context);
}

/** A pattern whose text holds a value is built when the spec runs, from escaped parts between `begin` and `end`. */
function patternCode(
  text: string,
  fixed: RegExp,
  [begin, end]: readonly [string, string],
  context: LineContext,
): string {
  if (slotsOf(text).length === 0) return regexLiteral(fixed);
  const parts = text.split('*').map((part) => textCode(part, context));
  const middle = `[${parts.join(', ')}].map((part) => part.replace(/[\\\\^$.*+?()[\\]{}|]/g, '\\\\$&')).join('.*')`;
  const pieces = [...(begin ? [literal(begin)] : []), middle, ...(end ? [literal(end)] : [])];
  return `new RegExp(${pieces.join(' + ')})`;
}
