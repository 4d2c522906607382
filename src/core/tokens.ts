/**
 * Tokens of a request before it is sent, as hosts were seen to count them: characters / 4, and ⌈w/28⌉·⌈h/28⌉ a picture
 * up to about 3.2 megapixels, above which it is scaled down (the K2.5 report and Moonshot's price page, November 2026).
 */
import type { ImagePart, Message, ToolSpec } from './message.ts';

const CHARS_A_TOKEN = 4;
const PATCH = 28;
const MOST_A_PICTURE = Math.ceil(3_200_000 / PATCH ** 2);
/** Role marks and the like. */
const CHARS_A_MESSAGE = 16;

/** `pictures`: only so many of the newest are sent. */
export function estimateTokens(
  messages: readonly Message[],
  tools: readonly ToolSpec[],
  pictures = Number.POSITIVE_INFINITY,
): number {
  const images = messages.flatMap(imagesOf);
  const sent = images.slice(Math.max(0, images.length - pictures));
  const chars = messages.reduce((sum, message) => sum + charsOf(message) + CHARS_A_MESSAGE, 0);
  const toolChars = tools.length === 0 ? 0 : JSON.stringify(tools).length;
  return Math.ceil((chars + toolChars) / CHARS_A_TOKEN) + sent.reduce((sum, image) => sum + pictureTokens(image), 0);
}

export function pictureTokens({ width, height }: Pick<ImagePart, 'width' | 'height'>): number {
  return Math.min(MOST_A_PICTURE, Math.ceil(width / PATCH) * Math.ceil(height / PATCH));
}

/** For a reply whose host counts nothing. */
export function textTokens(text: string): number {
  return Math.ceil(text.length / CHARS_A_TOKEN);
}

function imagesOf(message: Message): ImagePart[] {
  return message.role === 'user' ? message.parts.filter((part) => part.type === 'image') : [];
}

function charsOf(message: Message): number {
  switch (message.role) {
    case 'system':
    case 'tool':
      return message.text.length;
    case 'user':
      return message.parts.reduce((sum, part) => sum + (part.type === 'text' ? part.text.length : 0), 0);
    case 'assistant':
      return message.calls.reduce(
        (sum, { id, name, arguments: args }) => sum + id.length + name.length + args.length,
        message.text.length + message.reasoning.length,
      );
  }
}
