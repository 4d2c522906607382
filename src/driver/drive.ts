/** The driver: observe, ask, act, until every step is done, something is proved false, or a limit is reached. */
import type { Session } from '../browser/session.ts';
import { ModelFailure, type Model, type ModelProgress, type Reply, type Retake } from '../core/message.ts';
import type { Observation } from '../core/observation.ts';
import type { Outcome } from '../core/outcome.ts';
import type { StepInstance } from '../core/scenario.ts';
import type { Emit, StoredObservation } from '../journal/event.ts';
import { redactValues } from '../journal/redactValues.ts';
import { answerTo } from './answer.ts';
import { runBatch } from './batch.ts';
import type { Answer } from './call.ts';
import { takeFaults } from './faults.ts';
import { budgetOf, callLimit, timeIsUp, turnLimit, type Spent } from './limits.ts';
import { Patience } from './patience.ts';
import { Planner, type Question } from './planner.ts';
import type { Progress } from './progress.ts';
import { Stuck } from './stuck.ts';
import { promptOf } from './prompt.ts';
import { nameWithoutValue } from './withoutValue.ts';
import type { Toolbox } from '../tools/toolbox.ts';
import { describeAction } from '../core/describeAction.ts';

export interface DriveOptions {
  runId: string;
  session: Session;
  progress: Progress;
  /** Plans prose steps. */
  model: Model;
  /** Plans typed steps, whatever the model is: they cost nothing. */
  rules: Model;
  toolbox: Toolbox;
  emit: Emit;
  /** Writes the picture down; returns what the journal keeps of it. */
  keep(observation: Observation): StoredObservation;
  signal: AbortSignal;
  /** Told of the model's words as they come. Not for the journal: the whole reply is. */
  watch?: ((progress: ModelProgress) => void) | undefined;
}

export class Drive {
  private readonly options: DriveOptions;
  private readonly model: Planner;
  private readonly rules: Planner;
  private readonly patience: Patience;
  private readonly stuck = new Stuck();
  private readonly spent: Spent = { turns: 0, minutes: 0, tokens: 0, usd: 0 };
  private readonly startedAt = performance.now();
  /** A model that takes its time takes no more than the run has. */
  private readonly inTime: AbortSignal;
  private turn = 0;

  constructor(options: DriveOptions) {
    const { model, rules, progress, session, toolbox } = options;
    // What a model writes passes the redactor as well: it may have guessed a secret.
    this.options = { ...options, emit: (event) => options.emit(redactValues(event, session.redact)) };
    const { limits } = progress.scenario;
    this.patience = new Patience(limits);
    this.inTime = AbortSignal.any([options.signal, AbortSignal.timeout(Math.ceil(limits.minutes * 60_000))]);
    this.rules = new Planner(rules, [], { toolbox, remembers: true });
    this.model =
      model === rules ? this.rules : new Planner(model, promptOf(progress.scenario), { toolbox, remembers: false });
  }

  /** Turns are counted over the whole run, also those that were replayed. */
  nextTurn(): number {
    return ++this.turn;
  }

