import { chromium } from 'playwright';
const [,, file, out, width='1280', scheme='light', full='0', hash=''] = process.argv;
const b = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell' });
const p = await b.newPage({ viewport: { width: +width, height: 900 }, colorScheme: scheme });
p.on('console', m => console.log('console', m.text())); p.on('pageerror', e => console.log('ERR', e.message));
await p.goto('file://' + file + hash);
await p.waitForTimeout(500);
await p.screenshot({ path: out, fullPage: full === '1' });
await b.close();
