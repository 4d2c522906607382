/**
 * A page of real widgets, a scenario of real use, and the calls of a model that was scripted for it. Each is driven once by
 * refs and once by points, both give the same actions, and the spec passes three times in a fresh context.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { renderSpec } from '../../src/codegen/spec.ts';
import type { Action } from '../../src/core/action.ts';
import type { ToolCall } from '../../src/core/message.ts';
import type { ReadTurn } from '../../src/core/turnText.ts';
import { expect, test as base, type Driven, type DriveRequest } from '../support/drive.ts';
import type { LocalServer, Routes } from '../support/localServer.ts';
import { DRAWN_TARGETS, TARGETS } from '../support/gradesReporter.ts';
import { call, ScriptedModel } from '../support/scriptedModel.ts';
import { libraries } from './libraries.ts';
import { Proofs } from './proofs.ts';

/** `see`: a line of the element list as `role "name"`, with `?` for any text, `#2` behind it for the second such line. `by`: pixels away from its centre. */
export interface Aim {
  see: string;
  by?: [number, number];
}

type Planned = [tool: string, input?: object];

export interface Widget {
  /** A file of `widgets/`, or the page itself, or a server that is up already. */
  page: string | Routes | LocalServer;
  steps: (string | object)[];
  /** Turn by turn the calls of one reply. */
  turns: (Planned[] | ((seen: ReadTurn) => Planned[]))[];
  scenario?: object;
  files?: Record<string, string>;
  secrets?: Record<string, string>;
  /** Only a point can name what is aimed at, or only a ref: driven once. */
  once?: true;
  /** It draws its own content, so that only points of it can be meant. */
  drawn?: true;
}

export const done = (step: number): Planned => ['step_done', { step: String(step), summary: 'done' }];

export const test = base.extend<{ works: (widget: Widget) => Promise<Action[]> }, { proofs: Proofs }>({
  proofs: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const proofs = new Proofs();
      await use(proofs);
      await proofs.close();
    },
    { scope: 'worker' },
  ],
  serve: ({ proofs }, use) => use((routes) => proofs.serve(routes)),

  works: async ({ drive, serve, proofs }, use, info) => {
    await use(async (widget) => {
      const { page, secrets = {}, files = {} } = widget;
      const server = 'close' in Object(page) ? (page as LocalServer) : await serve(routesOf(page as string | Routes));
      const byRef = await drive(requestOf(widget, server, 'ref'));
      expect(byRef.outcome, sayWhy(byRef)).toMatchObject({ status: 'passed' });
      const actions = byRef.run.steps.flatMap((step) => step.actions);
      if (!widget.once) {
        const byPoint = await drive(requestOf(widget, server, 'point'));
        expect(byPoint.outcome, sayWhy(byPoint)).toMatchObject({ status: 'passed' });
        expect(alike(byPoint.run.steps.flatMap((step) => step.actions))).toEqual(alike(actions));
      }
      const uploads = mapValues(files, (text) => Buffer.from(text).toString('base64'));
      proofs.add({
        title: info.title,
        spec: renderSpec(byRef.run, { uploads }),
        env: Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name.toUpperCase(), value])),
      });
      info.annotations.push({
        type: widget.drawn ? DRAWN_TARGETS : TARGETS,
        description: JSON.stringify(actions.flatMap(targetsOf)),
      });
      return actions;
    });
  },
});

/** To be called at the end of a file whose tests run in order: the specs of all of them, three times each. */
export function proveThrice(): void {
  test('each of their specs passes three times in a fresh context', async ({ proofs }, info) => {
    test.slow();
    const executable = info.project.use.launchOptions?.executablePath ?? chromium.executablePath();

    const came = await proofs.run(info.outputPath('specs'), 3, executable);

    expect(Object.keys(came)).not.toEqual([]);
    expect(came).toEqual(mapValues(came, () => ['passed', 'passed', 'passed']));
  });
}

function mapValues<In, Out>(map: Record<string, In>, change: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

export { expect };

function requestOf({ turns, ...rest }: Widget, page: LocalServer, mode: 'ref' | 'point'): DriveRequest {
  return {
    ...rest,
    page,
    model: new ScriptedModel(
      [...turns, OVER].map((turn) => (seen) => callsOf(typeof turn === 'function' ? turn(seen) : turn, seen, mode)),
    ),
  };
}

function routesOf(page: string | Routes): Routes {
  if (typeof page !== 'string') return page;
  if (!page.endsWith('.html')) return { '/': page };
  return { '*': libraries, '/': readFileSync(path.join(import.meta.dirname, 'widgets', page), 'utf8') };
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
  const [before = '', after = ''] = (name ?? '').split('?');
  const isNamed = (text: string) =>
    text === name || (name?.includes('?') && text.startsWith(before) && text.endsWith(after));
  const found = elements.filter((each) => each.role === role && isNamed(each.name))[Number(nth) - 1];
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
    JSON.stringify(actions, (key, value: unknown) => (['box', 'found', 'path'].includes(key) ? undefined : value)),
  );
}

function targetsOf(action: Action): object[] {
  if (action.kind === 'drag') return [action.from, action.to];
  return 'target' in action && action.target ? [action.target] : [];
}
