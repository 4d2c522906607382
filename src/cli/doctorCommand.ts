/** Looks at everything a run needs and says what works and what to do about the rest. One cheap call at the most. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from '../browser/finder.ts';
import { launchBrowser } from '../browser/launch.ts';
import { messageOf } from '../core/error.ts';
import { chooseHost } from '../model/kimi/chooseHost.ts';
import { createKimi } from '../model/kimi/kimi.ts';
import { parsePrice } from '../model/kimi/prices.ts';
import { BUILTIN, modelName, type ModelChoice } from '../runner/chooseModel.ts';
import { isRoot } from '../runner/preflight.ts';
import { VERSION } from '../runner/version.ts';
import { probedLines, type Line } from './probedLines.ts';

/** Resolves to 0 when everything works, else 4. */
export async function doctorCommand(given: Omit<ModelChoice, 'thinking'>): Promise<number> {
  const choice: ModelChoice = { ...given, thinking: 'off' };
  const lines = [versions(), await browser(), ...(await model(choice))];
  for (const { ok, what, text } of lines) process.stdout.write(`${ok ? '✓' : '✗'} ${what.padEnd(8)} ${text}\n`);
  return lines.every(({ ok }) => ok) ? 0 : 4;
}

function versions(): Line {
  const inProject = existsSync(path.resolve('node_modules'));
  return {
    ok: true,
    what: 'versions',
    text: `uitest ${VERSION}, node ${process.version}${inProject ? '' : ', no node_modules in this folder'}`,
  };
}

async function browser(): Promise<Line> {
  try {
    const found = await findChromium({ env: process.env, say: () => undefined, install: false, root: isRoot() });
    const started = await launchBrowser({
      browser: 'chromium',
      executable: found.executable,
      headed: false,
      sandbox: !isRoot(),
    });
    const version = started.version();
    await started.close();
    return {
      ok: true,
      what: 'browser',
      text: `Chromium ${version}, ${found.executable} (${found.origin})${isRoot() ? ', without its sandbox: this is root' : ''}`,
    };
  } catch (error) {
    return { ok: false, what: 'browser', text: `${messageOf(error)}. \`uitest run\` tries to install one` };
  }
}

async function model(choice: ModelChoice): Promise<Line[]> {
  const name = modelName(choice, process.env);
  const ownPrice = choice.price === undefined ? {} : { price: parsePrice(choice.price) };
  if (name === BUILTIN)
    return [
      {
        ok: true,
        what: 'model',
        text: 'builtin, a planner of rules, no AI model: set MOONSHOT_API_KEY, TOGETHER_API_KEY, OPENROUTER_API_KEY or --base-url for Kimi',
      },
    ];
  try {
    const { warnings, ...host } = chooseHost({ ...choice, env: process.env });
    const notes = warnings.map((text) => ({ ok: true, what: 'note', text }));
    const probed = await createKimi({ model: name, thinking: 'off', ...ownPrice, ...host }).probe();
    return [...notes, ...probedLines(probed, host.baseURL)];
  } catch (error) {
    return [{ ok: false, what: 'model', text: messageOf(error) }];
  }
}
