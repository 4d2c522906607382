/** Tokens as the project measures them: characters / 4, and ⌈w/28⌉·⌈h/28⌉ a picture; and what of a prompt a prefix cache holds. */
import { createHash } from 'node:crypto';
import type { ChatBody } from './chatBody.ts';
import { decodePicture } from './picture.ts';

export function promptTokens(body: ChatBody): number {
  return itemsOf(body).reduce((sum, item) => sum + item.tokens, 0);
}

interface Item {
  text: string;
  tokens: number;
}

/** Tools, then messages part by part: the order in which a template writes them. */
function itemsOf({ tools = [], messages }: ChatBody): Item[] {
  return [item(JSON.stringify(tools)), ...messages.flatMap((message) => partsOf(message))];
}

function partsOf({ content, ...rest }: ChatBody['messages'][number]): Item[] {
  const head = item(JSON.stringify(rest));
  if (!Array.isArray(content)) return [head, item(content ?? '')];
  return [
    head,
    ...content.map((part) =>
      part.type === 'text' ? item(part.text) : { text: part.image_url.url, tokens: pictureTokens(part.image_url.url) },
    ),
  ];
}

function item(text: string): Item {
  return { text, tokens: Math.ceil(text.length / 4) };
}

function pictureTokens(url: string): number {
  const { width, height } = decodePicture(url);
  return Math.ceil(width / 28) * Math.ceil(height / 28);
}

/** Remembers the prefixes of every request; `cachedTokens` says how much of the next one it has seen. */
export class PrefixCache {
  private readonly seen = new Set<string>();

  cachedTokens(body: ChatBody): number {
    let [hash, cached, known] = ['', 0, true];
    for (const { text, tokens } of itemsOf(body)) {
      hash = createHash('sha256').update(hash).update(text).digest('base64');
      known &&= this.seen.has(hash);
      if (known) cached += tokens;
      this.seen.add(hash);
    }
    return cached;
  }
}
