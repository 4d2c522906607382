/**
 * What is changed about a request that the host found too large, or whose picture it could not read, before it is sent
 * once more. Pictures are what fills a body: first the older ones go, then the newest is had anew, smaller.
 */
import type { ImagePart, Message, ModelRequest, Retake } from '../../core/message.ts';
import { picturesIn } from './toWire.ts';
import type { WireFault } from './wireFault.ts';

export interface Remedy {
  /** What goes in place of the request's own. */
  messages: Message[];
  /** How many of the newest pictures are sent. */
  pictures: number;
  note: string;
}

export class Remedies {
  private readonly retake: ModelRequest['retake'];
  private readonly retaken = new Set<Retake>();

  constructor(retake: ModelRequest['retake']) {
    this.retake = retake;
  }

  /** Undefined when nothing (more) can be done about the fault. */
  async against(fault: WireFault, messages: Message[], pictures: number): Promise<Remedy | undefined> {
    const tooLarge = fault.kind === 'context' || fault.kind === 'body_size';
    const newestOnly = tooLarge ? withNewestOnly(fault, messages, pictures) : undefined;
    if (newestOnly) return newestOnly;
    // A smaller picture takes few tokens from a prompt that is over the context, but most bytes from a body.
    if (fault.kind === 'body_size') return this.taken('smaller', fault, messages, pictures);
    return fault.kind === 'image' ? this.taken('png', fault, messages, pictures) : undefined;
  }

  private async taken(
    how: Retake,
    { message }: WireFault,
    messages: Message[],
    pictures: number,
  ): Promise<Remedy | undefined> {
    if (this.retaken.has(how) || picturesIn(messages) === 0) return undefined;
    this.retaken.add(how);
    const picture = await this.retake?.(how);
    if (!picture) return undefined;
    const form = how === 'smaller' ? 'smaller' : 'as PNG';
    const note = `picture refused (${message}): from now on it is sent ${form}`;
    return { messages: replaceNewest(messages, picture), pictures, note };
  }
}

function withNewestOnly({ message }: WireFault, messages: Message[], pictures: number): Remedy | undefined {
  if (Math.min(picturesIn(messages), pictures) <= 1) return undefined;
  const note = `request too large (${message}): from now on only the newest picture is sent`;
  return { messages, pictures: 1, note };
}

function replaceNewest(messages: Message[], picture: ImagePart): Message[] {
  const at = messages.findLastIndex((message) => picturesIn([message]) > 0);
  const message = messages[at];
  if (message?.role !== 'user') return messages;
  const index = message.parts.findLastIndex(({ type }) => type === 'image');
  return messages.with(at, { ...message, parts: message.parts.with(index, picture) });
}
