/** The driver: observe, ask, act, until every step is done, something is proved false, or a limit is reached. */
import type { Session } from '../browser/session.ts';
import { ModelFailure, type Model, type ModelProgress, type Reply } from '../core/message.ts';
import type { Observation } from '../core/observation.ts';
import type { Outcome } from '../core/outcome.ts';
import type { StepInstance } from '../core/scenario.ts';
import type { Emit, StoredObservation } from '../journal/event.ts';
import { redactValues } from '../journal/redactValues.ts';
import { answerTo } from './answer.ts';
import { runBatch } from './batch.ts';
import type { Answer } from './call.ts';
import { takeFaults } from './faults.ts';
import { limitReached, type Spent } from './limits.ts';
import { Patience } from './patience.ts';
import { Planner, type Question } from './planner.ts';
import type { Progress } from './progress.ts';
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
  private readonly patience = new Patience();
  private readonly spent: Spent = { turns: 0, minutes: 0, tokens: 0, usd: 0 };
  private readonly startedAt = performance.now();
  private turn = 0;

  constructor(options: DriveOptions) {
    const { model, rules, progress, session } = options;
    // What a model writes passes the redactor as well: it may have guessed a secret.
    this.options = { ...options, emit: (event) => options.emit(redactValues(event, session.redact)) };
    this.rules = new Planner(rules, [], { remembers: true });
    this.model = model === rules ? this.rules : new Planner(model, promptOf(progress.scenario), { remembers: false });
  }

  /** Turns are counted over the whole run, also those that were replayed. */
  nextTurn(): number {
    return ++this.turn;
  }

  /** Goes on until the run is over, or until the step with index `until` is reached: then undefined. */
  async run(until = Number.POSITIVE_INFINITY): Promise<Outcome | undefined> {
    const { session, progress, toolbox, emit, runId, signal } = this.options;
    while (progress.current && progress.index < until) {
      signal.throwIfAborted();
      const step = progress.current;
      const planner = this.plannerOf(step);
      const obstacle = this.limit(planner) ?? (planner === this.rules ? nameWithoutValue(progress) : undefined);
      if (obstacle) return this.ended(step, obstacle);

      const observation = await session.observe({ picture: true });
      const turn = this.begin(step, observation);

      const reply = await this.ask(planner, { turn, step, observation, progress, toolbox, runId, signal });
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
        answer: (call, index, current) =>
          answerTo(call, {
            session,
            progress,
            toolbox,
            emit,
            signal,
            turn,
            index,
            step: current,
            byRules: planner === this.rules,
          }),
      });
      const page = session.redact(await titleOf(session));
      planner.answered({ turn, stepId: step.id, calls, answers, page });
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

  private limit(planner: Planner): Outcome | undefined {
    this.spent.minutes = (performance.now() - this.startedAt) / 60_000;
    return limitReached(this.options.progress.scenario.limits, this.spent, planner.lastCost);
  }

  private begin({ id }: StepInstance, observation: Observation): number {
    const { progress, emit, keep } = this.options;
    const turn = this.nextTurn();
    this.spent.turns++;
    progress.observed(observation);
    emit({ type: 'turn-start', turn, stepId: id, replayed: false, observation: keep(observation) });
    takeFaults(this.options, turn);
    return turn;
  }

  private async ask(planner: Planner, question: Omit<Question, 'onProgress'>): Promise<Reply> {
    const { emit, watch } = this.options;
    const { turn } = question;
    const onProgress = (progress: ModelProgress) => {
      if (progress.type === 'retry') emit({ ...progress, type: 'model-retry', turn });
      else watch?.(progress);
    };
    try {
      return await planner.ask({ ...question, onProgress });
    } catch (error) {
      if (error instanceof ModelFailure)
        emit({ type: 'model-failure', turn, planner: planner.name, reason: error.reason, ...error.spent });
      throw error;
    }
  }

  private paid(turn: number, planner: Planner, given: Reply): void {
    const { refusal: _, ...reply } = given;
    this.spent.tokens += planner.lastCost.tokens;
    this.spent.usd += planner.lastCost.usd;
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
