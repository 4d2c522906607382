/**
 * Thousands of random replies (10,000 with `UITEST_LONG=1`): only calls that fit their tool's schema reach the browser, only actions that fit the recording's
 * schema come of them, and a run always ends with an outcome inside its limits. A seed in a title repeats a failure.
 */
import { Toolbox } from '../../src/tools/toolbox.ts';
import { Session } from '../../src/browser/session.ts';
import { UitestError } from '../../src/core/error.ts';
import type { ToolCall } from '../../src/core/message.ts';
import { parseElements } from '../../src/core/elementList.ts';
import { answerTo } from '../../src/driver/answer.ts';
import { runBatch } from '../../src/driver/batch.ts';
import { Progress } from '../../src/driver/progress.ts';
import type { Event } from '../../src/journal/event.ts';
import { Accumulator } from '../../src/model/kimi/completion.ts';
import { HOSTS } from '../../src/model/kimi/hosts.ts';
import { readReply } from '../../src/model/kimi/readReply.ts';
import { actionSchema } from '../../src/replay/actionSchema.ts';
import { finish, stepDone } from '../../src/tools/control.ts';
import { toolNamed } from '../../src/tools/all.ts';
import { seededFaults, type ScriptedReply } from '../support/kimiServer.ts';
import { Random } from '../support/random.ts';
import { randomReply, type Shown } from '../support/randomReply.ts';
import { scenarioAt } from '../support/session.ts';
import { expect, test } from '../support/wired.ts';

const PAGE = `<!doctype html><title>Workbench</title><h1>Workbench</h1><p role="status">Order 4711 is open</p>
  <label>Name <input></label><label>Colour <select><option>Red</option><option>Blue</option></select></label>
  <label><input type="checkbox"> Terms</label><button>Save</button><button disabled>Never</button>
  <button onclick="this.remove()">Vanish</button><button onclick="confirm('Sure?')">Ask</button>
  <a href="/two">Two</a><div style="height:2000px"></div>`;
const site = { '/': PAGE, '/two': PAGE.replace('<h1>', '<h1>Second ') };

/** Whatever of the session touches the page, or would go somewhere. */
const TOUCHES = new Set<string | symbol>([
  'act',
  'destination',
  'withSecrets',
  'answerDialog',
  'switchTab',
  'closeTab',
  'find',
]);

test.describe.configure({ timeout: 300_000 });

/** Of each seed: 10,000 in all where there is time for it. */
const REPLIES = process.env['UITEST_LONG'] === undefined ? 600 : 2_450;

for (const seed of [1, 2, 3, 4]) {
  test(`seed ${seed}: of ${REPLIES} random replies only calls that fit their schema touch the page, and only actions that fit the recording's come of them`, async ({
    visit,
  }) => {
    const { session, server } = await visit(site, { scenario: { steps: [] } });
    session.page.context().setDefaultTimeout(500);
    const random = new Random(seed);
    const seen = { calls: 0, touched: 0, actions: 0, refused: 0, byKind: new Map<string, number>() };
    const broken: string[] = [];
    let current: ToolCall | undefined;
    const watched = new Proxy(session, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          if (TOUCHES.has(key) && current) {
            seen.touched++;
            if (!fits(current) && !leavesDialog(key, current, args))
              broken.push(`${String(key)} by ${JSON.stringify(current)}`);
          }
          return value.apply(target, args);
        };
      },
    });
    const note = (event: Event) => {
      if (event.type === 'tool-call') seen.calls++;
      if (event.type !== 'tool-result') return;
      const { action, ok } = event.result;
      if (!ok) seen.refused++;
      if (!action) return;
      seen.actions++;
      const parsed = actionSchema.safeParse(recordable(action));
      if (!parsed.success) broken.push(`action ${JSON.stringify(action)}: ${parsed.error.message}`);
    };

    const toolbox = new Toolbox();
    let progress = await begin(session, server.origin);
    let shown = await look(session, progress, []);
    for (let reply = 0; reply < REPLIES; reply++) {
      if (reply % 60 === 59 || !progress.current) progress = await begin(session, server.origin);
      if (reply % 30 === 0 || !session.page.url().startsWith(server.origin))
        shown = await look(session, progress, shown.stale);

      const { kind, message } = readReply(completionOf(randomReply(random, shown, 0.04)), HOSTS.moonshot, 0);
      seen.byKind.set(kind, (seen.byKind.get(kind) ?? 0) + 1);
      if (kind !== 'answer') continue;
      const answers = await runBatch(message.calls, {
        session: watched,
        emit: note,
        signal: new AbortController().signal,
        turn: reply,
        toolbox,
        blind: false,
        step: () => progress.current,
        knows: () => true,
        async answer(call, index, step) {
          current = call;
          try {
            return await answerTo(call, {
              session: watched,
              progress,
              toolbox,
              emit: note,
              signal: new AbortController().signal,
              turn: reply,
              index,
              step,
              byRules: false,
            });
          } finally {
            current = undefined;
          }
        },
      });
      expect(answers).toHaveLength(message.calls.length);
      if (answers.some(({ outcome }) => outcome)) progress = await begin(session, server.origin);
    }

    expect(broken).toEqual([]);
    expect(session.page.url().startsWith(server.origin)).toBe(true);
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
    // Not everything was refused, and not everything was carried out: the property was put to the test.
    expect(seen.actions).toBeGreaterThan(REPLIES / 60);
    expect(seen.refused).toBeGreaterThan(0.4 * REPLIES);
    expect(seen.touched).toBeGreaterThan(seen.actions / 2);
    expect([...seen.byKind.keys()].sort()).toEqual(['answer', 'broken', 'cut', 'empty', 'filtered', 'refused']);
    test.info().annotations.push({ type: 'seen', description: JSON.stringify({ ...seen, byKind: [...seen.byKind] }) });
  });
}

