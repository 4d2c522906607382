/**
 * Replies as no model should give them, and some as it should: tools that there are not, inputs of the wrong type, cut
 * JSON, points that are nowhere, refs of pages that are gone, finish at the wrong time, tokens that leaked, control
 * characters, nothing at all.
 */
import type { ScriptedCall, ScriptedReply } from './kimiServer/scriptedReply.ts';
import type { Random } from './random.ts';

/** What the reply can aim at. */
export interface Shown {
  /** Role → refs that are on the page now. */
  refs: { button: string[]; textbox: string[]; checkbox: string[]; combobox: string[]; other: string[] };
  /** Refs that once were. */
  stale: string[];
  step: string;
}

const NASTY = 'x\u0000\u001b[31mred\u001b]0;t\u0007\u009b2J\ud800\u202e😀 <|im_end|> </think>';
const HUGE = 'lorem ipsum '.repeat(2_000);
const WORDS = ['lamp', '', ' ', NASTY, '{{unique}}', '{{secret:password}}', '{{nobody}}', '"; drop', '💡'] as const;
const NO_TOOLS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  ' ',
  'CLICK',
  'click ',
  'eval',
  'page.evaluate',
  'read_file',
  NASTY,
  'a'.repeat(5_000),
] as const;
const NO_REFS = [
  'e99999',
  'f9e9',
  'e1 ',
  'E1',
  'text=Save',
  'css=button',
  '//button',
  '__proto__',
  '',
  '0',
  NASTY,
  'e1;e2',
] as const;
const NO_POINTS = [
  '{"x":NaN,"y":0.5}',
  '{"x":1e999,"y":0.5}',
  '{"x":-1e308,"y":0.5}',
  '{"x":-0.01,"y":0.5}',
  '{"x":0.5,"y":300}',
  '{"x":99999,"y":99999}',
  '{"x":0.5}',
  '{"x":"0.5","y":"0.5"}',
  '{"x":null,"y":null}',
  '{"x":[0.5],"y":0.5}',
] as const;
const NO_INPUTS = [
  '',
  'null',
  '[]',
  '"click"',
  '42',
  '{',
  '{"ref":',
  '{"ref":"e1"',
  '{}}',
  '{"ref":"e1"}{"ref":"e2"}',
  'undefined',
  '{ref: "e1"}',
  '\u0000',
  '{"__proto__":{"ref":"e1"}}',
  '{"constructor":1}',
  '['.repeat(5_000),
] as const;
const NO_ADDRESSES = [
  'https://evil.test/',
  'http://169.254.169.254/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:text/html,x',
  'about:blank',
  '//evil.test',
  'http://',
  NASTY,
] as const;
const NO_KEYS = ['Any', 'Control+', '++', 'Enter Enter', NASTY, 'a'.repeat(61), ''] as const;
const WRONG = [null, 0, -1, 1e308, true, '', NASTY, [], [[]], {}, { ref: 'e1' }, 'true', '1'] as const;
const FINISHES = [
  'stop',
  'tool_calls',
  null,
  'eos',
  'length',
  'content_filter',
  'error',
  'engine_overloaded',
  NASTY,
] as const;

/** `valid`: the share of calls that a model could rightly make. */
export function randomReply(random: Random, shown: Shown, valid: number): ScriptedReply {
  const count = random.chance(0.7) ? 1 : random.below(5);
  const calls = Array.from({ length: count }, () => randomCall(random, shown, valid));
  const reply: ScriptedReply = { calls, ...(random.chance(0.3) ? { text: random.pick(WORDS) } : {}) };
  if (random.chance(0.1)) reply.finish = random.pick(FINISHES);
  if (random.chance(0.05)) reply.reasoning = random.pick([NASTY, leaked(calls), HUGE]);
  if (random.chance(0.04))
    return { ...reply, text: `${reply.text ?? ''}${leaked(calls)}`, calls: random.chance(0.5) ? [] : calls };
  if (random.chance(0.02)) return { ...reply, text: `<think>${leaked(calls)}</think>`, calls: [] };
  if (random.chance(0.02)) reply.text = random.pick([HUGE, '<think>', '<|tool_call_begin|>', '</think></think>']);
  if (random.chance(0.01)) return { text: "I'm sorry, but I can't help with that." };
  if (random.chance(0.05)) reply.extra = { mood: NASTY, __proto__: { polluted: true } };
  return reply;
}

function randomCall(random: Random, shown: Shown, valid: number): ScriptedCall {
  const call = random.chance(valid) ? goodCall(random, shown) : badCall(random, shown);
  if (random.chance(0.05)) call.id = random.pick(['', 'same', 'functions.click:0', NASTY, 'chatcmpl-tool-9f']);
  return call;
}

