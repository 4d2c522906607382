/** OpenRouter: an assistant message that called tools comes back with the blocks of reasoning that it was given, unmodified. */
import { isDeepStrictEqual } from 'node:util';
import type { ChatBody } from './chatBody.ts';
import type { Refusal } from './checkRequest.ts';
import { reasoningDetails, wireCalls, type ScriptedReply } from './scriptedReply.ts';
import type { SeenRequest } from './seenRequest.ts';

export class GivenDetails {
  /** By the ids of the calls: the blocks that went with them, in each reply that had these ids. */
  private readonly given = new Map<string, unknown[]>();

  gave(reply: ScriptedReply, request: SeenRequest): void {
    const key = keyOf(wireCalls(reply, request));
    if (reply.reasoning && key)
      this.given.set(key, [...(this.given.get(key) ?? []), reasoningDetails(reply.reasoning)]);
  }

  refusalOf({ messages }: ChatBody): Refusal | undefined {
    for (const [at, message] of messages.entries()) {
      if (message.role !== 'assistant') continue;
      const expected = this.given.get(keyOf(message.tool_calls ?? []));
      if (expected && !expected.some((blocks) => isDeepStrictEqual(blocks, message.reasoning_details)))
        return {
          status: 400,
          type: 'invalid_request_error',
          message: `messages.${at}.reasoning_details: the blocks of the reply must be passed back unmodified`,
        };
    }
    return undefined;
  }
}

function keyOf(calls: { id: string }[]): string {
  return calls.map(({ id }) => id).join(' ');
}
