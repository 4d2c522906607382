/** `npx uitest …` inside a scenario means this very uitest, wherever the scenario lies. */
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../cli/main.js', import.meta.url));

/** The program and its arguments, or undefined for a command that is not ours. */
export function ownCommand(command: string): [string, string[]] | undefined {
  const match = /^(?:npx\s+)?uitest\s+([\w\s./:=-]*)$/.exec(command.trim());
  return match ? [process.execPath, [MAIN, ...(match[1] ?? '').split(/\s+/).filter(Boolean)]] : undefined;
}
