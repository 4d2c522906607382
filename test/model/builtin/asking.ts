/** A planner asked without a driver: turns are rendered as the driver renders them, answers are given by the test. */
import type { Message, Reply } from '../../../src/core/message.ts';
import { renderTurn, type TurnStep } from '../../../src/core/turnText.ts';
import { Builtin } from '../../../src/model/builtin/builtin.ts';

export interface Asked {
  kind?: TurnStep['kind'];
  id?: string;
  optional?: boolean;
  since?: string[];
  url?: string;
}

export type Answer = Record<string, unknown>;

export class Conversation {
  private readonly planner = new Builtin();
  private last: { reply: Reply; text: string } | undefined;

  /** `answers`: what became of the calls of the last reply, in order; all done where it is left out. */
  async turn(elements: string, body: string, asked: Asked = {}, answers?: Answer[]): Promise<string> {
    const { kind = 'prose', id = '3', optional = false, since = [], url = 'http://shop.test/' } = asked;
    const step = { id, kind, body, optional };
    const values = { user: 'alice', total: '34.00 €' };
    const text = renderTurn({ turn: 1, url, title: 'Shop', step, values, since, elements });
    const reply = await this.planner.reply({
      messages: [...this.before(answers), { role: 'user', parts: [{ type: 'text', text }] }],
      tools: [],
      runId: 'r',
      signal: new AbortController().signal,
    });
    this.last = { reply, text };
    return wordsOf(reply);
  }

  private before(answers: Answer[] | undefined): Message[] {
    if (!this.last) return [];
    const { message } = this.last.reply;
    return [
      message,
      ...message.calls.map((call, i): Message => ({
        role: 'tool',
        callId: call.id,
        text: JSON.stringify(answers ? (answers[i] ?? { ok: false, notRun: true }) : { ok: true }),
      })),
    ];
  }
}

/** `click e4 · step_done`, or `refused: …`. */
function wordsOf({ message, refusal }: Reply): string {
  if (refusal) return `refused: ${refusal.message}`;
  return message.calls.map(({ name, arguments: input }) => callWords(name, JSON.parse(input))).join(' · ');
}

const QUIET = new Set(['ref', 'summary', 'step']);

function callWords(name: string, input: Record<string, unknown>): string {
  const words = Object.entries(input).flatMap(([key, value]) =>
    QUIET.has(key) ? [] : [`${key}=${JSON.stringify(value)}`],
  );
  return [name, input['ref'], ...words].filter(Boolean).join(' ');
}

export const once = (elements: string, body: string, asked?: Asked) => new Conversation().turn(elements, body, asked);
