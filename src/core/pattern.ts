/** What a `url` or `title` expectation means: shared by the run, which evaluates it, and by codegen, which writes it. */

export type TextMatch = { exact: string } | { pattern: RegExp } | { path: string };

/** `*` stands for anything; an absolute address is meant whole; `/orders` is the whole path; anything else is a part of the address. */
export function urlMatch(text: string): TextMatch {
  if (text.includes('*')) return { pattern: wildcard(text, text.startsWith('/') || text.startsWith('http')) };
  if (/^https?:\/\//.test(text)) return { exact: text };
  if (text.startsWith('/') && !/[?#]/.test(text)) return { path: text };
  return { pattern: new RegExp(escapeRegex(text)) };
}

/** `*` stands for anything; without one the whole title is meant. */
export function titleMatch(text: string): TextMatch {
  return text.includes('*') ? { pattern: new RegExp(`^${starred(text)}$`) } : { exact: text };
}

function wildcard(text: string, fromPath: boolean): RegExp {
  if (!fromPath) return new RegExp(starred(text));
  return new RegExp(text.startsWith('/') ? `^https?://[^/]+${starred(text)}$` : `^${starred(text)}$`);
}

function starred(text: string): string {
  return text.split('*').map(escapeRegex).join('.*');
}

export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
