/** What a clause asks for, before anybody looked at the page. Texts may hold `{{name}}`; only grounding puts values in. */
import type { MouseButton } from '../../core/action.ts';

/** The words that a container of the target is known by. */
export interface Near {
  text: string;
  quoted: boolean;
  /** ARIA roles of the container; absent: any container. */
  roles?: readonly string[];
}

/** One way to read a target phrase: `the shopping list` is a thing named so, or a list named `shopping`. */
export interface Reading {
  /** Empty: any element of the roles. */
  name: string;
  quoted: boolean;
  roles?: readonly string[];
  near?: Near;
  /** 1-based; -1 is the last. */
  nth?: number;
  /** The field that searches, whatever its name: `the search box`. */
  search?: boolean;
  /** Counts only where no other reading fits. */
  weak?: boolean;
}

export interface Aim {
  /** As the step says it. */
  said: string;
  readings: Reading[];
}

export type Act =
  | { act: 'click'; aim: Aim; button?: MouseButton; count?: number }
  | { act: 'type'; aim?: Aim; text: string; submit?: boolean; clear?: boolean; literally?: boolean }
  | { act: 'select'; aim?: Aim; options: string[] }
  | { act: 'check'; aim: Aim; checked: boolean }
  | { act: 'hover'; aim: Aim }
  | { act: 'drag'; from: Aim; to: Aim }
  /** `spoken`: the key as a bare word, which could also be a button's name. */
  | { act: 'press'; keys: string; spoken?: string; aim?: Aim; times?: number }
  | { act: 'goto'; url: string }
  | { act: 'history'; to: 'back' | 'forward' | 'reload' }
  | { act: 'scroll'; direction: 'up' | 'down' | 'left' | 'right'; amount?: number; aim?: Aim; until?: string }
  | { act: 'upload'; aim: Aim; files: string[] }
  /** `native`: the browser's own, never one of the page. */
  | { act: 'dialog'; accept: boolean; text?: string; native?: boolean }
  | { act: 'tab'; switch?: number; close?: number }
  | { act: 'wait'; text?: string; seconds?: number; download?: boolean }
  | { act: 'call'; tool: string; input: Record<string, unknown> }
  | Goal
  | Expectation
  | { act: 'extract'; name: string; description: string };

/** The closed set of things that are several actions, or one whose target the sentence does not name. */
export type Goal =
  | { act: 'log-in'; user: string; password: string }
  | { act: 'log-out' }
  | { act: 'sign-up' }
  | { act: 'search'; text: string }
  | { act: 'add-to-cart'; item: Near }
  | { act: 'on-item'; verb: string; item: Near }
  | { act: 'cookies'; accept: boolean }
  | { act: 'sort'; by: string };

export type Expectation =
  | { act: 'verify-text'; text: string; aim?: Aim; exact: boolean }
  | { act: 'verify-visible'; aim: Aim }
  | { act: 'verify-hidden'; aim: Aim }
  /** `loosely`: `contains`, which no tool can prove of a value. */
  | { act: 'verify-value'; aim: Aim; value: string; loosely?: boolean }
  | { act: 'verify-checked'; aim: Aim; checked: boolean }
  | { act: 'verify-count'; aim?: Aim; name: string; role?: string; count: number }
  | { act: 'verify-rows'; count: number }
  | { act: 'verify-url'; url: string }
  | { act: 'verify-title'; title: string }
  | { act: 'verify-download'; name: string; contains?: string; bytes?: number }
  | { act: 'verify-greeting'; name: string; quoted: boolean }
  | { act: 'verify-heading'; text: string; exact: boolean }
  | { act: 'verify-labelled'; label: string; text: string; exact: boolean }
  | { act: 'verify-logged'; in: boolean };

export type Intent = Act & {
  /** The clause as written. */
  clause: string;
  /** Where the clause stands in the step's text. */
  span: { start: number; end: number };
};

/** Thrown while a clause is read, caught where clauses are read: this reading is not possible, and why. */
export class NotUnderstood extends Error {
  /** A sentence that would be understood. */
  readonly instead: string | undefined;
  /** Words of the clause that would be understood in quotation marks. */
  readonly quote: string | undefined;
  /** No later rule may take the clause either. */
  readonly final: boolean;

  constructor(why: string, { instead, quote, final }: { instead?: string; quote?: string; final?: boolean } = {}) {
    super(why);
    this.name = 'NotUnderstood';
    this.instead = instead;
    this.quote = quote;
    this.final = final ?? false;
  }
}