for (const seed of [11, 12]) {
  test(`seed ${seed}: runs of 100 random replies and more, with faults of the wire, each end with an outcome inside their limits, and no request is refused`, async ({
    drive,
    wire,
  }) => {
    const reasons = new Map<string, number>();
    const given: ScriptedReply[] = [];
    for (let at = 0; given.length < 100; at++) {
      const random = new Random(seed * 1_000 + at);
      const { server, model } = await wire({
        reply(request) {
          const reply = randomReply(
            random,
            shownIn(parseElements(request.elements), request.turn?.step.id ?? '1', []),
            0.3,
          );
          given.push(reply);
          return reply;
        },
        faults: seededFaults(seed * 1_000 + at, 0.15),
        limits: { idleMs: 500, totalMs: 20_000 },
      });
      const limits = { turns: 10, minutes: 2, tokens: 60_000 };

      const ended = await drive({
        page: site,
        steps: ['Save the order', { expect: 'it is saved' }],
        model,
        scenario: { limits },
      }).catch((error: unknown) => error);

      expect(server.refused, `run ${at}`).toEqual([]);
      if (ended instanceof UitestError) {
        expect(ended.reason, ended.message).toMatch(/^model\.(?!bad_request)/);
        reasons.set(ended.reason, (reasons.get(ended.reason) ?? 0) + 1);
        continue;
      }
      const { outcome, run, calls } = ended as Awaited<ReturnType<typeof drive>>;
      reasons.set(outcome.reason, (reasons.get(outcome.reason) ?? 0) + 1);
      expect(run.outcome).toEqual(outcome);
      expect(outcome.reason).not.toBe('internal.bug');
      expect(run.turns.length).toBeLessThanOrEqual(limits.turns);
      for (const { result, name, arguments: args } of calls) {
        if (!result?.action) continue;
        expect(actionSchema.safeParse(recordable(result.action)).success, JSON.stringify(result.action)).toBe(true);
        expect(fits({ id: '', name, arguments: args }), `${name} ${args}`).toBe(true);
      }
      if (outcome.status === 'passed')
        expect(calls.some(({ result }) => result?.action?.kind === 'verify' && result.action.held === 'after')).toBe(
          true,
        );
    }
    test.info().annotations.push({
      type: 'seen',
      description: JSON.stringify({ replies: given.length, reasons: [...reasons] }),
    });
  });
}

/** Whether the tool is there and takes the input, judged apart from the driver. */
function fits({ name, arguments: args }: ToolCall): boolean {
  const tool = [stepDone, finish].find((each) => each.name === name) ?? toolNamed(name);
  try {
    return tool?.input.safeParse(JSON.parse(args.trim() || '{}')).success === true;
  } catch {
    // Not JSON fits nothing.
    return false;
  }
}

/** Whoever calls anything but `dialog` while one is open leaves it to the default. */
function leavesDialog(touch: string | symbol, { name }: ToolCall, [accept]: unknown[]): boolean {
  return touch === 'answerDialog' && accept === false && name !== 'dialog';
}

/** As a recording holds it: a target without what only people read. */
function recordable(action: object): unknown {
  return JSON.parse(
    JSON.stringify(action, (_, value: unknown) => {
      if (typeof value !== 'object' || value === null || !('locator' in value || 'anchor' in value)) return value;
      return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'name' && key !== 'box'));
    }),
  );
}

/** One chunk, as a host sends it that does not stream. */
function completionOf({ text, reasoning, calls = [], finish: why, extra }: ScriptedReply) {
  const reply = new Accumulator();
  const tool_calls = calls.map(({ name, args, id }, at) => ({
    id: id ?? `functions.${name}:${at}`,
    function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
  }));
  const message = {
    content: text ?? null,
    reasoning_content: reasoning,
    ...(calls.length > 0 ? { tool_calls } : {}),
    ...extra,
  };
  const finish_reason = why === undefined ? (calls.length > 0 ? 'tool_calls' : 'stop') : why;
  reply.add(JSON.parse(JSON.stringify({ choices: [{ index: 0, message, finish_reason }] })));
  return reply.completion;
}

async function begin(session: Session, origin: string): Promise<Progress> {
  if (session.openDialog) await session.answerDialog(false);
  await session.page.goto(`${origin}/`);
  const step = { kind: 'prose' as const, id: '1', title: 'Save', location: { file: '/a.yaml', line: 1, column: 1 } };
  const steps = ['1', '2', '3'].map((id) => ({ ...step, id, text: 'Save', optional: false }));
  return new Progress({ ...scenarioAt(`${origin}/`), steps }, 'unique1');
}

async function look(session: Session, progress: Progress, stale: string[]): Promise<Shown> {
  const observation = await session.observe({ picture: false });
  progress.observed(observation);
  return shownIn(parseElements(observation.elements), progress.current?.id ?? '1', stale);
}

function shownIn(elements: ReturnType<typeof parseElements>, step: string, stale: string[]): Shown {
  const of = (role: string) => elements.flatMap((each) => (each.role === role && each.ref ? [each.ref] : []));
  const refs = {
    button: of('button'),
    textbox: of('textbox'),
    checkbox: of('checkbox'),
    combobox: of('combobox'),
    other: of('heading'),
  };
  return { refs, step, stale: [...new Set([...stale, ...Object.values(refs).flat()])].slice(-200) };
}
