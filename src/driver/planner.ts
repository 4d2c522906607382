/** Who is asked what to do next, the model or the rules, with what was shown to it and what its calls came to. */
import { cut } from '../core/clean.ts';
import type { Budget, ImagePart, Message, Model, ModelProgress, Reply, Retake, ToolSpec } from '../core/message.ts';
import type { Observation } from '../core/observation.ts';
import type { StepImage, StepInstance } from '../core/scenario.ts';
import { readStepImage } from '../scenario/images.ts';
import { estimateTokens } from '../core/tokens.ts';
import { renderTurn, turnStep, type TurnStep } from '../core/turnText.ts';
import type { Toolbox } from '../tools/toolbox.ts';
import { entryOf, type DoneTurn } from './ledger.ts';
import type { Cost } from './limits.ts';
import type { Progress } from './progress.ts';
import { resultText } from './resultText.ts';
import { Transcript } from './transcript.ts';

interface View {
  turn: number;
  step: StepInstance;
  observation: Observation;
  progress: Progress;
}

export interface Question {
  turn: number;
  step: StepInstance;
  runId: string;
  /** Think before this reply, where the model can be switched. */
  think: boolean;
  signal: AbortSignal;
  onProgress: (progress: ModelProgress) => void;
  /** Takes the picture of the observation anew. */
  retake: (how: Retake) => Promise<ImagePart | undefined>;
}

/** A plan is for the model itself: a page of it would be paid for in every request. */
const MAX_PLAN = 1_200;
/** Characters of a goal that remind of it. */
const MAX_GOAL = 60;

export class Planner {
  private readonly model: Model;
  private readonly transcript: Transcript;
  private readonly tools: ToolSpec[];
  private readonly remembers: boolean;
  /** What the last reply cost, and what its prompt was thought to be. */
  private last = { prompt: 0, completion: 0, usd: 0 };
  private guess = 0;
  private readonly remarks: string[] = [];
  /** Id of the step whose pictures were shown last. */
  private shownFor: string | undefined;
  /** How the host wants its pictures, once it has refused one. */
  private form: Retake | undefined;
  /** Whether the newest turn has a picture of its own. */
  private pictured = false;

  /** One that `remembers` by itself is shown only what is new. */
  constructor(model: Model, prompt: Message[], { toolbox, remembers }: { toolbox: Toolbox; remembers: boolean }) {
    this.model = model;
    this.tools = [...toolbox.specs];
    this.transcript = new Transcript(prompt);
    this.remembers = remembers;
  }

  get name(): string {
    return this.model.name;
  }

  /** Puts the observation into the transcript. Returns what asking about it is expected to cost. */
  observed({ turn, step, observation, progress }: View): Cost {
    this.transcript.makeRoom();
    const picture = this.model.vision ? observation.screenshot : undefined;
    const brought = this.broughtBy(step);
    // The screenshot stays the newest picture: where a host takes only one, the page is what must be seen.
    const same = brought.length === 0 && picture !== undefined && picture.id === this.transcript.newestPicture;
    const text = renderTurn({
      ...observation,
      turn,
      step: this.remembers ? turnStep(step) : brief(turnStep(step)),
      values: this.remembers ? progress.values : progress.valuesOf(step),
      since: [
        ...(this.remembers ? [] : progress.takeNotes()),
        ...this.remarks.splice(0),
        // The address stands in a line of its own.
        ...observation.since.filter((line) => line !== `page is now ${observation.url}`),
      ],
      brought: brought.map(({ name, width, height }) => ({ name, width, height })),
      ...(picture ? { picture: { width: picture.width, height: picture.height, same } } : {}),
    });
    this.transcript.observed({ text, screenshot: same ? undefined : picture, others: brought.map(readStepImage) });
    this.pictured = picture !== undefined && !same;
    if (this.remembers) return { tokens: 0, usd: 0 };
    const guess = estimateTokens(this.transcript.window(), this.tools);
    // What the host counted for the last request is nearer the truth: only the difference has to be guessed.
    const prompt = this.last.prompt === 0 ? guess : Math.max(0, this.last.prompt + guess - this.guess);
    this.guess = guess;
    return { tokens: prompt + this.last.completion, usd: this.last.usd };
  }

  /** Whether the step's pictures, if it has any, are in what the model was shown. */
  knows({ id, step }: StepInstance): boolean {
    return !this.model.vision || !step.images || this.shownFor === id;
  }

  /** The pictures that the step brings along: with its first turn, and again when that turn has left the window. */
  private broughtBy({ id, step }: StepInstance): readonly StepImage[] {
    if (!this.model.vision || !step.images) return [];
    if (this.shownFor === id && !this.transcript.isEmpty) return [];
    this.shownFor = id;
    return step.images;
  }

  async ask({ step, runId, think, signal, onProgress, ...asked }: Question, budget: Budget): Promise<Reply> {
    const retake = (how: Retake) => this.retaken(how, asked.retake);
    if (this.form && this.pictured) await retake(this.form);
    const messages = this.remembers ? this.transcript.latest() : this.transcript.window();
    const { tools } = this;
    const reply = await this.model.reply({ messages, tools, runId, think, budget, signal, retake, onProgress });
    const { message, usage, usd } = reply;
    this.transcript.replied(message);
    if (step.step.kind === 'goal' && think && message.text.trim() !== '')
      this.transcript.planned(cut(message.text.trim(), MAX_PLAN));
    this.last = { prompt: usage.prompt, completion: usage.completion, usd: usd ?? 0 };
    return reply;
  }

  private async retaken(how: Retake, take: Question['retake']): Promise<ImagePart | undefined> {
    const image = await take(how);
    if (!image) return undefined;
    this.form = how;
    this.transcript.retook(image);
    return image;
  }

  answered(done: DoneTurn, progress: Progress): void {
    for (const [index, { id }] of done.calls.entries()) {
      const answer = done.answers[index];
      if (answer) this.transcript.answered(id, resultText(answer.result));
    }
    this.transcript.closed(entryOf(done), progress.standing);
  }

  /** A word of ours that the next observation brings along. */
  remarked(text: string): void {
    this.remarks.push(text);
  }
}

/** A goal is the same in every turn, and stands in the prompt. */
function brief(step: TurnStep): TurnStep {
  return step.kind === 'goal' ? { ...step, body: cut(step.body, MAX_GOAL) } : step;
}
