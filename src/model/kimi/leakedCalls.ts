/**
 * Tool calls that a server's parser missed and left in the text as Kimi's own tokens:
 * `<|tool_calls_section_begin|><|tool_call_begin|>functions.click:3<|tool_call_argument_begin|>{…}<|tool_call_end|>`.
 * The section's marks, and the last end mark, may be missing. Source: vLLM and SGLang threads on `kimi_k2`, 2025-07 to 2026-10.
 */
import type { RawCall } from './completion.ts';

const TOKEN = /<\|tool_calls?_(?:section_)?(?:begin|end|argument_begin)\|>/;
const CALL =
  /<\|tool_call_begin\|>\s*([^<\s]*)\s*<\|tool_call_argument_begin\|>([\s\S]*?)(?:<\|tool_call_end\|>|(?=<\|tool_call_begin\|>|<\|tool_calls_section_end\|>)|$)/g;
const SECTION = /<\|tool_calls_section_(?:begin|end)\|>/g;

export function hasLeakedTokens(text: string): boolean {
  return TOKEN.test(text);
}

/** The calls in a text, and the text without them. */
export function takeLeakedCalls(text: string): { text: string; calls: RawCall[] } {
  if (!hasLeakedTokens(text)) return { text, calls: [] };
  const calls = [...text.matchAll(CALL)].map(([, id = '', args = '']) => ({
    id,
    name: nameOf(id),
    arguments: args.trim(),
  }));
  // What is left of a torn token has no meaning for anyone.
  const rest = text
    .replace(CALL, '')
    .replace(SECTION, '')
    .replace(/<\|tool_call_begin\|>[\s\S]*$/, '');
  return { text: rest.trim(), calls };
}

/** `functions.click:3` → `click`; also for names that arrive in that form. */
export function nameOf(id: string): string {
  return id.replace(/^functions\./, '').replace(/:\d+$/, '');
}
