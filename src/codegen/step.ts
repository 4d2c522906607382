/** A scenario step as a `test.step`: its actions, with dialogs, tabs and downloads in Playwright's documented form around them. */
import type { Action } from '../core/action.ts';
import { WEAKNESS } from '../core/grade.ts';
import type { FoldedStep } from '../journal/fold.ts';
import { verifyLines } from './assertions.ts';
import { linesFor, type LineContext } from './lines.ts';
import { locatorCode } from './locator.ts';
import { textCode, titleCode } from './text.ts';
import type { Trial } from './trial.ts';

/** What the whole spec shares: which tab is worked on goes from step to step. */
export interface SpecState extends LineContext {
  /** Variables declared at the top of the test, with their declarations. */
  declarations: string[];
  /** Variables of the tabs, by number. */
  tabs: string[];
  types: Set<string>;
  /** Kinds of what a later line works on: only that is kept in a variable. */
  workedOn: ReadonlySet<'tab' | 'download'>;
  /** What is tried before an action. */
  trial?: Trial['before'];
}

/** `next`: the dialogs that the steps after it answer first: an action of this one opens them. */
export function stepLines(folded: FoldedStep, state: SpecState, next: readonly DialogAnswer[]): string[] {
  if (folded.kind === 'loop') return loopLines(folded, state, next);
  const { step, loop, skipped, actions } = folded;
  state.fixed = Object.fromEntries(Object.entries(loop).filter(([name]) => !state.loops.has(name)));
  const title = titleCode(step.title, state);
  const body = skipped ? [ABSENT] : step.optional ? optionalLines(actions, state) : actionLines(actions, state, next);
  if (body.length === 0) return [`await test.step(${title}, async () => {});`];
  return [`await test.step(${title}, async () => {`, ...indent(body), '});'];
}

const ABSENT = '// This step is optional, and there was nothing to do when it was recorded.';

function loopLines(
  { step, round }: Extract<FoldedStep, { kind: 'loop' }>,
  state: SpecState,
  next: readonly DialogAnswer[],
): string[] {
  const outer = state.known;
  state.loops.add(step.as);
  state.known = new Set([...outer, step.as]);
  // What is called `page` is the number of one: the name itself is Playwright's.
  const variable = state.names.of(step.as, 'Number');
  const [, ...body] = stepsLines(round, state, next, ['']);
  state.loops.delete(step.as);
  state.known = outer;
  return [`for (let ${variable} = 1; ${variable} <= ${step.times}; ${variable}++) {`, ...indent(body), '}'];
}

/** `between` parts the steps. */
export function stepsLines(
  folded: readonly FoldedStep[],
  state: SpecState,
  next: readonly DialogAnswer[] = [],
  between: readonly string[] = [],
): string[] {
  return folded.flatMap((step, index) => [
    ...between,
    ...stepLines(step, state, dialogsAhead([...actionsOf(folded.slice(index + 1)), ...next])),
  ]);
}

export function actionsOf(folded: readonly FoldedStep[]): Action[] {
  return folded.flatMap((step) => (step.kind === 'loop' ? actionsOf(step.round) : step.actions));
}

function actionLines(actions: readonly Action[], state: SpecState, next: readonly DialogAnswer[]): string[] {
  return actions.flatMap((action, index) => {
    if (action.kind === 'dialog' || isPause(action)) return [];
    const tried = triedLines(action, state);
    const fragile = fragileLines(action);
    // A call of the scenario's own tool opens no dialog: what opened it has its answer already.
    const dialogs =
      action.kind === 'tool' ? [] : dialogLines(dialogsAhead([...actions.slice(index + 1), ...next]), state);
    const waits = startedLines(action, state);
    const closes = 'closes' in action && action.closes;
    const does = closes ? closingLines(linesFor(action, state), state) : linesFor(action, state);
    const lines = [...tried, ...fragile, ...dialogs, ...waits.before, ...does, ...waits.after];
    if (action.kind === 'tab') lines.push(...tabLines(action, state));
    if (closes) closeTab(state.tabs.indexOf(state.page), state);
    return lines;
  });
}

function triedLines(action: Action, state: SpecState): string[] {
  return (state.trial?.get(action) ?? []).map(({ number, verify, loop }) => {
    const code = verifyLines(verify, { ...state, fixed: loop })
      .join(' ')
      .replace(/^await expect/, 'now')
      .replace(/;$/, '');
    return `await tried(${number}, () => ${code});`;
  });
}

const REASONS: ReadonlySet<string> = new Set(Object.values(WEAKNESS));

/** Why a locator of the next line may not survive, for whoever has to mend it. No other text gets into a comment. */
function fragileLines(action: Action): string[] {
  const targets = 'from' in action ? [action.from, action.to] : 'target' in action ? [action.target] : [];
  const reasons = targets.flatMap((target) => target?.fragile ?? []);
  return [...new Set(reasons)].map(
    (why) => `// This locator is fragile: ${REASONS.has(why) ? why : 'nothing better names the element'}.`,
  );
}

