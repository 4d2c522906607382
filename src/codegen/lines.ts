/** One action as the lines that a reviewer would have written. An exhaustive switch over what really ran. */
import type { Action, Check, Target } from '../core/action.ts';
import { literal, parseLocator, renderLocator } from '../core/locatorText.ts';
import { titleMatch, urlMatch } from '../core/pattern.ts';
import { slotsOf } from '../core/template.ts';
import { textCode, type Texts } from './text.ts';

export interface LineContext extends Texts {
  /** Variable that holds the page that is worked on. */
  page: string;
  /** Variable of the newest download. */
  download?: string;
  /** File name → base64, for uploads that are small enough to stand in the spec. */
  uploads: Record<string, string>;
}

export function linesFor(action: Action, context: LineContext): string[] {
  const { page } = context;
  const text = (value: string) => textCode(value, context);
  const at = (target: Target) => locatorCode(target, context);
  switch (action.kind) {
    case 'click': {
      const method = action.count === 2 && action.button === 'left' ? 'dblclick' : 'click';
      const options = [
        ...(action.button === 'left' ? [] : [`button: ${literal(action.button)}`]),
        ...(action.count > 1 && method === 'click' ? [`clickCount: ${action.count}`] : []),
        ...(action.modifiers.length > 0 ? [`modifiers: [${action.modifiers.map(literal).join(', ')}]`] : []),
        ...positionOf(action.target),
      ];
      return [`await ${at(action.target)}.${method}(${braces(options)});`];
    }
    case 'type':
      return typeLines(action, context);
    case 'navigate':
      return [`await ${page}.goto(${text(action.url)});`];
    case 'history':
      return [`await ${page}.${{ back: 'goBack', forward: 'goForward', reload: 'reload' }[action.to]}();`];
    case 'press':
      return [`await ${page}.keyboard.press(${literal(action.keys)});`];
    case 'select': {
      const [only] = action.options;
      const options =
        action.options.length === 1 && only !== undefined ? text(only) : `[${action.options.map(text).join(', ')}]`;
      return [`await ${at(action.target)}.selectOption(${options});`];
    }
    case 'check':
      return [`await ${at(action.target)}.${action.checked ? 'check' : 'uncheck'}();`];
    case 'hover':
      return [`await ${at(action.target)}.hover(${braces(positionOf(action.target))});`];
    case 'drag': {
      const options = [
        ...positionOf(action.from).map((position) => position.replace('position', 'sourcePosition')),
        ...positionOf(action.to).map((position) => position.replace('position', 'targetPosition')),
      ];
      return [
        `await ${at(action.from)}.dragTo(${[at(action.to), ...(options.length > 0 ? [braces(options)] : [])].join(', ')});`,
      ];
    }
    case 'scroll':
      return [
        ...(action.target ? [`await ${at(action.target)}.hover();`] : []),
        `await ${page}.mouse.wheel(${action.dx}, ${action.dy});`,
      ];
    case 'upload': {
      const files = action.files.map((file) => fileCode(file, context));
      return [
        `await ${at(action.target)}.setInputFiles(${files.length === 1 ? (files[0] ?? '') : `[${files.join(', ')}]`});`,
      ];
    }
    case 'extract':
      return extractLines(action, context);
    case 'wait':
      if ('text' in action.for)
        return [`await expect(${page}.getByText(${text(action.for.text)}).first()).toBeVisible({ timeout: 30_000 });`];
      return 'target' in action.for ? [`await expect(${at(action.for.target)}).toBeVisible({ timeout: 30_000 });`] : [];
    case 'tab':
    case 'dialog':
      // Written around the action that opened them: see step.ts.
      return [];
    case 'verify':
      return verifyLines(action, context);
  }
}

