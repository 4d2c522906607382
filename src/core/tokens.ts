/**
 * What a prompt costs in tokens, estimated before anybody counted: a token for four characters, and one for each
 * 28 × 28 pixels of a picture (Kimi K2.5 report, arXiv 2602.02276).
 */
import type { Message, ToolSpec } from './message.ts';

const CHARS = 4;
const PATCH = 28;

export function textTokens(text: string): number {
  return Math.ceil(text.length / CHARS);
}

/** `width` and `height` in pixels. */
export function pictureTokens({ width, height }: { width: number; height: number }): number {
  return Math.ceil(width / PATCH) * Math.ceil(height / PATCH);
}

export function toolTokens(tools: readonly ToolSpec[]): number {
  return textTokens(JSON.stringify(tools));
}

export function messageTokens(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + tokensOf(message), 0);
}

function tokensOf(message: Message): number {
  switch (message.role) {
    case 'system':
    case 'tool':
      return textTokens(message.text);
    case 'user':
      return message.parts.reduce(
        (sum, part) => sum + (part.type === 'text' ? textTokens(part.text) : pictureTokens(part)),
        0,
      );
    case 'assistant':
      return textTokens(message.text + message.reasoning + JSON.stringify(message.calls));
  }
}
