/** The driver: observe, ask, act, until every step is done, something is proved false, or a limit is reached. */
import type { Session } from '../browser/session.ts';
import { UitestError } from '../core/error.ts';
import type { Model, Reply, ToolCall } from '../core/message.ts';
import type { Observation } from '../core/observation.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Emit, StoredObservation } from '../journal/event.ts';
import { TOOL_SPECS } from '../tools/all.ts';
import { Values } from '../tools/values.ts';
import { turnStep, renderTurn } from '../core/turnText.ts';
import { runBatch, type Answer } from './batch.ts';
import { carryOut } from './call.ts';
import { control, isControl } from './control.ts';
import { limitReached, Repeats, type Spent } from './limits.ts';
import type { Progress } from './progress.ts';
import { promptOf } from './prompt.ts';
import { takeFaults } from './faults.ts';
import { Transcript } from './transcript.ts';
import { heldBefore } from './vacuous.ts';
import { wordsOf } from './words.ts';

export interface DriveOptions {
  runId: string;
  session: Session;
  progress: Progress;
  /** Plans prose steps. */
  model: Model;
  /** Plans typed steps, whatever the model is: they cost nothing. */
  rules: Model;
  emit: Emit;
  /** Writes the picture down; returns what the journal keeps of it. */
  keep(observation: Observation): StoredObservation;
  signal: AbortSignal;
}

const MAX_MISTAKES = 5;
const TYPED = new Set(['typed', 'expect-typed']);

export class Drive {
  private readonly options: DriveOptions;
  private readonly transcripts: { model: Transcript; rules: Transcript };
  private readonly repeats = new Repeats();
  private readonly spent: Spent = { turns: 0, minutes: 0, tokens: 0, usd: 0 };
  private readonly started = performance.now();
  private turn = 0;
  private mistakes = 0;
  /** What the last call cost: the estimate for the next. */
  private last = { tokens: 0, usd: 0 };
  private lastPicture = '';
  /** What rules did since the model was last asked. */
  private notes: string[] = [];
  private outcome: Outcome | undefined;

  constructor(options: DriveOptions) {
    this.options = options;
    const head = promptOf(options.progress.scenario);
    this.transcripts = { model: new Transcript(head), rules: new Transcript([]) };
  }

  /** Turns are counted over the whole run, also those that were replayed. */
  nextTurn(): number {
    return ++this.turn;
  }

  /** Goes on until the run is over, or until the step with index `until` is reached: then undefined. */
  async run(until = Number.POSITIVE_INFINITY): Promise<Outcome | undefined> {
    const { progress, session, signal } = this.options;
    while (!progress.complete && progress.index < until) {
      signal.throwIfAborted();
      const { limits } = progress.scenario;
      this.spent.minutes = (performance.now() - this.started) / 60_000;
      const limit = limitReached(limits, this.spent, this.last);
      if (limit) return limit;

      const observation = await session.observe({ picture: true });
      const reply = await this.ask(observation);
      if (reply.refusal)
        return { status: reply.refusal.reason.startsWith('model.') ? 'errored' : 'stopped', ...reply.refusal };

      const answers = await this.carryOutAll(reply);
      if (this.outcome) return this.outcome;
      const stop = this.judge(reply, answers, observation);
      if (stop) return stop;
    }
    return undefined;
  }

