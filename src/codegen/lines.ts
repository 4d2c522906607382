/** One action as the lines that a reviewer would have written. An exhaustive switch over what really ran. */
import type { Action, CalledTool, Target } from '../core/action.ts';
import { literal, regexLiteral } from '../core/locatorText.ts';
import { slotsOf } from '../core/template.ts';
import { parseUrl } from '../core/url.ts';
import { verifyLines } from './assertions.ts';
import { dataCode, keyCode } from './dataCode.ts';
import { filesCode } from './filesCode.ts';
import { importKey, type Imports } from './imports.ts';
import { locatorCode, positionOf, type SpecPages } from './locator.ts';
import { suiteAddress, suiteRelative, type SuiteStyle } from './suiteStyle.ts';
import { textCode, type Texts } from './text.ts';

export interface LineContext extends Texts {
  /** Variable that holds the page that is worked on. */
  page: string;
  /** The start URL: what a relative address is relative to. */
  start: string;
  /** Variable of the newest download. */
  download?: string;
  /** File name → base64, for uploads that are small enough to stand in the spec. */
  uploads: ReadonlyMap<string, string>;
  /** The scenario's tools that it calls. */
  imports: Imports;
  suite?: SuiteStyle | undefined;
  pages?: SpecPages | undefined;
}

/** How long a spec scrolls for what is not there yet. */
export const SCROLL_MS = 60_000;

export function linesFor(action: Action, context: LineContext): string[] {
  const { page } = context;
  const text = (value: string) => textCode(value, context);
  const at = (target: Target) => locatorCode(target, context);
  switch (action.kind) {
    case 'click': {
      const method = action.tap ? 'tap' : action.count === 2 && action.button === 'left' ? 'dblclick' : 'click';
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
      return [`await ${page}.goto(${addressCode(action.url, context)});`];
    case 'history':
      return [`await ${page}.${{ back: 'goBack', forward: 'goForward', reload: 'reload' }[action.to]}();`];
    case 'press':
      return pressLines(action, context);
    case 'select': {
      if (action.clicks)
        return action.clicks.map((clicked) => `await ${at(clicked)}.click(${braces(positionOf(clicked))});`);
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
        ...(action.steps === undefined ? [] : [`steps: ${action.steps}`]),
      ];
      return [
        `await ${at(action.from)}.dragTo(${[at(action.to), ...(options.length > 0 ? [braces(options)] : [])].join(', ')});`,
      ];
    }
    case 'scroll':
      return action.until === undefined
        ? [...areaLines(action, context), `await ${page}.mouse.wheel(${action.dx}, ${action.dy});`]
        : scrollUntilLines({ ...action, until: action.until }, context);
    case 'upload':
      return uploadLines(action, context);
    case 'extract':
      return extractLines(action, context);
    case 'wait':
      if ('text' in action.for)
        return [`await expect(${page}.getByText(${text(action.for.text)}).first()).toBeVisible({ timeout: 30_000 });`];
      return 'target' in action.for ? [`await expect(${at(action.for.target)}).toBeVisible({ timeout: 30_000 });`] : [];
    case 'tool':
      return [toolLine(action, context)];
    case 'tab':
    case 'dialog':
      // Written around the action that opened them: see step.ts.
      return [];
    case 'opinion':
      return ['// Judged by eye when it was recorded: nothing is asserted here.'];
    case 'verify':
      return verifyLines(action, context);
  }
}

/** Where a `navigate` went: a spec has no base URL of ours, but a suite may have one. */
function addressCode(url: string, context: LineContext): string {
  const { start, suite } = context;
  const relative = slotsOf(url).length > 0 ? suiteRelative(url, start, suite) : undefined;
  if (relative !== undefined) return textCode(relative, context);
  if (slotsOf(url).length > 0) return `new URL(${textCode(url, context)}, ${literal(start)}).href`;
  return literal(suiteAddress(parseUrl(url, start)?.href ?? url, suite));
}

function typeLines(
  { target, text: typed, clear, submit, atEnd }: Extract<Action, { kind: 'type' }>,
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
    ...(atEnd && !clear ? [`await ${locator}.press('ControlOrMeta+End');`] : []),
    `await ${locator}.${clear ? 'fill' : 'pressSequentially'}(${text});`,
    ...(submit ? [`await ${locator}.press('Enter');`] : []),
  ];
}

