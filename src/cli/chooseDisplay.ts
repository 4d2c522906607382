/** Which display a person gets: told from what was asked for, from the terminal, and from the CI that runs us. */
import { githubGroup, gitlabGroup } from '../report/groups.ts';
import { ansiPaint, noPaint, type Paint } from '../report/paint.ts';
import { groupDisplay, listDisplay, quietDisplay, type Display } from './display.ts';
import { liveDisplay } from './liveDisplay.ts';
import { outputTo, type Output } from './output.ts';

type Environment = Record<string, string | undefined>;

export interface Asked {
  quiet: boolean;
  verbose: boolean;
  /** Standard output is another program's: people read standard error. */
  aside: boolean;
}

export interface Shown {
  display: Display;
  paint: Paint;
  /** For the closing words. */
  print(line: string): void;
  /** Standard output, whoever reads it. */
  out: Output;
}

export function chooseDisplay({ quiet, verbose, aside }: Asked, env: Environment = process.env): Shown {
  const [out, error] = [outputTo(process.stdout), outputTo(process.stderr)];
  const [stream, human] = aside ? [process.stderr, error] : [process.stdout, out];
  const paint = hasColours(stream.isTTY, env) ? ansiPaint : noPaint;
  const lines = (output: Output) => (line: string) => output.write(`${line}\n`);
  const options = { paint, verbose, print: lines(human), printError: lines(error) };
  const shown = (display: Display): Shown => ({ display, paint, print: options.print, out });
  if (quiet) return shown(quietDisplay(options));
  if (isSet(env['GITHUB_ACTIONS'])) return shown(groupDisplay(options, githubGroup));
  if (isSet(env['GITLAB_CI'])) return shown(groupDisplay(options, gitlabGroup));
  // Another program's lines may come to the same terminal.
  const moves = stream.isTTY && !aside && env['TERM'] !== 'dumb' && !isSet(env['CI']);
  if (!moves) return shown(listDisplay(options));
  const terminal = { output: human, columns: () => stream.columns || 80, rows: () => stream.rows || 24 };
  return shown(liveDisplay(options, terminal));
}

/** As Node itself decides: FORCE_COLOR first, then NO_COLOR, then whether there is a terminal that can. */
export function hasColours(terminal: boolean, env: Environment): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return terminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false';
}
