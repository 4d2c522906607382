import { readFileSync, writeFileSync } from 'node:fs';
import { renderRecording, readRecording, type Recording } from '../../src/replay/recording.ts';
import { test, expect, type Driven, type DriveRequest } from '../support/drive.ts';
import { call, newestTurn, ScriptedModel, unasked } from '../support/scriptedModel.ts';

const LOGIN = {
  '/': `<title>Log in</title><label>User <input></label><label>Password <input type="password"></label>
    <button onclick="location.href = '/home?user=' + document.querySelector('input').value">Log in</button>`,
  '/home': `<title>Home</title><h1></h1><p>You have mail</p><button onclick="document.querySelector('p').textContent = 'Bye'">Log out</button>
    <script>document.querySelector('h1').textContent = 'Welcome, ' + new URL(location).searchParams.get('user')</script>`,
};
const STEPS = [
  'Log in as {{user}} with {{secret:password}}',
  { expect: 'it greets {{user}}' },
  'Log out',
  { expect: 'it says goodbye' },
];
const logIn = [
  call('type', { ref: 'textbox "User"', text: '{{user}}' }),
  call('type', { ref: 'textbox "Password"', text: '{{secret:password}}' }),
  call('click', { ref: 'button "Log in"' }),
  call('step_done', { step: '1' }),
  call('verify_text', { text: 'Welcome, {{user}}' }),
  call('step_done', { step: '2' }),
];
const logOut = [
  call('click', { ref: 'button "Log out"' }),
  call('step_done', { step: '3' }),
  call('verify_text', { text: 'Bye' }),
  call('step_done', { step: '4' }),
];
const secrets = { password: 'wonderland-42' };

const first = (page: DriveRequest['page'], more: Partial<DriveRequest> = {}): DriveRequest => ({
  page,
  steps: STEPS,
  model: new ScriptedModel([logIn, logOut]),
  scenario: { vars: { user: 'alice' } },
  secrets,
  ...more,
});

function recordingOf({ run, dir }: Driven): Recording {
  const file = `${dir}/a.recording.json`;
  writeFileSync(file, renderRecording(run, 'hash'));
  const recording = readRecording(file);
  if (!recording) throw new RangeError('no recording');
  return recording;
}

