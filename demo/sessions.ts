/** One state for each session cookie. The oldest are dropped, so that a demo left running stays small. */
import { randomUUID } from 'node:crypto';
import { initialState, type State } from './state.ts';

const MAX_SESSIONS = 500;
const COOKIE = 'lampwire';

export interface Session {
  state: State;
  /** Present where the browser has to be given its cookie. */
  setCookie?: string;
}

export class Sessions {
  readonly #states = new Map<string, State>();

  find(cookies: string | undefined): Session {
    const id = idIn(cookies);
    const known = id === undefined ? undefined : this.#states.get(id);
    if (known) return { state: known };
    return this.#start();
  }

  /** With a session's cookie that session, else every session. */
  reset(cookies: string | undefined): void {
    const id = idIn(cookies);
    if (id === undefined) this.#states.clear();
    else if (this.#states.has(id)) this.#states.set(id, initialState());
  }

  #start(): Session {
    const id = randomUUID();
    const state = initialState();
    this.#states.set(id, state);
    const [oldest] = this.#states.keys();
    if (this.#states.size > MAX_SESSIONS && oldest !== undefined) this.#states.delete(oldest);
    return { state, setCookie: `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax` };
  }
}

function idIn(cookies: string | undefined): string | undefined {
  return new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(cookies ?? '')?.[1];
}
