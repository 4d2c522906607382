/** Who is asked what to do next, the model or the rules, with what was shown to it and what its calls came to. */
import type { ImagePart, Message, Model, ModelProgress, Reply, Retake } from '../core/message.ts';
import type { Observation } from '../core/observation.ts';
import type { StepInstance } from '../core/scenario.ts';
import { renderTurn, turnStep } from '../core/turnText.ts';
import { TOOL_SPECS } from '../tools/all.ts';
import { ledgerLine, type DoneTurn } from './ledger.ts';
import type { Progress } from './progress.ts';
import { resultText } from './resultText.ts';
import { Transcript } from './transcript.ts';

export interface Question {
  turn: number;
  step: StepInstance;
  observation: Observation;
  progress: Progress;
  runId: string;
  signal: AbortSignal;
  onProgress: (progress: ModelProgress) => void;
  /** Takes the picture of the observation anew. */
  retake: (how: Retake) => Promise<ImagePart | undefined>;
}

export class Planner {
  /** What its last call cost: the estimate for the next. */
  lastCost = { tokens: 0, usd: 0 };
  private readonly model: Model;
  private readonly transcript: Transcript;
  private readonly remembers: boolean;
  /** How the host wants its pictures, once it has refused one. */
  private form: Retake | undefined;

  /** One that `remembers` by itself is shown only what is new. */
  constructor(model: Model, prompt: Message[], { remembers }: { remembers: boolean }) {
    this.model = model;
    this.transcript = new Transcript(prompt);
    this.remembers = remembers;
  }

  get name(): string {
    return this.model.name;
  }

  async ask({ turn, step, observation, progress, runId, signal, onProgress, ...asked }: Question): Promise<Reply> {
    const picture = this.model.vision ? observation.screenshot : undefined;
    const same = picture !== undefined && picture.id === this.transcript.newestPicture;
    const text = renderTurn({
      ...observation,
      turn,
      step: turnStep(step),
      values: progress.values,
      since: [...(this.remembers ? [] : progress.takeNotes()), ...observation.since],
      ...(picture ? { picture: { width: picture.width, height: picture.height, same } } : {}),
    });
    this.transcript.observed(text, same ? undefined : picture);
    const retake = (how: Retake) => this.retaken(how, asked.retake);
    if (this.form && picture && !same) await retake(this.form);

    const messages = this.remembers ? this.transcript.latest() : this.transcript.window();
    const reply = await this.model.reply({ messages, tools: [...TOOL_SPECS], runId, signal, retake, onProgress });
    this.transcript.replied(reply.message);
    this.lastCost = { tokens: reply.usage.prompt + reply.usage.completion, usd: reply.usd ?? 0 };
    return reply;
  }

  private async retaken(how: Retake, take: Question['retake']): Promise<ImagePart | undefined> {
    const image = await take(how);
    if (!image) return undefined;
    this.form = how;
    this.transcript.retook(image);
    return image;
  }

  answered(done: DoneTurn): void {
    for (const [index, { id }] of done.calls.entries()) {
      const answer = done.answers[index];
      if (answer) this.transcript.answered(id, resultText(answer.result));
    }
    this.transcript.closed(ledgerLine(done));
  }

  /** A word of ours behind the answers of the newest turn. */
  remarked(text: string): void {
    this.transcript.remarked(text);
  }
}
