/** The tools of one run: ours, then the scenario's. The order is part of the prefix that hosts cache. */
import type { CalledTool } from '../core/action.ts';
import type { ToolSpec } from '../core/message.ts';
import { TOOL_SPECS, toolNamed } from './all.ts';
import { customTool } from './custom/customTool.ts';
import type { LoadedTool } from './custom/loadTools.ts';
import type { Tool } from './tool.ts';

export class Toolbox {
  /** As a model is told of them. */
  readonly specs: readonly ToolSpec[];
  private readonly loaded: readonly LoadedTool[];
  private readonly custom: ReadonlyMap<string, Tool>;

  constructor(loaded: readonly LoadedTool[] = []) {
    this.loaded = loaded;
    this.specs = [...TOOL_SPECS, ...loaded.map(({ spec }) => spec)];
    this.custom = new Map(loaded.map((each) => [each.spec.name, customTool(each)]));
  }

  named(name: string): Tool | undefined {
    return this.custom.get(name) ?? toolNamed(name);
  }

  /** Whether the scenario brings the tool: such a one touches no page. */
  brings(name: string): boolean {
    return this.custom.has(name);
  }

  /** The tool that a recording names, if the scenario still brings it. */
  recorded(action: CalledTool): LoadedTool | undefined {
    return this.loaded.find((each) => each.module === action.module && each.export === action.export);
  }

  /** The tool of the scenario that has the name. */
  own(name: string): LoadedTool | undefined {
    return this.loaded.find(({ spec }) => spec.name === name);
  }

  get ownNames(): string[] {
    return [...this.custom.keys()];
  }
}
