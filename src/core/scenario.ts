/** The scenario as it was written: plain data, values not yet put in (`{{name}}` stays until an action needs it). */
import type { PictureType } from './message.ts';

/** 1-based, absolute path. */
export interface Location {
  file: string;
  line: number;
  column: number;
}

export interface Scenario {
  name: string;
  /** Absolute path of the YAML file. */
  file: string;
  /** Absolute start URL. */
  url: string;
  server?: ServerCommand;
  /** Keyed by the name that the scenario uses in `{{secret:name}}`. Never holds a value. */
  secrets: Record<string, SecretRef>;
  vars: Record<string, string>;
  /** Exact origins that the browser may reach. Never empty: at least the origin of `url`. */
  origins: string[];
  limits: Limits;
  /** One entry of kind `goal` where the scenario has `goal:`. */
  steps: ScenarioStep[];
  allow: AllowedFault[];
  /** What only the model's eyes can tell counts as evidence; absent: it never passes alone. */
  opinion?: 'accept';
  use: Use;
  /** File name, as the scenario gives it, → absolute path. */
  files: Record<string, string>;
  /** Modules of tools of its own, in the order in which they are listed; absent where there are none. */
  tools?: ToolModule[];
  /** Sent with every request to an allowed origin. */
  headers: Record<string, string>;
  before: Hook[];
  after: Hook[];
  /** How often the spec is run to prove it; 0 where the scenario cannot be run twice. */
  verify: number;
}

export interface ServerCommand {
  command: string;
  /** Polled until it answers with any status below 500. */
  url: string;
  timeoutMs: number;
  /** Absolute folder in which the command runs. */
  cwd: string;
  location: Location;
}

export interface ToolModule {
  /** Relative to the scenario's folder, with `/`, without a leading `./`: `tools/mailbox.mjs`. */
  path: string;
  /** Absolute. */
  file: string;
  location: Location;
}

export interface SecretRef {
  /** Name of the environment variable that holds the value. */
  env: string;
  /** Origins on which it may be typed; default: the scenario's origins. */
  origins: string[];
}

export interface Limits {
  turns: number;
  minutes: number;
  tokens: number;
  usd: number;
  /** Turns of the same calls that led nowhere new. */
  repeats: number;
  /** Replies in a row of which nothing could be carried out. */
  mistakes: number;
}

export const ALLOWED_FAULTS = [
  'http-5xx',
  'failed-save',
  'page-error',
  'console-error',
  'request-failed',
  'crash',
] as const;
export type AllowedFault = (typeof ALLOWED_FAULTS)[number];

export interface Use {
  browser: 'chromium' | 'firefox' | 'webkit';
  /** CSS pixels. */
  viewport: { width: number; height: number };
  /** A name of Playwright's device list; it sets viewport, scale, touch and user agent. */
  device?: string;
  locale?: string;
  timezone?: string;
  colorScheme?: 'light' | 'dark';
  /** Absolute path of a Playwright storage state file. */
  storageState?: string;
  testIdAttribute?: string;
  httpCredentials?: HttpCredentials;
  /** Default: block, so that no worker of the page answers in the server's place. */
  serviceWorkers?: 'allow' | 'block';
}

/** What the browser answers with where a server asks for a user name and a password (HTTP Basic). */
export interface HttpCredentials {
  username: string;
  /** Name of the secret whose value is the password. */
  secret: string;
  /** The only origin that they are sent to. */
  origin: string;
}

/** A command (run in the scenario's folder) or an HTTP request that puts the application into a known state. */
export type Hook =
  | { kind: 'command'; command: string; cwd: string; location: Location }
  | {
      kind: 'request';
      method: string;
      url: string;
      body?: string;
      headers: Record<string, string>;
      location: Location;
    };

/** A picture that goes with a step to the model: a design, a logo, an expected state. */
export interface StepImage {
  /** Base name of the file. */
  name: string;
  /** Of its content, as a screenshot has one: another picture under the same name is another. */
  id: string;
  /** Absolute path. */
  file: string;
  mime: PictureType;
  /** Pixels. */
  width: number;
  height: number;
}

