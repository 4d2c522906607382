import type { Box } from './action.ts';
import type { AllowedFault } from './scenario.ts';

/** What was seen at a turn's start. */
export interface Observation {
  url: string;
  title: string;
  /** CSS pixels. */
  viewport: { width: number; height: number };
  /** JPEG; absent where nothing looks at it. */
  screenshot?: Screenshot;
  /** The element list as text, one line an element. See src/browser/README.md for the form of a line. */
  elements: string;
  /** What happened since the last observation: navigation, dialog, tab, download, fault. One line each, for people and models. */
  since: string[];
  /** Milliseconds until the page was quiet. */
  settleMs: number;
}

export interface Screenshot {
  jpeg: Buffer;
  /** Hex SHA-256, first 16 digits: equal pictures have equal ids. */
  id: string;
  width: number;
  height: number;
}

/** One line of the element list, before it is text. */
export interface ElementLine {
  ref?: string;
  role: string;
  name: string;
  /** `checked`, `disabled`, `value="…"`, in the order in which they are printed. */
  states: string[];
  box?: Box;
  depth: number;
}

/** Something that went wrong in the application or on its wire while a run was on. */
export interface Fault {
  type: AllowedFault;
  text: string;
  url?: string;
}