type DialogAnswer = Extract<Action, { kind: 'dialog' }>;

/** The dialogs that are answered before anything else is done to the page. */
export function dialogsAhead(actions: readonly Action[]): DialogAnswer[] {
  const other = actions.findIndex((action) => action.kind !== 'dialog' && action.kind !== 'tool' && !isPause(action));
  return actions.slice(0, other === -1 ? undefined : other).filter((action) => action.kind === 'dialog');
}

/** A planner's patience: nothing of it stands in a spec. */
function isPause(action: Action): boolean {
  return action.kind === 'wait' && ('seconds' in action.for || 'download' in action.for);
}

/** Each dialog is answered when it comes, the next one only after it. */
export function dialogLines([first, ...rest]: readonly DialogAnswer[], state: SpecState): string[] {
  if (!first) return [];
  const { accept, text } = first;
  const answer = accept ? `dialog.accept(${text === undefined ? '' : textCode(text, state)})` : 'dialog.dismiss()';
  const once = `${state.page}.once('dialog', (dialog) =>`;
  if (rest.length === 0) return [`${once} ${answer});`];
  return [`${once} {`, ...indent([...dialogLines(rest, state), `return ${answer};`]), '});'];
}

/** What an action starts is awaited beside it, and kept in a variable of the test where a later line works on it. */
function startedLines(action: Action, state: SpecState): { before: string[]; after: string[] } {
  const opens = 'opens' in action && action.opens;
  const downloads = 'downloads' in action && action.downloads;
  if (!opens && !downloads) return { before: [], after: [] };
  const wanted = opens ? `tab${state.tabs.length + 1}` : 'download';
  const coming = state.names.fresh(`${wanted}Promise`);
  const before = [`const ${coming} = ${state.page}.waitForEvent('${opens ? 'popup' : 'download'}');`];
  if (!state.workedOn.has(opens ? 'tab' : 'download')) return { before, after: [`await ${coming};`] };
  const variable = state.names.fresh(wanted);
  if (opens) {
    state.tabs.push(variable);
    state.declarations.push(`let ${variable} = page;`);
  } else {
    state.download = variable;
    state.types.add('Download');
    state.declarations.push(`let ${variable}${state.suite?.language === 'js' ? '' : ': Download'};`);
  }
  return { before, after: [`${variable} = await ${coming};`] };
}

/** The page may be gone before what closes it is over, and Playwright would call that a failure. */
function closingLines(lines: readonly string[], state: SpecState): string[] {
  const [, does] = /^await ([^\n]*);$/.exec(lines.at(-1) ?? '') ?? [];
  if (does === undefined) return [...lines];
  const closed = state.names.fresh(`${state.page}Closed`);
  return [
    ...lines.slice(0, -1),
    '// This closes its own window, which may be gone before it is over.',
    `const ${closed} = ${state.page}.waitForEvent('close');`,
    `await Promise.race([${closed}, ${does}]);`,
    `await ${closed};`,
  ];
}

function tabLines(action: Extract<Action, { kind: 'tab' }>, state: SpecState): string[] {
  if (action.close !== undefined) {
    const closed = closeTab(action.close - 1, state);
    return [`await ${closed}.close();`];
  }
  state.page = state.tabs[(action.switch ?? 1) - 1] ?? 'page';
  return [`await ${state.page}.bringToFront();`];
}

/** Its variable. What is worked on then is the tab before it, as in the run. */
function closeTab(index: number, state: SpecState): string {
  const [closed = 'page'] = state.tabs.splice(index, 1);
  if (state.page === closed) state.page = state.tabs[Math.max(0, index - 1)] ?? 'page';
  return closed;
}

/** What may or may not come (a cookie banner) is handled whenever it comes, as Playwright documents it. */
function optionalLines(actions: readonly Action[], state: SpecState): string[] {
  const [only] = actions;
  if (actions.length === 1 && only?.kind === 'click')
    return [
      `await ${state.page}.addLocatorHandler(${locatorCode(only.target, state)}, (element) => element.${only.tap ? 'tap' : 'click'}());`,
    ];
  const first = actions.find((action) => 'target' in action && action.target);
  if (!first || !('target' in first) || !first.target) return actionLines(actions, state, []);
  const body = actionLines(actions, state, []).flatMap((line) =>
    /^(await )?expect\(/.test(line) ? [disabled('no-conditional-expect'), line] : [line],
  );
  return [
    disabled('no-conditional-in-test'),
    `if (await ${locatorCode(first.target, state)}.isVisible()) {`,
    ...indent(body),
    '}',
  ];
}

/** The one thing that Playwright's lint rules advise against and the scenario asks for. */
function disabled(rule: string): string {
  return `// eslint-disable-next-line playwright/${rule} -- this step is optional: it may be there or not.`;
}

export function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? line : `  ${line}`));
}
