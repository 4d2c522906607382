/** What `--help` of the built command prints, read back. */
import { uitest } from '../support/cli.ts';

export interface HelpOption {
  name: string;
  /** As it is printed: `"auto"`, `false`, `4173`; absent where there is none. */
  default?: string;
}

const printed = new Map<string, Promise<string>>();

function help(...args: string[]): Promise<string> {
  const key = args.join(' ');
  const text = printed.get(key) ?? uitest([...args, '--help']).then((ended) => ended.text);
  printed.set(key, text);
  return text;
}

/** Names of the commands. */
export async function commands(): Promise<string[]> {
  const text = await help();
  return [...text.matchAll(/^ {2}uitest ([\w-]+)/gm)].map(([, name = '']) => name);
}

/** Options of a command and of the commands below it, without `--help` and `--version`. */
export async function optionsOf(...command: string[]): Promise<HelpOption[]> {
  const text = await help(...command);
  const list = /^Commands:\n([^]*?)(?=^\S)/m.exec(text)?.[1] ?? '';
  const below = [...list.matchAll(/^ {2}uitest (\w[\w ]*\w) {2}/gm)].map(([, names = '']) => names.split(' '));
  const lists = await Promise.all(below.map((names) => optionsOf(...names)));
  const all = [...optionsIn(text), ...lists.flat()];
  return [...new Map(all.map((option) => [option.name, option])).values()];
}

function optionsIn(text: string): HelpOption[] {
  const list = /^Options:\n([^]*?)(?=^\S|$(?![^]))/m.exec(text)?.[1] ?? '';
  return list
    .split(/^(?=\s+(?:-\w, )?--\w)/m)
    .flatMap((entry) => {
      const name = /--([\w-]+)/.exec(entry)?.[1];
      const value = /\[default: ([^\]]+?)\]/.exec(entry)?.[1];
      return name === undefined ? [] : [{ name, ...(value === undefined ? {} : { default: value }) }];
    })
    .filter(({ name }) => name !== 'help' && name !== 'version');
}

export async function allOptions(): Promise<Map<string, Set<string>>> {
  const every = new Map<string, Set<string>>();
  for (const command of await commands())
    every.set(command, new Set([...(await optionsOf(command)).map(({ name }) => name), 'help']));
  return every;
}
