import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test, expect } from '@playwright/test';
import type { Action, Place } from '../../src/core/action.ts';
import { unroll, type Scenario, type ScenarioStep } from '../../src/core/scenario.ts';
import { lasting } from '../../src/journal/fold.ts';
import { Lookup, readRecording, recordingFileOf, renderRecording, type Recording } from '../../src/replay/recording.ts';
import { CASES } from '../codegen/cases.ts';
import { click, runByHand, the, typed, verified, type Done } from '../support/runByHand.ts';
import { prose, scenarioOf, stepBase } from '../support/runStart.ts';

function recorded(scenario: Scenario, done: Done, info: { outputPath(name: string): string }): Recording {
  const file = info.outputPath('a.recording.json');
  mkdirSync(info.outputPath('.'), { recursive: true });
  writeFileSync(file, renderRecording(runByHand(scenario, done), 'the hash of the spec'));
  const recording = readRecording(file);
  if (!recording) throw new RangeError('no recording');
  return recording;
}

function found(recording: Recording, scenario: Scenario): Record<string, Action[] | 'skipped' | undefined> {
  const lookup = new Lookup(recording, scenario);
  return Object.fromEntries(
    unroll(scenario.steps).map((instance) => {
      const step = lookup.find(instance);
      return [instance.id, step?.skipped ? 'skipped' : step?.actions];
    }),
  );
}

for (const [name, each] of Object.entries(CASES))
  test(`every action of ${name} is recorded and read back, without what was only true of that moment`, ({}, info) => {
    const files = { 'invoice.pdf': '/s/invoice.pdf', 'big.constructor': '/s/big.constructor', 'big.txt': '/s/big.txt' };
    const scenario = { ...each.scenario, files: { ...files, 'note.constructor': '/s/note.constructor' } };

    const recording = recorded(scenario, each.done, info);

    const expected = Object.fromEntries(
      Object.entries(each.done).map(([id, actions]) => [id, actions === 'skipped' ? actions : actions.map(lasting)]),
    );
    expect(found(recording, scenario)).toEqual(expected);
  });

test('what is so by default is left out, what a reviewer has to see is not', ({}, info) => {
  const scenario = scenarioOf([{ ...prose('1', 'Do it') }, 'Upload']);
  const done: Done = {
    '1': [
      click(the('button', 'Save')),
      click(the('button', 'Save'), { count: 2, button: 'right', modifiers: ['Shift'] }),
      typed('', the('textbox', 'Name')),
      verified({ check: 'text', text: 'Saved', exact: false }),
      verified({ check: 'value', target: the('textbox', 'Name'), value: '' }),
      { kind: 'dialog', dialog: 'prompt', accept: true, text: '' },
      { kind: 'extract', name: 'total', value: '42', target: the('cell', 'Total') },
    ],
    '2': [{ kind: 'upload', target: the('button', 'File'), files: [{ name: 'a.pdf', path: '/home/me/a.pdf' }] }],
  };

  const text = renderRecording(runByHand(scenario, done), 'hash');

  const save = { locator: "getByRole('button', { name: 'Save' })" };
  const field = { locator: "getByRole('textbox', { name: 'Name' })" };
  expect(JSON.parse(text)).toEqual({
    version: 2,
    scenario: 'A test',
    planner: 'scripted',
    spec: 'hash',
    steps: [
      {
        step: '1',
        key: expect.stringMatching(/^[0-9a-f]{16}$/),
        title: 'Do it',
        actions: [
          { kind: 'click', target: save },
          { kind: 'click', target: save, count: 2, button: 'right', modifiers: ['Shift'] },
          { kind: 'type', target: field },
          { kind: 'verify', check: 'text', text: 'Saved' },
          { kind: 'verify', check: 'value', target: field },
          { kind: 'dialog', dialog: 'prompt', accept: true, text: '' },
          { kind: 'extract', name: 'total', target: { locator: "getByRole('cell', { name: 'Total' })" } },
        ],
      },
      {
        step: '2',
        key: expect.any(String),
        title: 'Upload',
        actions: [
          { kind: 'upload', target: { locator: "getByRole('button', { name: 'File' })" }, files: [{ name: 'a.pdf' }] },
        ],
      },
    ],
  });
  expect(text).not.toContain('/home/me');
  expect(renderRecording(runByHand(scenario, done), 'hash')).toBe(text);
  expect(recorded(scenario, done, info).steps).toHaveLength(2);
});

