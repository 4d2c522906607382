/** One scenario on a page that the test writes down, from its start URL to its outcome, with a scripted model. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startGuard } from '../../src/browser/guard.ts';
import { Session } from '../../src/browser/session.ts';
import type { Model } from '../../src/core/message.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { redactor } from '../../src/core/redact.ts';
import type { Scenario } from '../../src/core/scenario.ts';
import { Progress } from '../../src/driver/progress.ts';
import { JOURNAL_VERSION, type Emit, type Event, type RunMode } from '../../src/journal/event.ts';
import { readRun } from '../../src/journal/read.ts';
import type { CallRecord, Run } from '../../src/journal/run.ts';
import { openJournal } from '../../src/journal/write.ts';
import { Builtin } from '../../src/model/builtin/builtin.ts';
import type { Recording } from '../../src/replay/recording.ts';
import { conduct } from '../../src/runner/conduct.ts';
import { openToolbox } from '../../src/runner/openToolbox.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import type { LocalServer, Routes } from './localServer.ts';
import { test as base } from './session.ts';

export { expect } from '@playwright/test';

export interface DriveRequest {
  /** Pages by path, or the page at `/`, or a server that is up already. */
  page: string | Routes | LocalServer;
  /** As under `steps:` of a scenario; a string instead of the list is a `goal:`. */
  steps: unknown[] | string;
  model: Model;
  /** Further keys of the scenario file. */
  scenario?: object;
  /** Name → value. */
  secrets?: Record<string, string>;
  /** Files beside the scenario that it may upload: name → content. */
  files?: Record<string, string>;
  /** Modules beside the scenario that it lists under `tools`: name → source. */
  modules?: Record<string, string>;
  recording?: Recording;
  frozen?: boolean;
  redo?: { stepId: string; hint: string };
  /** How long a replay waits for what was recorded. */
  patienceMs?: number;
  /** How long an action waits for its element. */
  actMs?: number;
  /** Told of every event after the journal has it, with the journal's folder. */
  listen?(event: Event, dir: string): void;
  signal?: AbortSignal;
}

export interface Driven {
  outcome: Outcome;
  mode: RunMode;
  events: Event[];
  /** Read back from the journal. */
  run: Run;
  /** Of the whole run, in order. */
  calls: CallRecord[];
  dir: string;
  server: LocalServer;
}

type Drives = (request: DriveRequest) => Promise<Driven>;

export const test = base.extend<{ drive: Drives }>({
  drive: async ({ chromium, serve }, use, info) => {
    let count = 0;
    await use(async (request) => {
      const { page, model, secrets = {}, recording, frozen = false, listen, patienceMs, actMs } = request;
      const server = typeof page === 'object' && isServer(page) ? page : await serve(routesOf(page));
      const dir = info.outputPath(`run-${++count}`);
      const scenario = scenarioFor(request, server, info.outputPath(`scenario-${count}`));
      const journal = openJournal(dir, redactor(secrets));
      const events: Event[] = [];
      const emit: Emit = (event) => {
        journal.append(event);
        events.push(event);
        listen?.(event, dir);
      };
      emit({
        type: 'run-start',
        version: JOURNAL_VERSION,
        runId: `run-${count}`,
        startedAt: '2026-01-01T00:00:00.000Z',
        scenario,
        scenarioHash: '',
        model: model.name,
        browser: 'chromium',
        uitest: '0.0.0',
        warnings: [],
      });
      const guard = await startGuard(scenario.origins);
      const session = await Session.open({ browser: chromium, scenario, secrets, guard });
      let mode: RunMode = 'driven';
      try {
        await session.start();
        if (actMs !== undefined) session.page.context().setDefaultTimeout(actMs);
        const outcome = await conduct({
          runId: `run-${count}`,
          session,
          progress: new Progress(scenario, 'unique1'),
          model,
          toolbox: await openToolbox(scenario),
          rules: model.name === 'builtin' ? model : new Builtin(),
          recording,
          frozen,
          redo: request.redo,
          ...(patienceMs === undefined ? {} : { timeoutMs: patienceMs }),
          emit,
          keep: journal.keepScreenshot,
          setMode: (now) => (mode = now),
          signal: request.signal ?? new AbortController().signal,
        });
        emit({ type: 'run-end', outcome, mode, durationMs: 1 });
        const run = readRun(dir);
        return { outcome, mode, events, run, calls: run.turns.flatMap(({ calls }) => calls), dir, server };
      } finally {
        journal.close();
        await session.close();
        await guard.close();
      }
    });
  },
});

function scenarioFor(
  { steps, scenario, secrets, files = {}, modules = {} }: DriveRequest,
  { origin }: LocalServer,
  folder: string,
): Scenario {
  const file = path.join(folder, 'scenario.yaml');
  const written = {
    name: 'A test',
    url: `${origin}/`,
    use: { viewport: { width: 800, height: 600 } },
    ...(secrets ? { secrets: Object.fromEntries(Object.keys(secrets).map((name) => [name, name.toUpperCase()])) } : {}),
    files: Object.keys(files),
    ...(Object.keys(modules).length > 0 ? { tools: Object.keys(modules) } : {}),
    ...(typeof steps === 'string' ? { goal: steps } : { steps }),
    ...scenario,
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries({ ...files, ...modules }))
    writeFileSync(path.join(folder, name), content);
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(written, undefined, 2));
  return loadScenario(file);
}

function routesOf(page: string | Routes): Routes {
  return typeof page === 'string' ? { '/': page } : page;
}

function isServer(page: Routes | LocalServer): page is LocalServer {
  return typeof page['origin'] === 'string' && 'close' in page;
}
