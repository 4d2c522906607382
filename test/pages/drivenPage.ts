/**
 * A page of real widgets, a scenario of real use, and the calls of a model that was scripted for it. Each is driven once by
 * refs and once by points, both give the same actions, and the spec passes three times in a fresh context.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { renderSpec } from '../../src/codegen/spec.ts';
import type { Action } from '../../src/core/action.ts';
import type { ToolCall } from '../../src/core/message.ts';
import { startPlaywrightTest } from '../../src/runner/playwrightTest.ts';
import type { ReadTurn } from '../../src/core/turnText.ts';
import { expect, test as base, type Driven, type DriveRequest } from '../support/drive.ts';
import type { Routes } from '../support/localServer.ts';
import { call, ScriptedModel } from '../support/scriptedModel.ts';
import { libraries } from './libraries.ts';

/** `see`: a line of the element list as `role "name"`, `#2` behind it for the second such line. `by`: pixels away from its centre. */
export interface Aim {
  see: string;
  by?: [number, number];
}

type Planned = [tool: string, input?: object];

export interface Widget {
  /** A file of `widgets/`, or the page itself. */
  page: string | Routes;
  steps: (string | object)[];
  /** Turn by turn the calls of one reply. */
  turns: (Planned[] | ((seen: ReadTurn) => Planned[]))[];
  scenario?: object;
  files?: Record<string, string>;
  secrets?: Record<string, string>;
  /** Only a point can name what is aimed at, or only a ref: driven once. */
  once?: true;
}

export const done = (step: number): Planned => ['step_done', { step: String(step), summary: 'done' }];

export const test = base.extend<{ works: (widget: Widget) => Promise<Action[]> }>({
  works: async ({ drive }, use, info) => {
    await use(async (widget) => {
      const byRef = await drive(requestOf(widget, 'ref'));
      expect(byRef.outcome, sayWhy(byRef)).toMatchObject({ status: 'passed' });
      const actions = byRef.run.steps.flatMap((step) => step.actions);
      if (!widget.once) {
        const byPoint = await drive(requestOf(widget, 'point'));
        expect(byPoint.outcome, sayWhy(byPoint)).toMatchObject({ status: 'passed' });
        expect(alike(byPoint.run.steps.flatMap((step) => step.actions))).toEqual(alike(actions));
      }
      await passesThrice(byRef, widget, info.outputPath('spec'));
      info.annotations.push({ type: 'targets', description: JSON.stringify(actions.flatMap(targetsOf)) });
      return actions;
    });
  },
});

export { expect };

function requestOf({ page, turns, ...rest }: Widget, mode: 'ref' | 'point'): DriveRequest {
  const routes =
    typeof page === 'string' ? { '/': readFileSync(path.join(import.meta.dirname, 'widgets', page), 'utf8') } : page;
  return {
    ...rest,
    page: { '*': libraries, ...routes },
    model: new ScriptedModel(
      [...turns, OVER].map((turn) => (seen) => callsOf(typeof turn === 'function' ? turn(seen) : turn, seen, mode)),
    ),
  };
}

/** A script that did not reach the end says why by what was answered. */
const OVER: Planned[] = [['finish', { verdict: 'failed', reason: 'the script is over' }]];

function callsOf(planned: Planned[], seen: ReadTurn, mode: 'ref' | 'point'): ToolCall[] {
  return planned.map(([name, input = {}]) => call(name, aimed(input, seen, mode)));
}

function aimed(input: object, seen: ReadTurn, mode: 'ref' | 'point'): object {
  if ('see' in input && typeof input.see === 'string') {
    const { see, by, ...rest } = input as Aim;
    return { ...placeOf(see, by, seen, mode), ...rest };
  }
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? [key, aimed(value, seen, mode)]
        : [key, value],
    ),
  );
}

function placeOf(see: string, by: Aim['by'], { elements }: ReadTurn, mode: 'ref' | 'point'): object {
  const [, role, name, nth = '1'] = /^(\S+) "(.*)"(?:#(\d+))?$/.exec(see) ?? [];
  const found = elements.filter((each) => each.role === role && each.name === name)[Number(nth) - 1];
  if (!found)
    throw new RangeError(
      `no ${see} in the element list:\n${elements.map((each) => `${'  '.repeat(each.depth)}${each.ref ?? '-'} ${each.role} ${JSON.stringify(each.name)} ${JSON.stringify(each.states)}`).join('\n')}`,
    );
  const { ref, centre } = found;
  if (mode === 'ref' && ref !== undefined && !by) return { ref };
  if (!centre) throw new RangeError(`${see} has no place`);
  const [dx, dy] = by ?? [0, 0];
  return { x: centre.x + dx / VIEWPORT.width, y: centre.y + dy / VIEWPORT.height };
}

/** As `drive` opens its pages. */
const VIEWPORT = { width: 800, height: 600 };

function sayWhy({ calls }: Driven): string {
  return calls.map(({ name, arguments: input, result }) => `${name} ${input} → ${result?.text ?? '?'}`).join('\n');
}

/** What a recording keeps, without where on the screen it was. */
function alike(actions: Action[]): unknown {
  return JSON.parse(
    JSON.stringify(actions, (key, value: unknown) =>
      ['box', 'found', 'role', 'name'].includes(key) ? undefined : value,
    ),
  );
}

function targetsOf(action: Action): object[] {
  if (action.kind === 'drag') return [action.from, action.to];
  return 'target' in action && action.target ? [action.target] : [];
}

async function passesThrice(
  { run, server }: Driven,
  { secrets = {}, files = {} }: Widget,
  folder: string,
): Promise<void> {
  const uploads = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, Buffer.from(text).toString('base64')]),
  );
  const spec = renderSpec(run, { uploads });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'a.spec.ts'), spec);
  const report = path.join(folder, 'report.json');
  const launched = test.info().project.use.launchOptions?.executablePath ?? chromium.executablePath();
  writeFileSync(
    path.join(folder, 'playwright.config.cjs'),
    `module.exports = ${JSON.stringify({
      testDir: folder,
      outputDir: path.join(folder, 'out'),
      workers: 1,
      repeatEach: 3,
      reporter: [['json', { outputFile: report }]],
      use: { launchOptions: { executablePath: launched } },
    })};`,
  );
  const code = await startPlaywrightTest({
    args: ['-c', path.join(folder, 'playwright.config.cjs')],
    env: Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name.toUpperCase(), value])),
    cwd: folder,
    output: 'ignore',
  }).done;
  const { stats, errors } = JSON.parse(readFileSync(report, 'utf8')) as { stats: object; errors: unknown };
  expect(code, `${spec}\n${JSON.stringify(errors)}\n${whyNot(report)}\n${server.origin}`).toBe(0);
  expect(stats).toMatchObject({ expected: 3, unexpected: 0, flaky: 0, skipped: 0 });
}

function whyNot(report: string): string {
  return [...readFileSync(report, 'utf8').matchAll(/"message": "(.*)"/g)]
    .map(([, message]) => message)
    .join('\n')
    .slice(0, 3_000);
}