  /** Goes on until the run is over, or until the step with index `until` is reached: then undefined. */
  async run(until = Number.POSITIVE_INFINITY): Promise<Outcome | undefined> {
    const { session, progress, toolbox, emit, runId, signal } = this.options;
    while (progress.current && progress.index < until) {
      const step = progress.current;
      const { limits } = progress.scenario;
      signal.throwIfAborted();
      const planner = this.plannerOf(step);
      const over =
        turnLimit(limits, this.spentSoFar()) ?? (planner === this.rules ? nameWithoutValue(progress) : undefined);
      if (over) return this.ended(step, over);

      const observation = await session.observe({ picture: true });
      const turn = this.nextTurn();
      const unchanged = planner === this.rules ? undefined : this.stuck.observed(observation);
      if (unchanged !== undefined) planner.remarked(session.redact(unchanged));
      const expected = planner.observed({ turn, step, observation, progress });
      const tooDear = callLimit(limits, this.spent, expected);
      if (tooDear) return this.ended(step, tooDear);
      this.begin(turn, step, observation);

      const think = planner === this.model && this.stuck.isStuck(step);
      const retake = (how: Retake) => session.retake(how);
      const reply = await this.ask(planner, { turn, step, runId, think, signal: this.inTime, retake });
      if ('status' in reply) return this.ended(step, reply);
      this.paid(turn, planner, reply);
      if (reply.refusal) return this.ended(step, refused(reply.refusal));

      const { calls } = reply.message;
      const answers = await runBatch(calls, {
        session,
        emit,
        signal,
        toolbox,
        turn,
        blind: planner === this.rules,
        step: () => (progress.index < until ? progress.current : undefined),
        knows: (current) => planner !== this.model || planner.knows(current),
        answer: (call, index, current) =>
          answerTo(call, {
            session,
            progress,
            toolbox,
            emit,
            signal: this.inTime,
            turn,
            index,
            step: current,
            byRules: planner === this.rules,
          }),
      });
      const page = session.redact(await titleOf(session));
      planner.answered({ turn, stepId: step.id, calls, answers, page }, progress);
      this.stuck.answered(planner === this.model ? answers : []);
      if (planner !== this.model) progress.tell(`done by rules: ${wordsOfTurn(answers)}`);

      const ended = answers.find(({ outcome }) => outcome)?.outcome;
      if (ended) return this.ended(step, ended);
      const { outcome, remark } = this.patience.judge(calls, answers, observation);
      if (outcome) return this.ended(step, outcome);
      if (remark !== undefined) planner.remarked(remark);
    }
    return undefined;
  }

  /** Where the run was when it ended stands in its outcome; a pass ended nowhere in particular. */
  private ended({ id, step }: StepInstance, outcome: Outcome): Outcome {
    const at = outcome.status === 'passed' ? {} : { stepId: id, location: step.location };
    return redactValues({ ...at, ...outcome }, this.options.session.redact);
  }

  private plannerOf({ step }: StepInstance): Planner {
    return step.kind === 'typed' || step.kind === 'expect-typed' ? this.rules : this.model;
  }

  private spentSoFar(): Spent {
    this.spent.minutes = (performance.now() - this.startedAt) / 60_000;
    return this.spent;
  }

  private begin(turn: number, { id }: StepInstance, observation: Observation): void {
    const { progress, emit, keep } = this.options;
    this.spent.turns++;
    progress.observed(observation, this.options.session.says);
    emit({ type: 'turn-start', turn, stepId: id, replayed: false, observation: keep(observation) });
    takeFaults(this.options, turn);
  }

  /** A reply, or the limit that was reached before it had come. */
  private async ask(planner: Planner, question: Omit<Question, 'onProgress'>): Promise<Reply | Outcome> {
    const { emit, watch, progress } = this.options;
    const { turn, signal } = question;
    const onProgress = (news: ModelProgress) => {
      if (news.type === 'retry') emit({ ...news, type: 'model-retry', turn });
      else watch?.(news);
    };
    try {
      return await planner.ask({ ...question, onProgress }, budgetOf(progress.scenario.limits, this.spent));
    } catch (error) {
      if (error instanceof ModelFailure)
        emit({ type: 'model-failure', turn, planner: planner.name, reason: error.reason, ...error.spent });
      if (signal.aborted && !this.options.signal.aborted) return timeIsUp(progress.scenario.limits);
      if (error instanceof ModelFailure && error.reason.startsWith('limit.'))
        return { status: 'stopped', reason: error.reason, message: error.message };
      throw error;
    }
  }

  private paid(turn: number, planner: Planner, given: Reply): void {
    const { refusal: _, ...reply } = given;
    this.spent.tokens += given.usage.prompt + given.usage.completion;
    this.spent.usd += given.usd ?? 0;
    this.options.emit({ type: 'model-reply', turn, planner: planner.name, ...reply });
  }
}

function refused({ reason, message }: NonNullable<Reply['refusal']>): Outcome {
  return { status: reason.startsWith('model.') ? 'errored' : 'stopped', reason, message };
}

function wordsOfTurn(answers: readonly Answer[]): string {
  return answers.flatMap(({ result: { action } }) => (action ? [describeAction(action)] : [])).join('; ') || 'nothing';
}

async function titleOf(session: Session): Promise<string> {
  return session.openDialog ? 'a dialog' : session.page.title().catch(() => '');
}
