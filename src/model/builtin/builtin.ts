/**
 * The planner that needs no key: the step is read by rules, its targets are found in the element list, and what does not
 * fit in exactly one way is refused. It knows nothing but the messages it is given.
 */
import { UitestError } from '../../core/error.ts';
import type { Message, Model, ModelRequest, Reply, ToolCall } from '../../core/message.ts';
import { parseTurn, type ReadTurn } from '../../core/turnText.ts';
import { messageOfProblem, OR_A_MODEL } from './checkSteps.ts';
import type { Act, Aim, Intent } from './intent.ts';
import { Page } from './page.ts';
import type { Call, Plan } from './plan.ts';
import { planIntent } from './planIntent.ts';
import { readStep } from './read.ts';
import { NOTHING_SOUGHT, StepMemory, type Purpose } from './stepMemory.ts';

type Decision = { calls: { call: Call; purpose: Purpose }[]; text: string; notes?: string[] } | { refusal: string };

/** An action that fails is tried once more on a fresh observation: the page may have been on its way. */
const TRIES = 2;
/** Failing at one of these tells something about the application; at another, about the scenario. */
const APPLICATION: ReadonlySet<Act['act']> = new Set<Act['act']>([
  'click',
  'type',
  'select',
  'check',
  'hover',
  'drag',
  'dialog',
  'wait',
  'log-in',
  'log-out',
  'sign-up',
  'search',
  'add-to-cart',
  'on-item',
  'cookies',
  'sort',
]);

export class Builtin implements Model {
  readonly name = 'builtin';
  readonly vision = false;
  private memory: StepMemory | undefined;
  private replies = 0;

  reply({ messages, signal }: ModelRequest): Promise<Reply> {
    signal.throwIfAborted();
    const startedAt = performance.now();
    const decision = this.decide(messages);
    this.replies++;
    const decided = 'refusal' in decision ? { calls: [], text: decision.refusal, notes: [] } : decision;
    const asked = decided.calls.map(({ purpose }, i) => ({ callId: `b${this.replies}.${i + 1}`, purpose }));
    this.memory?.asks(asked);
    const calls = decided.calls.map(({ call }, i): ToolCall => ({
      id: asked[i]?.callId ?? '',
      name: call.name,
      arguments: JSON.stringify(call.input),
    }));
    return Promise.resolve({
      message: { role: 'assistant', text: decided.text, reasoning: '', calls },
      usage: { prompt: 0, cached: 0, completion: 0 },
      usd: 0,
      durationMs: Math.round(performance.now() - startedAt),
      notes: decided.notes ?? [],
      ...('refusal' in decision ? { refusal: { reason: 'builtin.not_understood', message: decision.refusal } } : {}),
    });
  }

  private decide(messages: Message[]): Decision {
    const turn = newestTurn(messages);
    if (this.memory?.stepId !== turn.step.id) {
      const read = readStep(turn.step);
      if ('problem' in read) return { refusal: `step ${turn.step.id}: ${messageOfProblem(read.problem)}` };
      this.memory = new StepMemory(turn.step.id, read.intents);
    } else this.memory.learn(messages);
    const { memory } = this;
    const { current, falsehood } = memory;
    if (falsehood)
      return finish('failed', `${words(current, turn)}: expected ${falsehood.expected}, found ${falsehood.found}`);
    if (memory.failures >= TRIES || (current?.act === 'wait' && memory.failures > 0)) return this.giveUp(memory, turn);
    return this.plan(memory, turn);
  }

  private giveUp({ current, error }: StepMemory, turn: ReadTurn): Decision {
    const reason = `${words(current, turn)}: ${error}`;
    if (current && APPLICATION.has(current.act))
      return turn.step.optional && current.act === 'dialog' ? skip(turn) : finish('failed', reason);
    return { refusal: `step ${turn.step.id}: ${reason}. ${OR_A_MODEL}` };
  }

