/** What a run is told while a reply is on its way: words as they come, retries before they are waited for. */
import { test, expect, asked, click, type Served } from './served.ts';
import { LiveWords } from '../../../src/model/kimi/liveWords.ts';

function told({ progress }: Pick<Served, 'progress'>, of: 'reasoning' | 'text'): string {
  return progress.flatMap((each) => (each.type === 'words' && each.of === of ? [each.words] : [])).join('');
}

test('reasoning and text are told as they come, in pieces, each as what it is', async ({ serve }) => {
  const served = await serve({
    thinking: 'on',
    reply: () => ({ ...click, reasoning: 'The button is at the top.', text: 'I click the button. 😀' }),
  });

  await served.ask();

  expect(told(served, 'reasoning')).toBe('The button is at the top.');
  expect(told(served, 'text')).toBe('I click the button. 😀');
  expect(served.progress.length).toBeGreaterThan(4);
});

test('words are told before the reply is complete', async ({ serve }) => {
  const served = await serve({
    reply: () => ({ ...click, text: 'One moment, I am looking at the page.' }),
    faults: { 1: { kind: 'stall', afterBytes: 900 } },
  });
  const controller = new AbortController();
  const reply = served.ask(asked(), controller.signal);

  await expect.poll(() => told(served, 'text')).toMatch(/^One moment/);

  controller.abort(new Error('enough'));
  await expect(reply).rejects.toThrow('enough');
});

for (const [name, fault] of [
  ['leaked tool calls', 'leaked-calls'],
  ['thoughts in the text', 'thoughts-in-text'],
] as const) {
  test(`${name} are not told as text`, async ({ serve }) => {
    const served = await serve({
      reply: () => ({ ...click, text: 'I log in.' }),
      faults: { 1: { kind: 'said', name: fault } },
    });

    await served.ask();

    expect(told(served, 'text')).toBe('I log in.');
    expect(told(served, 'reasoning')).toBe(fault === 'thoughts-in-text' ? 'Let me look.' : '');
  });
}

test('a mark is known in any pieces, and what only looks like one is told', () => {
  const whole = '<think>2 < 3</think>a < b <| c <|tool_calls_section_begin|><|tool_call_begin|>x';
  for (const size of [1, 2, 3, 7, whole.length]) {
    const heard = { reasoning: '', text: '' };
    const live = new LiveWords((of, words) => (heard[of] += words));

    for (let at = 0; at < whole.length; at += size) live.text(whole.slice(at, at + size));
    live.end();

    expect(heard).toEqual({ reasoning: '2 < 3', text: 'a < b <| c ' });
  }
});

test('what could have begun a mark is told when the reply ends', () => {
  const heard: string[] = [];
  const live = new LiveWords((_, words) => heard.push(words));

  live.text('a <th');
  live.end();

  expect(heard).toEqual(['a ', '<th']);
});

test('a retry is told before it is waited for, with its reason', async ({ serve }) => {
  const controller = new AbortController();
  const { ask, progress, server } = await serve({
    realWaits: true,
    faults: () => ({ kind: 'status', status: 429, headers: { 'retry-after': '60' }, body: 'slow down' }),
  });
  const reply = ask(asked(), controller.signal);

  await expect.poll(() => progress).toHaveLength(1);

  expect(progress[0]).toMatchObject({ type: 'retry', reason: 'model.overloaded', message: '429 slow down' });
  expect(server.requests).toHaveLength(1);
  controller.abort(new Error('enough'));
  await expect(reply).rejects.toThrow('enough');
});

test('whoever watches and throws is told no more, and the reply goes on', async ({ serve }) => {
  const { ask, server } = await serve({ reply: () => ({ ...click, text: 'I click the button.' }) });
  let heard = 0;

  const { message, notes } = await ask(asked(), undefined, {
    onProgress() {
      heard++;
      throw new Error('the terminal is gone');
    },
  });

  expect(heard).toBe(1);
  expect(message.text).toBe('I click the button.');
  expect(notes).toEqual(['the words of the reply could not be shown: the terminal is gone']);
  expect(server.requests).toHaveLength(1);
});