function pressLines({ keys, target, times }: Extract<Action, { kind: 'press' }>, context: LineContext): string[] {
  const press = target ? `${locatorCode(target, context)}.press` : `${context.page}.keyboard.press`;
  const line = `await ${press}(${literal(keys)});`;
  return [times === undefined ? line : `for (let count = 0; count < ${times}; count++) ${line}`];
}

/** The wheel turns where the pointer is. */
function areaLines({ target }: Extract<Action, { kind: 'scroll' }>, context: LineContext): string[] {
  return target ? [`await ${locatorCode(target, context)}.hover(${braces(positionOf(target))});`] : [];
}

/** Whoever looks for what is not there yet scrolls, looks, and scrolls again. */
function scrollUntilLines(
  action: Extract<Action, { kind: 'scroll' }> & { until: string },
  context: LineContext,
): string[] {
  const { target, dx, dy, until } = action;
  const wanted = context.names.fresh('wanted');
  const area = target ? locatorCode(target, context) : context.page;
  return [
    `const ${wanted} = ${area}.getByText(${textCode(until, context)}).first();`,
    ...areaLines(action, context),
    'await expect(async () => {',
    `  if (!(await ${wanted}.isVisible())) await ${context.page}.mouse.wheel(${dx}, ${dy});`,
    `  await expect(${wanted}).toBeVisible({ timeout: 100 });`,
    `}).toPass({ intervals: [0], timeout: ${String(SCROLL_MS).replace(/(\d)(?=(\d{3})+$)/g, '$1_')} });`,
    `await ${wanted}.scrollIntoViewIfNeeded();`,
  ];
}

function uploadLines({ target, files, via }: Extract<Action, { kind: 'upload' }>, context: LineContext): string[] {
  const [locator, code] = [locatorCode(target, context), filesCode(files, context.uploads, context.suite)];
  if (via === 'drop') return [`await ${locator}.drop({ files: ${code} });`];
  if (via !== 'chooser') return [`await ${locator}.setInputFiles(${code});`];
  const [coming, chooser] = [context.names.fresh('fileChooserPromise'), context.names.fresh('fileChooser')];
  return [
    `const ${coming} = ${context.page}.waitForEvent('filechooser');`,
    `await ${locator}.click(${braces(positionOf(target))});`,
    `const ${chooser} = await ${coming};`,
    `await ${chooser}.setFiles(${code});`,
  ];
}

function extractLines({ name, target, pattern }: Extract<Action, { kind: 'extract' }>, context: LineContext): string[] {
  if (!target || !context.known.has(name)) return [];
  const isField = /getBy(Label|Placeholder)\(|'(textbox|combobox|searchbox|spinbutton)'/.test(target.locator ?? '');
  const read = `(await ${locatorCode(target, context)}.${isField ? 'inputValue' : 'innerText'}())`;
  const variable = context.names.of(name);
  if (pattern === undefined) return [`${variable} = ${read}.trim();`];
  return [
    `${variable} = ${read}.match(${regexLiteral(new RegExp(pattern))})?.[1] ?? '';`,
    // Later steps look for it, and the empty text is found everywhere.
    `expect(${variable}, ${literal(`${name} must be found`)}).not.toBe('');`,
  ];
}

/** The tool itself, as it was called; what a later line needs of what it gives goes into the variables of the test. */
function toolLine(action: CalledTool, context: LineContext): string {
  const call = `await ${context.imports.get(importKey(action)) ?? ''}.run(${dataCode(action.input, context)})`;
  const bindings = action.gives
    .filter((name) => context.known.has(name))
    .map((name) => {
      const [key, variable] = [keyCode(name), context.names.of(name)];
      return key === variable ? key : `${key}: ${variable}`;
    });
  return bindings.length === 0 ? `${call};` : `({ ${bindings.join(', ')} } = ${call});`;
}

function braces(options: string[]): string {
  return options.length === 0 ? '' : `{ ${options.join(', ')} }`;
}
