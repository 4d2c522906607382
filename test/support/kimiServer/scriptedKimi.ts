/** A list of replies, one a request. A run that asks for more than the script has is a mistake, and is not smoothed over. */
import type { ScriptedReply } from './scriptedReply.ts';
import type { SeenRequest } from './seenRequest.ts';

export type ScriptLine = ScriptedReply | ((request: SeenRequest) => ScriptedReply);

export class ScriptedKimi {
  private readonly script: ScriptLine[];
  private next = 0;
  /** Whether more was asked for than the script has. */
  ranOut = false;

  constructor(...script: ScriptLine[]) {
    this.script = script;
  }

  /** How many replies nobody has asked for yet. */
  get left(): number {
    return this.script.length - this.next;
  }

  readonly reply = (request: SeenRequest): ScriptedReply => {
    const line = this.script[this.next++];
    if (line === undefined) {
      this.ranOut = true;
      throw new Error(`the script has ${this.script.length} replies, and request ${request.number} asks for one more`);
    }
    return typeof line === 'function' ? line(request) : line;
  };
}
