/** What was really done to the page, as data: the only input of codegen and of recordings. Texts may hold `{{name}}`. */

/** Fractions 0..1 of the viewport's width and height. */
export interface Point {
  x: number;
  y: number;
}

/** CSS pixels in the viewport of the page. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Target {
  /** Playwright code relative to `page`, as `Locator.normalize()` prints it; it matched exactly one element. Absent when only the point is known. */
  locator?: string;
  /** Where the action was performed when there is no locator: relative to `anchor`, in CSS pixels from its top left corner. */
  anchor?: { locator: string; x: number; y: number };
  role?: string;
  name?: string;
  box?: Box;
  /** Why the locator may not survive a change of the page; absent when it is a good one. */
  fragile?: string;
  /** Other locators that found this very element and no other, the strongest first; `role` is what an element found by one must have. */
  fallbacks?: string[];
}

/** Where something was done, as far as it lasts: ids, and what the run was given, are patterns in it. Absent: not known. */
export interface Place {
  /** Which kind of page (`core/pageKind.ts`). */
  page?: string;
  /** Number of the tab; absent: the first. */
  tab?: number;
  /** The dialog that was open. */
  dialog?: DialogKind;
}

export type MouseButton = 'left' | 'right' | 'middle';
export type Modifier = 'Alt' | 'Control' | 'ControlOrMeta' | 'Meta' | 'Shift';

/** What an action started that a later line of the spec has to wait for. */
export interface Started {
  /** It opened a tab, which became the newest. */
  opens?: true;
  /** It started a download. */
  downloads?: true;
  /** The tab in which it was done closed itself. */
  closes?: true;
}

/** `on`: where it was done; of a verify, where it was true. `leads`: where it led to, if that is elsewhere. */
export type Action = Act & { on?: Place; leads?: Place };

type Act =
  /** `tap`: with a finger. */
  | ({
      kind: 'click';
      target: Target;
      button: MouseButton;
      count: number;
      modifiers: Modifier[];
      tap?: true;
    } & Started)
  /** `atEnd`: what is added goes behind what the field holds. */
  | ({ kind: 'type'; target?: Target; text: string; clear: boolean; submit: boolean; atEnd?: true } & Started)
  | { kind: 'navigate'; url: string }
  | { kind: 'history'; to: 'back' | 'forward' | 'reload' }
  /** Where the focus is, or in `target`; `times` is absent for once. */
  | ({ kind: 'press'; keys: string; target?: Target; times?: number } & Started)
  /** `clicks`: a list that is no native select field, worked as a person does: what was clicked, in order. */
  | { kind: 'select'; target: Target; options: string[]; clicks?: Target[] }
  | { kind: 'check'; target: Target; checked: boolean }
  | { kind: 'hover'; target: Target }
  /** `steps`: how many moves of the mouse lead from one to the other; absent: one. */
  | { kind: 'drag'; from: Target; to: Target; steps?: number }
  /** `until`: again and again, until something in the area (or the page) shows that text. */
  | { kind: 'scroll'; target?: Target; dx: number; dy: number; until?: string }
  | { kind: 'upload'; target: Target; files: UploadedFile[]; via?: UploadWay }
  | { kind: 'tab'; switch?: number; close?: number }
  | { kind: 'dialog'; dialog: DialogKind; accept: boolean; text?: string }
  | { kind: 'wait'; for: WaitFor }
  | { kind: 'extract'; name: string; value: string; target?: Target; pattern?: string }
  | CalledTool
  | Opinion
  | Verify;

/** A call of a tool that the scenario brings. */
export interface CalledTool {
  kind: 'tool';
  /** Its module, relative to the scenario's folder, with `/`. */
  module: string;
  /** The name under which the module exports it. */
  export: string;
  /** The name by which it is called. */
  tool: string;
  /** Data as JSON has it; its texts may hold `{{name}}`. */
  input: Record<string, unknown>;
  /** Names of the values that it gave. */
  gives: string[];
  timeoutMs: number;
}

/** What the model says that it sees, where nothing can be evaluated: labelled as such wherever it is shown. */
export interface Opinion {
  kind: 'opinion';
  claim: string;
  holds: boolean;
  reason: string;
}

export type DialogKind = 'alert' | 'confirm' | 'prompt' | 'beforeunload';

export type WaitFor = { text: string } | { target: Target } | { download: true } | { seconds: number };

/** Put into a file field, given to the chooser that a click opens, or dropped. */
export type UploadWay = 'field' | 'chooser' | 'drop';

export interface UploadedFile {
  name: string;
  /** Absolute path. */
  path: string;
}

/** An assertion that Playwright's `expect` evaluated and found true. */
export type Verify = { kind: 'verify'; held: 'after' | 'before'; found: string } & Check;

/** `held: 'before'` above means that it was already true before the actions that it is to prove: vacuous. */
export type Check =
  | { check: 'text'; text: string; target?: Target; exact: boolean }
  | { check: 'visible'; target: Target }
  | { check: 'visible-text'; text: string }
  | { check: 'hidden'; target: Target }
  | { check: 'hidden-text'; text: string }
  | { check: 'value'; target: Target; value: string }
  | { check: 'checked'; target: Target; checked: boolean }
  | { check: 'count'; target: Target; count: number }
  | { check: 'count-text'; text: string; count: number }
  | { check: 'url'; url: string }
  | { check: 'title'; title: string }
  /** `bytes`: the size of the file. */
  | { check: 'download'; name: string; contains?: string; bytes?: number };