  /** Every intent that the page allows, up to the first that may turn it into another. */
  private plan(memory: StepMemory, turn: ReadTurn): Decision {
    const shown = new Page(turn);
    const planned: { call: Call; purpose: Purpose }[] = [];
    const notes: string[] = [];
    let at = memory.next;
    for (let turned = false; at < memory.intents.length && !turned; at++) {
      const intent = memory.intents[at];
      if (!intent) break;
      const first = at === memory.next;
      if (first && !memory.sought.everywhere && counts(intent)) return look(shown.fill(counts(intent) ?? ''), intent);
      const page = first && memory.found ? shown.through(memory.found) : shown;
      const plan = planIntent(intent, page, first ? memory.sought : NOTHING_SOUGHT);
      if (plan.kind !== 'calls') {
        if (planned.length > 0) break;
        return this.without(plan, intent, memory, turn);
      }
      const unfinished = plan.unfinished ?? false;
      planned.push(...plan.calls.map((call) => ({ call, purpose: { kind: 'act', intent: at, unfinished } as const })));
      if (intent.act === 'type' && intent.literally) notes.push(`typed literally: ${intent.text}`);
      if (unfinished) {
        at--;
        turned = true;
      } else turned = plan.turns;
    }
    const text = memory.intents
      .slice(memory.next, Math.max(at, memory.next + 1))
      .map(({ clause }) => clause)
      .join('; ');
    const closed = at >= memory.intents.length;
    // A goal ends the run: only when its verifies have answered.
    if (closed && turn.step.kind === 'goal') {
      if (planned.length === 0) return finish('passed', `${turn.step.body}: done, and what it claims was found true`);
    } else if (closed) {
      const summary = planned.length === 0 ? 'done' : `${memory.intents.length} of ${memory.intents.length} done`;
      planned.push({ call: { name: 'step_done', input: { step: turn.step.id, summary } }, purpose: { kind: 'close' } });
    }
    return { calls: planned, text, notes };
  }

  /** No call follows from the intent: look through the whole page, wait, then say so. */
  private without(
    plan: Exclude<Plan, { kind: 'calls' }>,
    intent: Intent,
    memory: StepMemory,
    turn: ReadTurn,
  ): Decision {
    const where = words(intent, turn);
    const { everywhere, waited } = memory.sought;
    if (plan.kind === 'refused') return { refusal: `${where}: ${plan.message}` };
    if (plan.kind === 'false' && everywhere) return finish('failed', `${where}: ${plan.message}`);
    if (plan.kind === 'false') return look('', intent);
    if (!memory.lookedFor.includes(soughtText(plan.look, intent)) && !memory.inVain) return look(plan.look, intent);
    if (turn.step.optional && memory.next === 0) return skip(turn);
    // Only what looks like a name of the page is worth the wait for its text.
    if (plan.waitable && !waited && (isQuoted(intent) || /\p{Lu}/u.test(plan.look))) return pause(plan.look, intent);
    return { refusal: `${where}: ${plan.message}. ${OR_A_MODEL}` };
  }
}

function newestTurn(messages: Message[]): ReadTurn {
  for (const message of messages.toReversed()) {
    if (message.role !== 'user') continue;
    for (const part of message.parts) {
      const turn = part.type === 'text' ? parseTurn(part.text) : undefined;
      if (turn) return turn;
    }
  }
  throw new UitestError('internal.bug', 'builtin was asked without an observation');
}

function words(intent: Intent | undefined, { step }: ReadTurn): string {
  return `step ${step.id}${intent ? `, ${intent.clause}` : ''}`;
}

/** `find` matches by text: what an empty name looks for would be everything. */
function soughtText(text: string, { clause }: Intent): string {
  return text.trim().slice(0, 200) || clause.slice(0, 200);
}

function look(text: string, intent: Intent): Decision {
  const sought = soughtText(text, intent);
  return {
    calls: [{ call: { name: 'find', input: { text: sought } }, purpose: { kind: 'find', text: sought } }],
    text: `looking for ${sought}`,
  };
}

/** Only a wait that came true is recorded, so looking for what never comes leaves no trace in the spec. */
function pause(text: string, { clause }: Intent): Decision {
  const call = { name: 'wait', input: { for: { text } } };
  return { calls: [{ call, purpose: { kind: 'wait' } }], text: `waiting: ${clause}` };
}

function skip({ step }: ReadTurn): Decision {
  const call = { name: 'step_done', input: { step: step.id, summary: 'not there, skipped', skipped: true } };
  return { calls: [{ call, purpose: { kind: 'close' } }], text: 'not there, skipped' };
}

function finish(verdict: 'passed' | 'failed', reason: string): Decision {
  const call = { name: 'finish', input: { verdict, reason: reason.slice(0, 2_000) } };
  return { calls: [{ call, purpose: { kind: 'close' } }], text: reason };
}

function aimsOf(intent: Intent): Aim[] {
  if (intent.act === 'drag') return [intent.from, intent.to];
  return 'aim' in intent && intent.aim ? [intent.aim] : [];
}

/** The name to look for in the whole page where the step counts: what is in view may begin with the third. */
function counts(intent: Intent): string | undefined {
  const [aim] = aimsOf(intent);
  return aim?.readings.find(({ nth, name }) => nth !== undefined && name !== '')?.name;
}

function isQuoted(intent: Intent): boolean {
  return aimsOf(intent).some(({ readings }) => readings.some(({ quoted }) => quoted));
}
