/** What a host does with a model, found out by one cheap call: a picture of 56 × 56 pixels, one tool, a few tokens. */
import { UitestError } from '../../core/error.ts';
import type { ImagePart, Message, ModelRequest, Reply, ToolSpec } from '../../core/message.ts';
import { Asking } from './asking.ts';
import { listModels } from './listModels.ts';
import type { Setup } from './setup.ts';

/** `refused` by the host, in its words; `ignored`: taken, and no use made of it. */
export type Use = { is: 'used' } | { is: 'refused'; words: string } | { is: 'ignored' };

export interface Probed {
  /** As the host calls it. */
  model: string;
  pictures: Use;
  tools: Use;
  /** What it answered. */
  said: string;
  priceKnown: boolean;
  /** Whether the host reports cached tokens: without, a bill shows the most that it can be. */
  cachedReported: boolean;
  /** The models that the host lists; absent when it does not tell. */
  listed?: string[];
}

/** Asks again without the picture, or without the tool, when the host refuses a request that has them. */
const FORMS = [
  { vision: true, tools: true },
  { vision: false, tools: true },
  { vision: true, tools: false },
  { vision: false, tools: false },
];

/** Throws what a run would throw: no key, no such model, nobody there. */
export async function probe(setup: Setup, signal: AbortSignal): Promise<Probed> {
  let refused: UitestError | undefined;
  for (const form of FORMS) {
    const asking = new Asking(setup, { reached: false, pictures: 1, told: new Set() }, question(form, signal));
    try {
      const reply = await asking.reply();
      const listed = await listModels(setup.connection, signal, 10_000);
      const words = refused ? wordsOf(refused) : '';
      return {
        model: setup.model,
        pictures: form.vision ? useOf(ORANGE_WORDS.test(saidIn(reply))) : { is: 'refused', words },
        tools: form.tools ? useOf(reply.message.calls.length > 0) : { is: 'refused', words },
        said: saidIn(reply),
        priceKnown: reply.usd !== undefined,
        cachedReported: asking.cachedReported,
        ...(listed ? { listed } : {}),
      };
    } catch (error) {
      if (!(error instanceof UitestError) || error.reason !== 'model.bad_request') throw error;
      refused ??= error;
    }
  }
  throw refused ?? new RangeError('no form of the question was asked');
}

function useOf(used: boolean): Use {
  return { is: used ? 'used' : 'ignored' };
}

/** The host's own. */
function wordsOf({ cause, message }: UitestError): string {
  return cause instanceof Error ? cause.message : message;
}

function saidIn({ message: { text, calls } }: Reply): string {
  return [text, ...calls.map((call) => call.arguments)].join(' ').trim();
}

const report: ToolSpec = {
  name: 'report_colour',
  description: 'Report the main colour of the picture.',
  parameters: { type: 'object', properties: { colour: { type: 'string' } }, required: ['colour'] },
};

function question({ vision, tools }: { vision: boolean; tools: boolean }, signal: AbortSignal): ModelRequest {
  const words = vision ? 'Which colour is the picture? One word.' : 'Say the name of any colour.';
  const text = tools ? `${words} Call report_colour.` : words;
  const messages: Message[] = [
    { role: 'system', text: 'You are Kimi, an AI assistant created by Moonshot AI.' },
    { role: 'user', parts: [{ type: 'text', text }, ...(vision ? [orange()] : [])] },
  ];
  return { messages, tools: tools ? [report] : [], runId: 'doctor', signal };
}

/** A colour that nobody guesses who has not seen the picture; Kimi may answer in Chinese. */
const ORANGE_WORDS = /orange|橙|橘/i;

/** An orange square as JPEG. */
function orange(): ImagePart {
  return { type: 'image', mime: 'image/jpeg', bytes: Buffer.from(ORANGE, 'base64'), width: 56, height: 56 };
}

const ORANGE =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wCEABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxl' +
  'Z2MBERISGBUYLxoaL2NCOEJjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY//AABEIADgAOAMBEQACEQEDEQH/' +
  'xAGiAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJ' +
  'ChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrC' +
  'w8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+gEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoLEQACAQIEBAMEBwUEBAABAncAAQID' +
  'EQQFITEGEkFRB2FxEyIygQgUQpGhscEJIzNS8BVictEKFiQ04SXxFxgZGiYnKCkqNTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqC' +
  'g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2dri4+Tl5ufo6ery8/T19vf4+fr/2gAMAwEAAhEDEQA/ALlf' +
  'Ln0YUAFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFABQB' +
  '/9k=';