  private async ask(observation: Observation): Promise<Reply> {
    const { progress, emit, keep, runId, signal, rules } = this.options;
    const step = progress.current;
    if (!step) throw new UitestError('internal.bug', 'asked for a turn after the last step');
    const planner = this.byRules ? rules : this.options.model;
    const transcript = this.byRules ? this.transcripts.rules : this.transcripts.model;

    const turn = this.nextTurn();
    this.spent.turns++;
    progress.observed(observation);
    emit({ type: 'turn-start', turn, stepId: step.id, replayed: false, observation: keep(observation) });
    takeFaults(this.options, turn);

    const { screenshot } = observation;
    const same = screenshot !== undefined && screenshot.id === this.lastPicture;
    const shown = planner.vision && screenshot && !same ? screenshot : undefined;
    if (shown) this.lastPicture = shown.id;
    const text = renderTurn({
      ...observation,
      turn,
      step: turnStep(step),
      values: progress.values,
      since: [...this.notes, ...observation.since],
      ...(planner.vision && screenshot
        ? { picture: { width: screenshot.width, height: screenshot.height, same } }
        : {}),
    });
    if (planner !== rules) this.notes = [];
    transcript.observed(text, shown && { type: 'image', jpeg: shown.jpeg, width: shown.width, height: shown.height });

    const messages = planner.vision ? transcript.window() : transcript.latest();
    const reply = await planner.reply({ messages, tools: [...TOOL_SPECS], runId, signal });
    transcript.replied(reply.message);
    this.last = { tokens: reply.usage.prompt + reply.usage.completion, usd: reply.usd ?? 0 };
    this.spent.tokens += this.last.tokens;
    this.spent.usd += this.last.usd;
    const { message, usage, usd, durationMs, notes } = reply;
    emit({
      type: 'model-reply',
      turn,
      planner: planner.name,
      message: redacted(message, this.options.session.redact),
      usage,
      ...(usd === undefined ? {} : { usd }),
      durationMs,
      notes,
    });
    return reply;
  }

  private async carryOutAll({ message: { calls } }: Reply): Promise<Answer[]> {
    const { emit, session, progress } = this.options;
    const { turn } = this;
    const transcript = this.transcriptOfNewest(calls);
    const answered = (call: ToolCall, index: number, answer: Answer, startedAt: number): Answer => {
      emit({
        type: 'tool-result',
        turn,
        index,
        result: answer.result,
        durationMs: Math.round(performance.now() - startedAt),
      });
      transcript.answered(call.id, resultText(answer.result));
      return answer;
    };
    const call = (each: ToolCall, index: number) => {
      const stepId = progress.current?.id ?? '';
      emit({ type: 'tool-call', turn, index, stepId, name: each.name, arguments: session.redact(each.arguments) });
      return performance.now();
    };

    const answers = await runBatch(calls, {
      session,
      ended: () => this.outcome !== undefined,
      run: async (each, index) => {
        this.options.signal.throwIfAborted();
        const startedAt = call(each, index);
        return answered(each, index, await this.carryOutOne(each, index), startedAt);
      },
      skip: (each, index, why) => {
        const startedAt = call(each, index);
        return answered(each, index, { mistake: false, result: { ok: false, text: why, notRun: true } }, startedAt);
      },
    });
    const done = answers.map(({ result }, index) => ({
      name: calls[index]?.name ?? '',
      words: result.action ? wordsOf(result.action) : (calls[index]?.name ?? ''),
      ok: result.ok,
    }));
    const doneTurn = {
      turn,
      stepId: progress.current?.id ?? 'end',
      calls: done,
      page: session.redact(await titleOf(session)),
    };
    transcript.closed(doneTurn);
    if (transcript === this.transcripts.rules && this.options.model !== this.options.rules)
      this.notes.push(`done by rules: ${done.map(({ words }) => words).join('; ')}`);
    return answers;
  }

  private async carryOutOne(call: ToolCall, index: number): Promise<Answer> {
    const { session, progress, emit } = this.options;
    if (isControl(call.name)) {
      await this.dismissForgottenDialog(call);
      takeFaults(this.options, this.turn);
      const { result, outcome, mistake, lacking } = control(call, progress, emit);
      this.outcome = outcome;
      // Rules have no second idea: an expectation that they could only prove vacuously is the scenario's to mend.
      if (lacking && this.byRules)
        this.outcome = { status: 'errored', reason: 'scenario.no_evidence', message: lacking, ...whereIs(progress) };
      return { result, mistake };
    }
    await this.dismissForgottenDialog(call);
    const step = progress.current;
    if (!step) return { mistake: false, result: { ok: false, text: 'not run: every step is done; call finish' } };
    const verifying = call.name.startsWith('verify_') || call.name === 'find';
    if (!verifying) progress.acting();

    const values = new Values(progress.values, turnStep(step).body);
    const answer = await carryOut(call, { session, values });
    const { action } = answer.result;
    if (index > 0 && answer.mistake && /^ref .* is not on the page/.test(answer.result.text))
      return { mistake: false, result: { ok: false, text: 'not run: the page changed', notRun: true } };
    if (action?.kind === 'verify') {
      action.held = heldBefore({ ...action }, progress.before) ? 'before' : 'after';
      progress.proved(step, action.held, wordsOf(action));
    }
    const { expected, found } = answer.result;
    if (expected !== undefined && found !== undefined) progress.lastFalse = { expected, found };
    if (action?.kind === 'extract') {
      progress.learned[action.name] = action.value;
      emit({ type: 'value-learned', name: action.name, value: session.redact(action.value) });
    }
    return answer;
  }