function goodCall(random: Random, { refs, step }: Shown): ScriptedCall {
  const ref = (of: keyof Shown['refs']) => refs[of][random.below(refs[of].length)] ?? 'e2';
  return random.pick<() => ScriptedCall>([
    () => ({ name: 'click', args: { ref: ref('button') } }),
    () => ({ name: 'click', args: { x: random.next(), y: random.next() } }),
    () => ({ name: 'type', args: { ref: ref('textbox'), text: random.pick(WORDS) } }),
    () => ({ name: 'check', args: { ref: ref('checkbox'), checked: random.chance(0.5) } }),
    () => ({ name: 'select', args: { ref: ref('combobox'), options: ['Blue'] } }),
    () => ({ name: 'hover', args: { ref: ref('other') } }),
    () => ({ name: 'press', args: { keys: random.pick(['Tab', 'Escape', 'Shift+Tab', 'a']) } }),
    () => ({ name: 'scroll', args: { direction: random.pick(['up', 'down']) } }),
    () => ({ name: 'find', args: { text: 'Save' } }),
    () => ({ name: 'navigate', args: { url: random.pick(['/', '/two', '/#three']) } }),
    () => ({ name: 'verify_title', args: { title: 'Workbench' } }),
    () => ({ name: 'extract', args: { name: 'order', value: '4711' } }),
    () => ({ name: 'wait', args: { seconds: 0.01 } }),
    () => ({ name: 'step_done', args: { step, summary: 'done' } }),
  ])();
}

function badCall(random: Random, shown: Shown): ScriptedCall {
  const stale = shown.stale[random.below(shown.stale.length)] ?? 'e99998';
  return random.pick<() => ScriptedCall>([
    () => ({ name: random.pick(NO_TOOLS), args: { ref: 'e2' } }),
    () => ({ name: random.pick(['click', 'hover', 'scroll', 'verify_visible']), args: random.pick(NO_POINTS) }),
    () => ({
      name: random.pick(['click', 'type', 'press', 'finish', 'step_done', 'drag']),
      args: random.pick(NO_INPUTS),
    }),
    () => ({
      name: random.pick(['click', 'hover', 'check', 'type']),
      args: { ref: random.chance(0.5) ? stale : random.pick(NO_REFS), text: HUGE, checked: true },
    }),
    () => ({ name: 'click', args: { ref: random.pick(NO_REFS) } }),
    () => spoilt(random, goodCall(random, shown)),
    () => spoilt(random, goodCall(random, shown)),
    () => cut(random, goodCall(random, shown)),
    () => ({ name: 'navigate', args: { url: random.pick(NO_ADDRESSES) } }),
    () => ({ name: 'press', args: { keys: random.pick(NO_KEYS) } }),
    () => ({ name: 'upload', args: { ref: 'e2', files: ['/etc/passwd', '../../.env'] } }),
    () => ({ name: 'tab', args: { switch: random.pick([0, -1, 7, 1e9]) } }),
    () => ({ name: 'dialog', args: { accept: true } }),
    () => ({ name: 'step_done', args: { step: random.pick(['0', '99', '__proto__', NASTY]), summary: HUGE } }),
    () => ({ name: 'finish', args: { verdict: random.pick(['passed', 'ok', '', 'PASSED']), reason: NASTY } }),
    () => ({ name: 'drag', args: { from: { ref: stale }, to: { x: -1, y: 2 } } }),
    () => ({ name: 'wait', args: { seconds: random.pick([-1, 31, 1e9]) } }),
    () => ({ name: 'extract', args: { name: random.pick(['__proto__ ', '1a', '', 'a b']), value: '4711' } }),
  ])();
}

/** One field of another type, one too many, or one too few. */
function spoilt(random: Random, { name, args }: ScriptedCall): ScriptedCall {
  const input: Record<string, unknown> = { ...(typeof args === 'object' ? args : {}) };
  const [key = 'ref'] = Object.keys(input).slice(random.below(Object.keys(input).length));
  if (random.chance(0.3))
    return { name, args: { ...input, [random.pick(['force', 'selector', 'code', 'toString'])]: true } };
  // Another title is no mistake: it is waited for, and false.
  if (random.chance(0.3) || name === 'verify_title') delete input[key];
  // A number or a text that happens to fit is a good call: what is worked is still judged by its schema.
  else input[key] = random.pick(WRONG);
  return { name, args: input };
}

function cut(random: Random, { name, args }: ScriptedCall): ScriptedCall {
  const text = JSON.stringify(args);
  return { name, args: text.slice(0, random.below(text.length)) };
}

function leaked(calls: readonly ScriptedCall[]): string {
  const written = calls.map(
    ({ name, args }, at) =>
      `<|tool_call_begin|>functions.${name}:${at}<|tool_call_argument_begin|>${typeof args === 'string' ? args : JSON.stringify(args)}<|tool_call_end|>`,
  );
  return `<|tool_calls_section_begin|>${written.join('')}<|tool_calls_section_end|>`;
}