test('it lies beside the scenario', () => {
  expect(recordingFileOf('/s/login.yaml')).toBe('/s/login.recording.json');
  expect(recordingFileOf('/s/log.in.YML')).toBe('/s/log.in.recording.json');
});

test('a recording that is not there is none', ({}, info) => {
  expect(readRecording(info.outputPath('no.recording.json'))).toBeUndefined();
});

const step = (action: object) => ({ step: '1', key: 'k', title: 't', actions: [action] });
const whole = (...steps: object[]) => ({ version: 1, scenario: 's', planner: 'p', spec: 'x', steps });
const clicking = (locator: string) => whole(step({ kind: 'click', target: { locator } }));

for (const { name, content, says } of [
  { name: 'that is no JSON', content: '{"version": 1', says: 'JSON' },
  { name: 'of another version', content: JSON.stringify({ ...whole(), version: 3 }), says: 'expected one of 1|2' },
  { name: 'with a key that there is not', content: JSON.stringify({ ...whole(), run: 'rm' }), says: 'run' },
  {
    name: 'with an action that there is not',
    content: JSON.stringify(whole(step({ kind: 'evaluate' }))),
    says: 'kind',
  },
  {
    name: 'with a number as text',
    content: JSON.stringify(whole(step({ kind: 'scroll', dx: '1', dy: 0 }))),
    says: 'number',
  },
  {
    name: 'whose locator is code',
    content: JSON.stringify(clicking('evaluate(() => process.exit(7))')),
    says: 'locator',
  },
  {
    name: 'whose locator goes on as code',
    content: JSON.stringify(clicking("getByText('a'); process.exit(7)")),
    says: 'locator',
  },
  {
    name: 'whose target names nothing',
    content: JSON.stringify(whole(step({ kind: 'click', target: {} }))),
    says: 'locator or anchor',
  },
  {
    name: 'whose pattern is none',
    content: JSON.stringify(whole(step({ kind: 'extract', name: 'a', pattern: '(' }))),
    says: 'regular expression',
  },
])
  test(`a recording ${name} is refused in words`, ({}, info) => {
    const file = info.outputPath('a.recording.json');
    mkdirSync(info.outputPath('.'), { recursive: true });
    writeFileSync(file, content);

    expect(() => readRecording(file)).toThrow(
      expect.objectContaining({ reason: 'recording.invalid', message: expect.stringContaining(says) }),
    );
    expect(() => readRecording(file)).toThrow(/run with --fresh, to record anew$/);
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

const save = [click(the('button', 'Save'))];
const three: Done = { '1': save, '2': save, '3': save };

test('a step whose wording changed, and every step after it, is not replayed', ({}, info) => {
  const recording = recorded(scenarioOf(['One', 'Two', 'Three']), three, info);

  const reworded = found(recording, scenarioOf(['One', 'Two, but better', 'Three']));
  const longer = found(recording, scenarioOf(['One', 'Two', 'Three', 'Four']));
  const inserted = found(recording, scenarioOf(['One', 'New', 'Two', 'Three']));
  const removed = found(recording, scenarioOf(['One', 'Three']));

  const known = Object.values(found(recording, scenarioOf(['One', 'Two', 'Three'])));
  expect(known.every(Boolean)).toBe(true);
  expect(Object.values(reworded).map(Boolean)).toEqual([true, false, false]);
  expect(Object.values(longer).map(Boolean)).toEqual([true, true, true, false]);
  expect(Object.values(inserted).map(Boolean)).toEqual([true, false, false, false]);
  expect(Object.values(removed).map(Boolean)).toEqual([true, false]);
});

test('a variable of another name is another wording', ({}, info) => {
  const recording = recorded(scenarioOf(['One', 'Two {{user}}', 'Three'], { vars: { user: 'a' } }), three, info);

  const renamed = found(recording, scenarioOf(['One', 'Two {{person}}', 'Three'], { vars: { person: 'a' } }));

  expect(Object.values(renamed).map(Boolean)).toEqual([true, false, false]);
});

test('another limit, place, name or value of a var changes no wording', ({}, info) => {
  const recording = recorded(scenarioOf(['One {{user}}', 'Two'], { vars: { user: 'alice' } }), three, info);

  const moved = scenarioOf(['One {{user}}', 'Two'], {
    vars: { user: 'bob' },
    name: 'Another name',
    limits: { turns: 1, minutes: 1, tokens: 1, usd: 1, repeats: 2, mistakes: 1 },
  });
  for (const each of moved.steps) each.location = { file: '/elsewhere.yaml', line: 99, column: 9 };

  expect(Object.values(found(recording, moved)).every(Boolean)).toBe(true);
});

test('where an action was done is said once, where it led to is said with it', ({}, info) => {
  const [form, list] = [{ page: '/form' }, { page: '/orders/*', tab: 2 }];
  const does = (name: string, on?: Place): Action => ({ ...click(the('button', name)), ...(on ? { on } : {}) });
  const done: Done = {
    '1': [does('Next', form), does('Save', form), does('Look', list)],
    '2': [does('Back', list), does('Anywhere'), does('Top', form)],
  };
  const scenario = scenarioOf(['One', 'Two']);

  const recording = recorded(scenario, done, info);

  const said = recording.steps.map(({ on, actions }) => [on, ...actions.map((each) => [each.on, each.leads])]);
  expect(said).toEqual([
    [form, [undefined, undefined], [undefined, list], [undefined, undefined]],
    [list, [undefined, undefined], [{}, undefined], [form, undefined]],
  ]);
  const places = Object.values(found(recording, scenario)).flatMap((actions) =>
    Array.isArray(actions) ? actions.map(({ on }) => on) : [],
  );
  expect(places).toEqual([form, form, list, list, undefined, form]);
});

test.describe('a repeat', () => {
  test('keeps of places and fallbacks what is so in every round', ({}, info) => {
    const round = (page: number): Action => ({
      ...click({ ...the('button', 'Next'), role: 'button', fallbacks: [`getByTitle('${page}')`] }),
      on: { page: page === 1 ? '/start' : '/q' },
    });
    const same = (): Action => ({
      ...click({ ...the('button', 'Go'), role: 'button', fallbacks: ["locator('#go')"] }),
      on: { page: '/q' },
    });

    const { steps } = recorded(
      scenarioOf([repeat(2)]),
      { '1[1].1': [round(1), same()], '1[2].1': [round(2), same()] },
      info,
    );

    expect(steps).toMatchObject([
      {
        step: '1.1',
        actions: [
          { target: { locator: "getByRole('button', { name: 'Next' })" } },
          { target: { role: 'button', fallbacks: ["locator('#go')"] }, on: { page: '/q' } },
        ],
      },
    ]);
    expect(JSON.stringify(steps)).not.toContain('getByTitle');
    expect(steps[0]?.on).toBeUndefined();
  });

  const repeat = (times: number, text = 'Answer {{page}}'): ScenarioStep => ({
    kind: 'repeat',
    ...stepBase('1', 'repeat'),
    times,
    as: 'page',
    steps: [prose('1.1', text)],
  });
  const answered = (texts: string[]): Done =>
    Object.fromEntries(texts.map((text, index) => [`1[${index + 1}].1`, [typed(text)]]));

  test('whose rounds are alike is recorded once and replays any number of them', ({}, info) => {
    const recording = recorded(scenarioOf([repeat(3)]), answered(['{{page}}', '{{page}}', '{{page}}']), info);

    expect(recording.steps.map((each) => each.step)).toEqual(['1.1']);
    expect(Object.values(found(recording, scenarioOf([repeat(5)])))).toEqual(
      Array.from({ length: 5 }, () => [typed('{{page}}')]),
    );
  });

  test('whose rounds differ replays each as it was, and no more of them', ({}, info) => {
    const recording = recorded(scenarioOf([repeat(2)]), answered(['yes', 'no']), info);

    expect(found(recording, scenarioOf([repeat(3)]))).toEqual({
      '1[1].1': [typed('yes')],
      '1[2].1': [typed('no')],
      '1[3].1': undefined,
    });
  });

  test('that is told by a later round than the first replays from the first', ({}, info) => {
    const recording = recorded(scenarioOf([repeat(3)]), answered(['1', '{{page}}', '{{page}}']), info);

    expect(Object.values(found(recording, scenarioOf([repeat(3)]))).every(Boolean)).toBe(true);
  });
});