function typeLines(
  { target, text: typed, clear, submit }: Extract<Action, { kind: 'type' }>,
  context: LineContext,
): string[] {
  const text = textCode(typed, context);
  if (!target)
    return [
      `await ${context.page}.keyboard.type(${text});`,
      ...(submit ? [`await ${context.page}.keyboard.press('Enter');`] : []),
    ];
  const locator = locatorCode(target, context);
  if (target.anchor) {
    const click = `await ${locator}.click(${braces(positionOf(target))});`;
    return [click, ...typeLines({ kind: 'type', text: typed, clear, submit }, context)];
  }
  return [
    `await ${locator}.${clear ? 'fill' : 'pressSequentially'}(${text});`,
    ...(submit ? [`await ${locator}.press('Enter');`] : []),
  ];
}

function extractLines({ name, target, pattern }: Extract<Action, { kind: 'extract' }>, context: LineContext): string[] {
  if (!target || !context.known.has(name)) return [];
  const isField = /getBy(Label|Placeholder)\(|'(textbox|combobox|searchbox|spinbutton)'/.test(target.locator ?? '');
  const read = `(await ${locatorCode(target, context)}.${isField ? 'inputValue' : 'innerText'}())`;
  const variable = context.names.of(name);
  if (pattern === undefined) return [`${variable} = ${read}.trim();`];
  return [`${variable} = ${read}.match(${regexCode(new RegExp(pattern))})?.[1] ?? '';`];
}

function verifyLines(check: Check, context: LineContext): string[] {
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
        `await expect(${page}).toHaveTitle(${'pattern' in match ? patternCode(check.title, context, regexCode(match.pattern)) : text(check.title)});`,
      ];
    }
    case 'download': {
      const { download } = context;
      if (!download) return [];
      const lines = [`expect(${download}.suggestedFilename()).toBe(${text(check.name)});`];
      if (check.contains === undefined) return lines;
      return [
        ...lines,
        `const chunks: string[] = [];`,
        `for await (const chunk of await ${download}.createReadStream()) chunks.push(String(chunk));`,
        `expect(chunks.join('')).toContain(${text(check.contains)});`,
      ];
    }
  }
}

function urlCode(url: string, context: LineContext): string {
  const match = urlMatch(url);
  if ('path' in match) return `(url) => url.pathname === ${textCode(match.path, context)}`;
  if ('exact' in match) return textCode(match.exact, context);
  return patternCode(url, context, regexCode(match.pattern));
}

/** A pattern whose text holds a value is built when the spec runs, from escaped parts. */
function patternCode(text: string, context: LineContext, fixed: string): string {
  if (slotsOf(text).length === 0) return fixed;
  const parts = text.split('*').map((part) => textCode(part, context));
  return `new RegExp([${parts.join(', ')}].map((part) => part.replace(/[\\\\^$.*+?()[\\]{}|]/g, '\\\\$&')).join('.*'))`;
}

/** `page.getByRole(…)`, with variables where the recorded texts have slots. */
export function locatorCode(target: Target, context: LineContext): string {
  const code = target.locator ?? target.anchor?.locator ?? "locator('body')";
  return `${context.page}.${renderLocator(parseLocator(code), (text) => textCode(text, context))}`;
}

function positionOf({ anchor }: Target): string[] {
  return anchor ? [`position: { x: ${anchor.x}, y: ${anchor.y} }`] : [];
}

function braces(options: string[]): string {
  return options.length === 0 ? '' : `{ ${options.join(', ')} }`;
}

function fileCode({ name, path }: { name: string; path: string }, { uploads }: LineContext): string {
  const base64 = uploads[name];
  if (base64 === undefined) return literal(path);
  return `{ name: ${literal(name)}, mimeType: ${literal(mimeOf(name))}, buffer: Buffer.from(${literal(base64)}, 'base64') }`;
}

const MIME: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  pdf: 'application/pdf',
  csv: 'text/csv',
  txt: 'text/plain',
  json: 'application/json',
};

function mimeOf(name: string): string {
  return MIME[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

function regexCode(pattern: RegExp): string {
  return String(
    new RegExp(pattern.source.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029'), pattern.flags),
  );
}
