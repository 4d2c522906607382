/** Who is asked what to do next, the model or the rules, with what was shown to it and what its calls came to. */
import type { Message, Model, ModelProgress, Reply } from '../core/message.ts';
import type { Observation } from '../core/observation.ts';
import type { StepInstance } from '../core/scenario.ts';
import { renderTurn, turnStep } from '../core/turnText.ts';
import type { Toolbox } from '../tools/toolbox.ts';
import { ledgerLine, type DoneTurn } from './ledger.ts';
import type { Progress } from './progress.ts';
import { resultText } from './resultText.ts';
import { Transcript } from './transcript.ts';

export interface Question {
  turn: number;
  step: StepInstance;
  observation: Observation;
  progress: Progress;
  toolbox: Toolbox;
  runId: string;
  signal: AbortSignal;
  onProgress: (progress: ModelProgress) => void;
}

export class Planner {
  /** What its last call cost: the estimate for the next. */
  lastCost = { tokens: 0, usd: 0 };
  private readonly model: Model;
  private readonly transcript: Transcript;
  private readonly remembers: boolean;

  /** One that `remembers` by itself is shown only what is new. */
  constructor(model: Model, prompt: Message[], { remembers }: { remembers: boolean }) {
    this.model = model;
    this.transcript = new Transcript(prompt);
    this.remembers = remembers;
  }

  get name(): string {
    return this.model.name;
  }

  async ask({ turn, step, observation, progress, toolbox, runId, signal, onProgress }: Question): Promise<Reply> {
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

    const messages = this.remembers ? this.transcript.latest() : this.transcript.window();
    const reply = await this.model.reply({ messages, tools: [...toolbox.specs], runId, signal, onProgress });
    this.transcript.replied(reply.message);
    this.lastCost = { tokens: reply.usage.prompt + reply.usage.completion, usd: reply.usd ?? 0 };
    return reply;
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
