import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../runner/writeWhole.ts';
import { GITHUB_WORKFLOW } from './githubWorkflow.ts';

const PACKAGE = fileURLToPath(new URL('../../../', import.meta.url));
const IGNORED = ['reports/', 'test-results/'];

/** Writes what is not there yet and says what it left alone. */
export function initCommand(dir: string): void {
  const root = path.resolve(dir);
  put(root, 'scenarios/login.yaml', schemaLine(readFileSync(path.join(PACKAGE, 'scenarios/login.yaml'), 'utf8')));
  put(root, 'scenarios/.env', readFileSync(path.join(PACKAGE, 'scenarios/.env'), 'utf8'));
  put(root, '.github/workflows/uitest.yml', GITHUB_WORKFLOW);
  ignore(root);
  process.stdout.write(
    'Next: npx uitest run scenarios/login.yaml (it tests the bundled demo), then make the scenario yours.\n' +
      'Commit the recording that a run writes beside its scenario: in CI it is replayed.\n',
  );
}

/** The schema lies in the installed package; editors find it there. */
function schemaLine(text: string): string {
  const line = '# yaml-language-server: $schema=../node_modules/uitest-agent/scenario.schema.json';
  return text.replace(/^# yaml-language-server:.*$/m, line);
}

function put(root: string, name: string, content: string): void {
  const file = path.join(root, name);
  if (existsSync(file)) {
    process.stdout.write(`left  ${name} (it is there already)\n`);
    return;
  }
  writeWhole(file, content);
  process.stdout.write(`wrote ${name}\n`);
}

function ignore(root: string): void {
  const file = path.join(root, '.gitignore');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const missing = IGNORED.filter((entry) => !text.split(/\r?\n/).includes(entry));
  if (missing.length === 0) {
    process.stdout.write('left  .gitignore (nothing to add)\n');
    return;
  }
  writeWhole(file, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`);
  process.stdout.write(`wrote .gitignore (${missing.join(', ')})\n`);
}
