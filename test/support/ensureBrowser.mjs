// Before the tests, on a machine without a browser: looks for one, or installs one, as `uitest run` does.
import { findChromium } from '../../dist/src/browser/finder.js';

const { executable } = await findChromium({
  env: process.env,
  say: (line) => process.stdout.write(`${line}\n`),
  install: true,
  root: process.getuid?.() === 0,
});
process.stdout.write(`browser: ${executable}\n`);
