import { chromium } from 'playwright';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell' });
const p = await b.newPage({ viewport: { width: 900, height: 1200 } });
await p.goto('file://' + process.argv[2]); await p.emulateMedia({ media: 'print' });
await p.screenshot({ path: '/tmp/m6/print.png', clip: {x:0,y:0,width:900,height:2600}, fullPage: true });
await p.emulateMedia({ media: 'screen' }); await p.setViewportSize({width: 390, height: 1700});
await p.screenshot({ path: '/tmp/m6/small.png' });
await b.close();
