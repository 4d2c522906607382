/** What a host does with a model, found out by one cheap call: a picture of 56 × 56 pixels, one tool, a few tokens. */
import type { Message, ModelRequest, ToolSpec } from '../../core/message.ts';
import { UitestError } from '../../core/error.ts';
import { Asking } from './asking.ts';
import { listModels } from './listModels.ts';
import type { Setup } from './setup.ts';

export interface Probed {
  /** As the host calls it. */
  model: string;
  vision: boolean;
  tools: boolean;
  priceKnown: boolean;
  /** Whether the host reports cached tokens: without, a bill shows the most that it can be. */
  cachedReported: boolean;
  /** The models that the host lists; absent when it does not tell. */
  listed?: string[];
}

/** Asks again without the picture, then without the tool, when the host refuses a request that has them. */
const FORMS = [
  { vision: true, tools: true },
  { vision: false, tools: true },
  { vision: false, tools: false },
];

/** Throws what a run would throw: no key, no such model, nobody there. */
export async function probe(setup: Setup, signal: AbortSignal): Promise<Probed> {
  let refused: unknown;
  for (const form of FORMS) {
    const asking = new Asking(setup, { reached: false, pictures: 1, told: new Set() }, question(form, signal));
    try {
      const { message } = await asking.reply();
      const listed = await listModels(setup.connection, signal, 10_000);
      return {
        model: setup.model,
        vision: form.vision,
        tools: form.tools && message.calls.length > 0,
        priceKnown: setup.price !== undefined,
        cachedReported: asking.cachedReported,
        ...(listed ? { listed } : {}),
      };
    } catch (error) {
      if (!(error instanceof UitestError) || error.reason !== 'model.bad_request') throw error;
      refused ??= error;
    }
  }
  throw refused;
}

const report: ToolSpec = {
  name: 'report_colour',
  description: 'Report the main colour of the picture.',
  parameters: { type: 'object', properties: { colour: { type: 'string' } }, required: ['colour'] },
};

function question({ vision, tools }: { vision: boolean; tools: boolean }, signal: AbortSignal): ModelRequest {
  const picture = vision
    ? [
        {
          type: 'image' as const,
          mime: 'image/jpeg' as const,
          bytes: Buffer.from(RED, 'base64'),
          width: 56,
          height: 56,
        },
      ]
    : [];
  const words = vision ? 'Which colour is the picture?' : 'Say that the colour is red.';
  const messages: Message[] = [
    { role: 'system', text: 'You are Kimi, an AI assistant created by Moonshot AI.' },
    { role: 'user', parts: [{ type: 'text', text: tools ? `${words} Call report_colour.` : words }, ...picture] },
  ];
  return { messages, tools: tools ? [report] : [], runId: 'doctor', signal };
}

/** A red square as JPEG. */
const RED =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wCEABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4' +
  'x9lnN+gXwBFRcXHhoeOyEhO3xTRlN8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fP/AABEIADgAOAMB' +
  'EQACEQEDEQH/xAGiAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCC' +
  'NCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqi' +
  'o6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+gEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQ' +
  'oLEQACAQIEBAMEBwUEBAABAncAAQIDEQQFITEGEkFRB2FxEyIygQgUQpGhscEJIzNS8BVictEKFiQ04SXxFxgZGiYnKCkqNTY3ODk6Q0RFRkdI' +
  'SUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqCg4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2dri4+' +
  'Tl5ufo6ery8/T19vf4+fr/2gAMAwEAAhEDEQA/AMyuQ+mCgAoAKACgAoAKACgAoAKACgAoAKACgAoAKACgAoAKACgAoAKACgAoAKACgAoAKACg' +
  'AoAKACgAoAKACgAoAKACgAoAKACgAoAKACgAoAKACgAoAKAP/9k=';
