/** Numbers as a person reads them. */
import type { Usage } from '../core/message.ts';

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

export function dollars(usd: number): string {
  if (usd === 0) return '$0';
  return usd < 0.001 ? 'under $0.001' : `$${usd.toFixed(usd < 0.1 ? 4 : 2)}`;
}

/** `12345` as `12,345`, the same in every locale. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** What a run cost, in words; empty where no model was called and there is nothing to say. */
export function cost(modelCalls: number, usd: number | undefined): string {
  if (modelCalls === 0) return '';
  return usd === undefined ? 'price unknown' : dollars(usd);
}

/** `6,400 prompt (2,800 cached), 190 completion`: a cached token is a part of the prompt. */
export function usageWords({ prompt, cached, completion }: Usage): string {
  return `${count(prompt)} prompt${cached > 0 ? ` (${count(cached)} cached)` : ''}, ${count(completion)} completion`;
}

/** An ISO time as `2026-01-05 14:03 UTC`. */
export function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
