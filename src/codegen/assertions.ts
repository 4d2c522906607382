/** A verify as `expect(…)`: the same assertion that was evaluated during the run. */
import type { Check, Target } from '../core/action.ts';
import { regexLiteral } from '../core/locatorText.ts';
import { escapeRegex, titleMatch, urlMatch } from '../core/pattern.ts';
import { slotsOf } from '../core/template.ts';
import type { LineContext } from './lines.ts';
import { locatorCode } from './locator.ts';
import { suiteAddress } from './suiteStyle.ts';
import { patternTextCode, textCode } from './text.ts';

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
        `await expect(${page}).toHaveTitle(${'pattern' in match ? patternCode(check.title, '^', '$', context) : text(check.title)});`,
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
        `const ${chunks}${context.suite?.language === 'js' ? '' : ': Buffer[]'} = [];`,
        `for await (const chunk of await ${download}.createReadStream()) ${chunks}.push(Buffer.from(chunk));`,
        ...(check.bytes === undefined ? [] : [`expect(${whole}).toHaveLength(${check.bytes});`]),
        ...(check.contains === undefined ? [] : [`expect(${whole}.toString()).toContain(${text(check.contains)});`]),
      ];
    }
  }
}

/** As `urlMatch` reads it. */
function urlCode(url: string, context: LineContext): string {
  const match = urlMatch(url);
  const own = suiteAddress(url, context.suite);
  if (own !== url) return 'exact' in match ? textCode(own, context) : urlCode(own, context);
  if ('path' in match) return `(url) => url.pathname === ${textCode(match.path, context)}`;
  if ('exact' in match) return textCode(match.exact, context);
  if (!url.includes('*') || !/^(\/|http)/.test(url)) return patternCode(inner(url), '', '', context);
  return patternCode(url, url.startsWith('/') ? '^https?://[^/]+' : '^', '$', context);
}

/** What may stand before and after a part is what a pattern without ends leaves open anyway. */
function inner(part: string): string {
  return part.replace(/^\*+(?=.)|(?<=.)\*+$/gs, '');
}

/** A pattern whose text holds a value is built when the spec runs. */
function patternCode(text: string, begin: string, end: string, context: LineContext): string {
  const source = (part: string) => part.split('*').map(escapeRegex).join('.*').replaceAll('\\/', '/');
  if (slotsOf(text).length === 0) return regexLiteral(new RegExp(`${begin}${source(text)}${end}`));
  return `new RegExp(${patternTextCode(text, { begin, end, source }, context)})`;
}
