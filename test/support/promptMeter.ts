/**
 * What a run's requests cost, as the project counts it: a token for four characters of text, ⌈w/28⌉·⌈h/28⌉ a picture.
 * New is what is no prefix of an earlier request; the rest is cached and weighs a sixth, Kimi's price for it.
 */
import type { ChatBody } from './kimiServer/chatBody.ts';
import { decodePicture } from './kimiServer/picture.ts';

export interface Measured {
  prompt: number;
  fresh: number;
  pictures: number;
  bytes: number;
}

/** Text in one piece, or a picture: pieces in the order in which a template writes them. */
type Piece = { text: string } | { picture: string; tokens: number };

const CACHED_WEIGHT = 1 / 6;

export class PromptMeter {
  readonly requests: Measured[] = [];
  /** A collapse goes back to the prefix that all share; between two, a request extends the one before. */
  private readonly earlier: Piece[][] = [];
  private readonly kept: number;

  /** `kept`: with how many earlier requests a new one is compared. */
  constructor({ kept = 12 } = {}) {
    this.kept = kept;
  }

  add(body: ChatBody, bytes: number): Measured {
    const pieces = piecesOf(body);
    const prompt = pieces.reduce((sum, piece) => sum + tokensOf(piece), 0);
    const known = Math.max(0, ...this.earlier.map((one) => sharedTokens(one, pieces)));
    this.earlier.push(pieces);
    if (this.earlier.length > this.kept) this.earlier.shift();
    const pictures = pieces.filter((piece) => 'picture' in piece).length;
    const measured = { prompt, fresh: prompt - known, pictures, bytes };
    this.requests.push(measured);
    return measured;
  }

  /** An action's share of the requests from `first` on. */
  perAction(actions: number, first = 0): { calls: number; prompt: number; fresh: number; weighted: number } {
    const requests = this.requests.slice(first);
    const total = (key: 'prompt' | 'fresh') => requests.reduce((sum, request) => sum + request[key], 0) / actions;
    const [prompt, fresh] = [total('prompt'), total('fresh')];
    return {
      calls: requests.length / actions,
      prompt,
      fresh,
      weighted: fresh + (prompt - fresh) * CACHED_WEIGHT,
    };
  }
}

function piecesOf({ tools = [], messages }: ChatBody): Piece[] {
  return [
    { text: JSON.stringify(tools) },
    ...messages.flatMap(({ content, ...rest }): Piece[] => [
      { text: JSON.stringify(rest) },
      ...(Array.isArray(content) ? content : [{ type: 'text' as const, text: content ?? '' }]).map((part): Piece =>
        part.type === 'text'
          ? { text: part.text }
          : { picture: part.image_url.url, tokens: pictureTokens(part.image_url.url) },
      ),
    ]),
  ];
}

function pictureTokens(url: string): number {
  const { width, height } = decodePicture(url);
  return Math.ceil(width / 28) * Math.ceil(height / 28);
}

function tokensOf(piece: Piece): number {
  return 'text' in piece ? piece.text.length / 4 : piece.tokens;
}

/** Tokens of the longest common beginning; a text may be shared in part. */
function sharedTokens(earlier: readonly Piece[], now: readonly Piece[]): number {
  let tokens = 0;
  for (const [at, piece] of now.entries()) {
    const before = earlier[at];
    if (!before) break;
    if ('picture' in piece) {
      if (!('picture' in before) || before.picture !== piece.picture) break;
      tokens += piece.tokens;
      continue;
    }
    if (!('text' in before)) break;
    const shared = sharedLength(before.text, piece.text);
    tokens += shared / 4;
    if (shared < piece.text.length || shared < before.text.length) break;
  }
  return tokens;
}

function sharedLength(one: string, other: string): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at++;
  return at;
}