  /** A page stands still while its dialog is open. Whoever goes on without answering it leaves it to the default: dismissed. */
  private async dismissForgottenDialog(call: ToolCall): Promise<void> {
    const { session } = this.options;
    if (!session.openDialog || call.name === 'dialog' || call.name === 'step_done') return;
    await session.answerDialog(false);
    await session.settle();
  }

  /** Patience: repeated calls, replies of nothing but mistakes, replies without a call. */
  private judge({ message }: Reply, answers: Answer[], observation: Observation): Outcome | undefined {
    const { calls } = message;
    const transcript = this.transcriptOfNewest(calls);
    if (calls.length === 0)
      transcript.remarked('No tool was called. Call a tool; when the step is done call step_done.');
    const wrong = calls.length === 0 || answers.every(({ mistake }) => mistake);
    this.mistakes = wrong ? this.mistakes + 1 : 0;
    if (this.mistakes >= MAX_MISTAKES) {
      const last = answers.at(-1)?.result.text ?? 'a reply without a tool call';
      return {
        status: 'errored',
        reason: 'model.unusable',
        message: `${MAX_MISTAKES} replies in a row could not be carried out; the last: ${last}`,
      };
    }
    const page = `${observation.url} ${observation.screenshot?.id ?? ''} ${observation.elements}`;
    const signature = `${calls.map((call) => `${call.name} ${call.arguments}`).join('\n')}\n${page}`;
    const repeated = this.repeats.take(signature);
    const { times } = this.repeats;
    if (repeated === 'tell')
      transcript.remarked(
        `The same calls were made ${times} times on the same page and nothing changed. Try something else, or finish.`,
      );
    if (repeated !== 'end') return undefined;
    return {
      status: 'stopped',
      reason: 'limit.repeats',
      message: `the same calls were made ${times} times and the page did not change: ${calls.map(({ name }) => name).join(', ')}`,
    };
  }

  private get byRules(): boolean {
    return this.options.model === this.options.rules || TYPED.has(this.options.progress.current?.step.kind ?? '');
  }

  private transcriptOfNewest(calls: ToolCall[]): Transcript {
    const { model, rules } = this.transcripts;
    return rules.turns.at(-1)?.replies.at(-1)?.message.calls === calls ? rules : model;
  }
}

function whereIs({ current }: Progress): Pick<Outcome, 'stepId' | 'location'> {
  return current ? { stepId: current.id, location: current.step.location } : {};
}

async function titleOf(session: Session): Promise<string> {
  if (session.openDialog) return 'a dialog';
  return session.page.title().catch(() => '');
}

/** What the planner is told: JSON, one line. */
function resultText({ ok, text, expected, found, notRun, elements, action }: Answer['result']): string {
  return JSON.stringify({
    ok,
    ...(ok ? { did: action ? wordsOf(action) : text, note: action ? text : undefined } : { error: text }),
    ...(action?.kind === 'verify' && action.held === 'before'
      ? { vacuous: 'this was true before your actions: it proves nothing; verify what they brought about' }
      : {}),
    ...(expected === undefined ? {} : { expected, found }),
    ...(notRun ? { notRun } : {}),
    ...(elements === undefined ? {} : { elements }),
  });
}

function redacted<T extends Reply['message']>(message: T, redact: (text: string) => string): T {
  const { wire: _, ...rest } = message;
  const calls = message.calls.map((call) => ({ ...call, arguments: redact(call.arguments) }));
  return { ...rest, text: redact(message.text), reasoning: redact(message.reasoning), calls } as T;
}