interface StepBase {
  /** Position in the file: `3`, inside a repeat `3.1`. */
  id: string;
  location: Location;
  /** The step in words, as a report shows it: prose as written, typed steps rendered. May hold `{{name}}`. */
  title: string;
  /** May be absent on the page (a cookie banner): not finding its target is no fault. */
  optional: boolean;
  /** Absent where there are none. Only steps that a model plans have some. */
  images?: StepImage[];
}

export type ScenarioStep =
  | (StepBase & { kind: 'prose'; text: string })
  | (StepBase & { kind: 'goal'; text: string })
  | (StepBase & { kind: 'typed'; step: TypedStep })
  | (StepBase & { kind: 'expect'; still: boolean; text: string })
  | (StepBase & { kind: 'expect-typed'; still: boolean; expectation: TypedExpectation })
  | (StepBase & { kind: 'extract'; values: Record<string, string> })
  | (StepBase & { kind: 'repeat'; times: number; as: string; steps: ScenarioStep[] });

/** What a typed step aims at: a name on the page, narrowed where it stands several times. */
export interface NamedTarget {
  name: string;
  role?: string;
  /** Text of the row, list item, dialog, region or group in which the target stands. */
  in?: string;
  /** 1-based. */
  nth?: number;
}

export type TypedStep =
  | { act: 'click'; target: NamedTarget; button?: 'left' | 'right' | 'middle'; count?: number }
  | { act: 'type'; target: NamedTarget; text: string; submit?: boolean; clear?: boolean }
  | { act: 'select'; target: NamedTarget; options: string[] }
  | { act: 'check'; target: NamedTarget; checked: boolean }
  | { act: 'hover'; target: NamedTarget }
  | { act: 'drag'; from: NamedTarget; to: NamedTarget }
  | { act: 'press'; keys: string; target?: NamedTarget; times?: number }
  | { act: 'goto'; url: string }
  | { act: 'history'; to: 'back' | 'forward' | 'reload' }
  | {
      act: 'scroll';
      direction: 'up' | 'down' | 'left' | 'right';
      amount?: number;
      target?: NamedTarget;
      /** The text to scroll to. */
      until?: string;
    }
  | { act: 'upload'; target: NamedTarget; files: string[] }
  | { act: 'dialog'; accept: boolean; text?: string }
  | { act: 'tab'; switch?: number; close?: number }
  | { act: 'wait'; for?: string; seconds?: number }
  | { act: 'call'; tool: string; with: Record<string, unknown> };

export type TypedExpectation =
  | { verify: 'text'; text: string; target?: NamedTarget; exact?: boolean }
  | { verify: 'visible'; target: NamedTarget }
  | { verify: 'hidden'; target: NamedTarget }
  | { verify: 'value'; target: NamedTarget; value: string }
  | { verify: 'checked'; target: NamedTarget; checked: boolean }
  | { verify: 'count'; target: NamedTarget; count: number }
  | { verify: 'url'; url: string }
  | { verify: 'title'; title: string }
  | { verify: 'download'; name: string; contains?: string; bytes?: number };

/** One scenario step as it is run: a repeat is unrolled, so the same entry can come many times. */
export interface StepInstance {
  /** `3`, or inside a repeat `3[7].1`: seventh round, first step. */
  id: string;
  step: Exclude<ScenarioStep, { kind: 'repeat' }>;
  /** Loop variables of the repeats around it. */
  loop: Record<string, string>;
}

/** Every step in the order in which it is run, repeats unrolled. */
export function unroll(steps: ScenarioStep[], loop: Record<string, string> = {}, prefix = ''): StepInstance[] {
  return steps.flatMap((step): StepInstance[] => {
    const id = prefix + (step.id.split('.').at(-1) ?? step.id);
    if (step.kind !== 'repeat') return [{ id, step, loop }];
    return Array.from({ length: step.times }, (_, round) =>
      unroll(step.steps, { ...loop, [step.as]: String(round + 1) }, `${id}[${round + 1}].`),
    ).flat();
  });
}