test('a recording replays without asking anyone, secrets included, and the model is told nothing', async ({
  drive,
}) => {
  const driven = await drive(first(LOGIN));
  const model = unasked();

  const replayed = await drive(first(driven.server, { model, recording: recordingOf(driven) }));

  expect(driven.outcome.status).toBe('passed');
  expect(replayed.outcome).toMatchObject({ status: 'passed', message: 'passed: 2 expectations proved' });
  expect(replayed.mode).toBe('replayed');
  expect(model.requests).toHaveLength(0);
  expect(replayed.run.totals).toMatchObject({ modelCalls: 0, actions: 6 });
  expect(replayed.run.steps.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done']);
  expect(readFileSync(`${replayed.dir}/journal.jsonl`, 'utf8')).not.toContain('wonderland');
  expect(renderRecording(replayed.run, 'hash')).toBe(renderRecording(driven.run, 'hash'));
});

test('a recording replays with another value of a var', async ({ drive }) => {
  const driven = await drive(first(LOGIN));

  const replayed = await drive(
    first(driven.server, {
      model: unasked(),
      recording: recordingOf(driven),
      scenario: { vars: { user: 'bob' } },
      frozen: true,
    }),
  );

  expect(replayed.outcome.status).toBe('passed');
  expect(driven.server.seen).toContain('GET /home?user=bob');
});

test('a recording says where a step begins and where an action leads to; one of version 1, which does not, replays too', async ({
  drive,
}) => {
  const driven = await drive(first(LOGIN));
  const recording = recordingOf(driven);
  const file = `${driven.dir}/a.recording.json`;
  const old = JSON.stringify(recording, (key, value: unknown) =>
    key === 'on' || key === 'leads' || key === 'role' || key === 'fallbacks'
      ? undefined
      : key === 'version'
        ? 1
        : value,
  );
  writeFileSync(file, old);
  const before = readRecording(file);

  const replayed = await drive(
    first(driven.server, { model: unasked(), frozen: true, ...(before ? { recording: before } : {}) }),
  );

  expect(recording.steps.map(({ on }) => on)).toEqual([
    { page: '/' },
    { page: '/home' },
    { page: '/home' },
    { page: '/home' },
  ]);
  expect(recording.steps.flatMap(({ actions }) => actions.map(({ on, leads }) => on ?? leads))).toEqual([
    undefined,
    undefined,
    { page: '/home' },
    undefined,
    undefined,
    undefined,
  ]);
  expect(before?.version).toBe(1);
  expect(replayed.outcome).toMatchObject({ status: 'passed' });
  expect(replayed.mode).toBe('replayed');
});

test('a start page that leads elsewhere now is no page to go on with: drift, before anything is done on it', async ({
  drive,
}) => {
  const recording = recordingOf(await drive(first(LOGIN)));
  const moved = { ...LOGIN, '/': `<script>location.href = '/welcome'</script>`, '/welcome': LOGIN['/'] };

  const { outcome, calls } = await drive(
    first(moved, { model: unasked(), recording, frozen: true, patienceMs: 1_000 }),
  );

  expect(outcome).toMatchObject({ status: 'failed', reason: 'app.drift', stepId: '1' });
  expect(outcome.message).toContain('expected to be on the page /, found the page /welcome');
  expect(calls).toHaveLength(1);
});

test('a tab, a download or a dialog that came and does not come now is a regression', async ({ drive }) => {
  const page = (
    what: string,
  ) => `<p></p><a href="/a.csv" download="a.csv">Export</a> <a href="/" target="_blank">Twin</a>
    <button onclick="document.querySelector('p').textContent = confirm('Sure?') ? 'Gone' : 'Kept'">Delete</button>${what}`;
  const steps = [
    { click: 'Export' },
    { click: 'Twin' },
    { click: 'Delete' },
    { dialog: 'accept' },
    { expect: { text: 'Gone' } },
  ];
  const routes = (what: string) => ({ '/': page(what), '/a.csv': 'a' });
  const recording = recordingOf(await drive({ page: routes(''), steps, model: unasked() }));
  const replay = (script: string) =>
    drive({ page: routes(`<script>${script}</script>`), steps, model: unasked(), recording, patienceMs: 1_000 });

  const ends = [
    await replay(`document.querySelectorAll('a')[0].onclick = () => false`),
    await replay(`document.querySelectorAll('a')[1].onclick = () => false`),
    await replay(`window.confirm = () => true`),
  ].map(({ outcome: { reason, expected, found } }) => [reason, expected, found]);

  expect(ends).toEqual([
    ['app.regression', 'a download', 'none'],
    ['app.regression', 'a new tab', 'none'],
    ['app.regression', 'a confirm dialog', 'none'],
  ]);
});

test('every replayed action stands in the journal before and after it, as a turn of its step', async ({ drive }) => {
  const driven = await drive(first(LOGIN));

  const { events } = await drive(first(driven.server, { model: unasked(), recording: recordingOf(driven) }));

  const told = events.flatMap((event) =>
    event.type === 'turn-start' || event.type === 'tool-call' || event.type === 'tool-result' ? [event.type] : [],
  );
  const action = ['tool-call', 'tool-result'];
  const turn = ['turn-start', ...action];
  expect(told).toEqual([...turn, ...action, ...action, ...turn, ...turn, ...turn]);
});

test.describe('an assertion that held no longer holds', () => {
  const changed = { ...LOGIN, '/home': LOGIN['/home'].replace('Bye', 'Au revoir') };

  for (const frozen of [true, false])
    test(`is a regression, frozen: ${frozen}; nobody is asked to mend it`, async ({ drive }) => {
      const recording = recordingOf(await drive(first(LOGIN)));
      const model = unasked();

      const { outcome, mode } = await drive(first(changed, { model, recording, frozen }));

      expect(outcome).toMatchObject({
        status: 'failed',
        reason: 'app.regression',
        expected: 'the text "Bye" on the page',
        stepId: '4',
        location: { line: expect.any(Number) },
      });
      expect(mode).toBe('replayed');
      expect(model.requests).toHaveLength(0);
    });
});

test.describe('a locator that no longer finds its element', () => {
  const changed = { ...LOGIN, '/home': LOGIN['/home'].replace('Log out', 'Sign out') };

  test('fails a frozen run: app.drift', async ({ drive }) => {
    const recording = recordingOf(await drive(first(LOGIN)));

    const { outcome, run } = await drive(first(changed, { model: unasked(), recording, frozen: true }));

    expect(outcome).toMatchObject({ status: 'failed', reason: 'app.drift', stepId: '3' });
    expect(outcome.message).toContain('found 0');
    expect(run.drifts).toMatchObject([{ stepId: '3' }]);
  });

  test('is healed: the model redoes that step only, is told why, and the assertions stay', async ({ drive }) => {
    const recording = recordingOf(await drive(first(LOGIN)));
    const model = new ScriptedModel([
      [
        call('click', { ref: 'button "Sign out"' }),
        call('step_done', { step: '3' }),
        call('verify_text', { text: 'anything else' }),
        call('step_done', { step: '4' }),
      ],
    ]);

    const healed = await drive(first(changed, { model, recording }));

    expect(healed.outcome.status).toBe('passed');
    expect(healed.mode).toBe('healed');
    expect(model.requests).toHaveLength(1);
    expect(JSON.stringify(model.requests[0]?.messages.at(-1))).toContain('the recorded way no longer works');
    const [before, after] = [recording, recordingOf(healed)].map(({ steps }) => steps.map(({ actions }) => actions));
    expect(after?.[2]).toMatchObject([
      { kind: 'click', target: { locator: "getByRole('button', { name: 'Sign out' })" } },
    ]);
    expect([after?.[0], after?.[1], after?.[3]]).toEqual([before?.[0], before?.[1], before?.[3]]);
    const notRun = healed.calls.filter(({ result }) => result?.notRun).map(({ name }) => name);
    expect(notRun).toEqual(['verify_text', 'step_done']);
  });
});

test('an element that is there but covered is the application’s failure, not drift', async ({ drive }) => {
  const covered = {
    ...LOGIN,
    '/home': `${LOGIN['/home']}<div style="position:fixed;inset:0;z-index:9"></div>`,
  };
  const recording = recordingOf(await drive(first(LOGIN)));

  const { outcome } = await drive(first(covered, { model: unasked(), recording }));

  expect(outcome).toMatchObject({ status: 'failed', reason: 'app.action', stepId: '3' });
});

test('a server error during a replay makes it failed', async ({ drive }) => {
  const broken = { ...LOGIN, '/home': `${LOGIN['/home']}<script>fetch('/mail')</script>`, '/mail': fail };
  const recording = recordingOf(await drive(first(LOGIN)));

  const { outcome } = await drive(first(broken, { model: unasked(), recording }));

  expect(outcome).toMatchObject({ status: 'failed', reason: 'app.server_error' });

  function fail(_: unknown, response: { writeHead(status: number): { end(): void } }): void {
    response.writeHead(503).end();
  }
});

test('steps that were added or reworded are driven, those before them replayed', async ({ drive }) => {
  const recording = recordingOf(await drive(first(LOGIN)));
  const model = new ScriptedModel([logOut]);

  const { outcome, mode, run } = await drive(
    first(LOGIN, { model, recording, steps: [...STEPS.slice(0, 2), 'Leave', STEPS[3]] }),
  );

  expect(outcome.status).toBe('passed');
  expect(mode).toBe('driven');
  expect(run.turns.map(({ replayed }) => replayed)).toEqual([true, true, false]);
  expect(run.turns.map(({ turn }) => turn)).toEqual([1, 2, 3]);
});

test('a frozen run of a step that is not recorded as it is worded fails and says what to do', async ({ drive }) => {
  const recording = recordingOf(await drive(first(LOGIN)));

  const { outcome } = await drive(
    first(LOGIN, {
      model: unasked(),
      recording,
      frozen: true,
      steps: [...STEPS.slice(0, 3), { expect: 'it is over' }],
    }),
  );

  expect(outcome).toMatchObject({ status: 'failed', reason: 'app.drift', stepId: '4' });
  expect(outcome.message).toContain('run without --frozen to record it');
});

test('an optional step whose element does not come is left out at once', async ({ drive }) => {
  const banner = `<button onclick="this.remove()">Accept cookies</button>`;
  const page = (more: string) =>
    `${more}<p></p><button onclick="document.querySelector('p').textContent = 'Hi'">Greet</button>`;
  const steps = [{ do: 'Accept the cookies', optional: true }, { click: 'Greet' }, { expect: { text: 'Hi' } }];
  const model = new ScriptedModel([
    [call('click', { ref: 'button "Accept cookies"' }), call('step_done', { step: '1' })],
  ]);
  const recording = recordingOf(await drive({ page: page(banner), steps, model }));

  const without = await drive({ page: page(''), steps, model: unasked(), recording, frozen: true });
  const withIt = await drive({ page: page(banner), steps, model: unasked(), recording, frozen: true });

  expect(without.outcome.status).toBe('passed');
  expect(without.run.steps[0]?.status).toBe('skipped');
  // Nothing was tried, so nothing was waited for.
  expect(without.run.turns[0]?.calls).toEqual([]);
  expect(withIt.outcome.status).toBe('passed');
  expect(withIt.run.steps[0]).toMatchObject({ status: 'done', actions: [{ kind: 'click' }] });
});

test('a page that need not come, with its optional step, may be left out', async ({ drive }) => {
  const routes = (next: string) => ({
    '/': `<a href="${next}">Start</a>`,
    '/news': `<title>News</title><a href="/home">Go on</a>`,
    '/home': `<title>Home</title><h1>At home</h1><button>Go on</button>`,
  });
  const steps = [{ click: 'Start' }, { do: 'Skip the news', optional: true }, { expect: { text: 'At home' } }];
  const model = new ScriptedModel([[call('click', { ref: 'link "Go on"' }), call('step_done', { step: '2' })]]);
  const recording = recordingOf(await drive({ page: routes('/news'), steps, model }));

  const without = await drive({ page: routes('/home'), steps, model: unasked(), recording, frozen: true });
  const withIt = await drive({ page: routes('/news'), steps, model: unasked(), recording, frozen: true });

  expect([without.outcome.status, withIt.outcome.status]).toEqual(['passed', 'passed']);
  expect(without.run.steps.map(({ status }) => status)).toEqual(['done', 'skipped', 'done']);
});

test('a dialog that comes some time after its click is waited for', async ({ drive }) => {
  const page = `<p></p><button onclick="setTimeout(() => document.querySelector('p').textContent = confirm('Sure?') ? 'Deleted' : 'Kept', 700)">Delete</button>`;
  const steps = [{ click: 'Delete' }, { wait: { seconds: 1 } }, { dialog: 'accept' }, { expect: { text: 'Deleted' } }];
  const driven = await drive({ page, steps, model: unasked() });

  const replayed = await drive({ page, steps, model: unasked(), recording: recordingOf(driven), frozen: true });

  expect(driven.outcome.status).toBe('passed');
  expect(replayed.outcome.status).toBe('passed');
});

test('a repeat replays each round with its own number', async ({ drive }) => {
  const page = `<ol></ol><label>Answer <input></label><button onclick="const item = document.createElement('li'); item.textContent = document.querySelector('input').value; document.querySelector('ol').append(item)">Next</button>`;
  const steps = [
    {
      repeat: {
        times: 3,
        as: 'page',
        steps: [{ type: { into: 'Answer', text: 'Answer {{page}}' } }, { click: 'Next' }],
      },
    },
    { expect: { text: 'Answer 3' } },
  ];
  const driven = await drive({ page, steps, model: unasked() });
  const recording = recordingOf(driven);

  const replayed = await drive({ page, steps, model: unasked(), recording, frozen: true });

  expect(driven.outcome.status).toBe('passed');
  expect(recording.steps.map(({ step }) => step)).toEqual(['1.1', '1.2', '2']);
  expect(replayed.outcome.status).toBe('passed');
  expect(replayed.run.steps[4]?.actions[0]).toMatchObject({ kind: 'type', text: 'Answer {{page}}' });
});

test('a step whose spec failed is driven once more, told what failed; everything else is replayed', async ({
  drive,
}) => {
  const recording = recordingOf(await drive(first(LOGIN)));
  const model = new ScriptedModel([
    [call('press', { ref: 'button "Log out"', keys: 'Enter' }), call('step_done', { step: '3' })],
  ]);
  const redo = { stepId: '3', hint: 'line 12: locator.click: Timeout' };

  const { outcome, mode, run } = await drive(first(LOGIN, { model, recording, redo }));

  expect(outcome).toMatchObject({ status: 'passed' });
  expect(mode).toBe('driven');
  expect(run.turns.map(({ replayed }) => replayed)).toEqual([true, true, false, true]);
  expect(newestTurn(model.requests[0]?.messages ?? []).since).toEqual(
    expect.arrayContaining([
      'this step was done before, as: click "Log out"',
      `run again from nothing, that failed: ${redo.hint}`,
    ]),
  );
});

test('a run that is interrupted while it replays stops', async ({ drive }) => {
  const recording = recordingOf(await drive(first(LOGIN)));
  const controller = new AbortController();

  const replay = drive(
    first(LOGIN, {
      model: unasked(),
      recording,
      signal: controller.signal,
      listen: (event) => {
        if (event.type === 'tool-result') controller.abort();
      },
    }),
  );

  await expect(replay).rejects.toMatchObject({ name: 'AbortError' });
});
