/** What appeared and went between two looks is told; what only moved, ticked or was replaced is not. */
import type { Session } from '../../src/browser/session.ts';
import { expect, test } from '../support/session.ts';

/** Lets `script` happen in the page, which says by its title when all of it is over, and looks. */
async function between(session: Session, script: string): Promise<string[]> {
  await session.page.evaluate(`(async () => {
    const after = (ms) => new Promise((resolve) => { setTimeout(resolve, ms) });
    const show = (html, into = document.body) => { const box = document.createElement('div'); box.innerHTML = html; into.append(...box.childNodes); return into.lastElementChild };
    ${script}
  })()`);
  return passing((await session.observe({ picture: false })).since);
}

function passing(since: string[]): string[] {
  return since.filter((line) => /^(appeared|…)/.test(line));
}

const TOLD: Record<string, { page?: string; script: string; told: string[] }> = {
  'a toast that is added and removed': {
    script: `const toast = show('<div role=status style="position:fixed;right:0;bottom:0">  Saved\\n  <b>all</b> </div>'); await after(300); toast.remove()`,
    told: ['Saved all'],
  },
  'a text without any mark, in the flow of the page': {
    script: `const note = show('<div>Copied to the clipboard</div>'); await after(300); note.remove()`,
    told: ['Copied to the clipboard'],
  },
  'a toast that is shown and hidden by a class': {
    page: '<style>.toast { display: none; position: fixed; top: 0 } .on { display: block }</style><div class=toast>Sent</div>',
    script: `const toast = document.querySelector('.toast'); toast.className = 'toast on'; await after(300); toast.className = 'toast'`,
    told: ['Sent'],
  },
  'a toast that fades in and out': {
    page: '<style>.toast { position: fixed; top: 0; opacity: 0; transition: opacity 150ms } .on { opacity: 1 }</style><div class=toast></div>',
    script: `const toast = document.querySelector('.toast'); toast.textContent = 'Faded'; toast.classList.add('on'); await after(500); toast.classList.remove('on'); await after(250)`,
    told: ['Faded'],
  },
  'a word in a status line that was empty': {
    page: '<p id=line></p>',
    script: `line.textContent = 'Saving your work'; await after(300); line.textContent = ''`,
    told: ['Saving your work'],
  },
  'a word in a status line that said something else before and after': {
    page: '<p id=line>Ready</p>',
    script: `line.textContent = 'Saving'; await after(300); line.textContent = 'Ready'`,
    told: ['Saving'],
  },
  'a toast in an open shadow root, also one that came later': {
    page: `<div id=host></div><script>host.attachShadow({ mode: 'open' }).innerHTML = '<div id=box></div>'</script>`,
    script: `const inner = show('<p>In the old one</p>', host.shadowRoot.getElementById('box')); await after(300); inner.remove();
      const outer = show('<div></div>'); outer.attachShadow({ mode: 'open' }).innerHTML = '<p role=alert>Inside</p>'; await after(300); outer.remove()`,
    told: ['In the old one', 'Inside'],
  },
  'a toast in a frame': {
    page: '<iframe srcdoc="<p>frame</p>"></iframe>',
    script: `const { body } = document.querySelector('iframe').contentDocument; const toast = show('<p>In the frame</p>', body); await after(300); toast.remove()`,
    told: ['In the frame'],
  },
  'equal ones once, others each': {
    script: `for (const text of ['One', 'Two', 'One']) { const toast = show('<div role=alert>' + text + ' thing</div>'); await after(250); toast.remove() }`,
    told: ['One thing', 'Two thing'],
  },
  'a message over the whole page': {
    script: `const over = show('<div style="position:fixed;inset:0"><p>Please wait</p></div>'); await after(300); over.remove()`,
    told: ['Please wait'],
  },
};

for (const [what, { page = '', script, told }] of Object.entries(TOLD))
  test(`told: ${what}`, async ({ visit }) => {
    const { session } = await visit(`<!doctype html><h1>Shop</h1><button>Save</button>${page}`);

    expect(await between(session, script)).toEqual(told.map((text) => `appeared and went: ${JSON.stringify(text)}`));
    expect(passing((await session.observe({ picture: false })).since)).toEqual([]);
  });

const NOT_TOLD: Record<string, { page?: string; script: string }> = {
  'a toast that still stands there': { script: `show('<div role=status>Still here</div>'); await after(300)` },
  'a toast whose text stands elsewhere by now': {
    script: `const toast = show('<p>Moved text</p>'); await after(300); toast.remove(); show('<section>Moved <b>text</b></section>')`,
  },
  'what was never shown': {
    script: `const [a, b, c] = ['display:none', 'visibility:hidden', 'position:absolute;left:-9999px'].map((style) => show('<div style="' + style + '">Hidden</div>')); await after(300); a.remove(); b.remove(); c.remove()`,
  },
  'a flash that nobody can read': { script: `const flash = show('<p>Flash</p>'); await after(10); flash.remove()` },
  'what was there before': {
    page: '<p id=old class=a>Old text</p>',
    script: `old.className = 'b'; await after(300); old.remove()`,
  },
  'a counter': {
    page: '<p id=count>3 seconds left</p>',
    script: `for (const n of [2, 1, 0]) { count.textContent = n + ' seconds left'; await after(150) } count.textContent = ''`,
  },
  'a counter of words': {
    page: '<p id=count>Monday</p>',
    script: `for (const day of ['Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']) { count.textContent = day; await after(130) }`,
  },
  'a route that took the place of another': {
    page: '<main id=app><h1>Home</h1><p>Welcome</p></main>',
    script: `app.innerHTML = '<h1>Orders</h1><p>Nothing yet</p>'; history.pushState(0, '', '/orders'); await after(300); app.innerHTML = '<h1>Help</h1><p>Call us</p>'`,
  },
  'the rows of a list that scrolls': {
    page: '<div id=list style="height:120px;overflow:hidden;position:relative"></div>',
    script: `for (let from = 0; from < 20; from += 5) { const rows = [0, 1, 2, 3, 4].map((n) => show('<div>Row number ' + (from + n) + '</div>', list)); await after(150); for (const row of rows) row.remove() }`,
  },
  'the choices of a field': {
    script: `const choices = show('<ul role=listbox><li role=option>Berlin</li></ul>'); await after(300); choices.remove()`,
  },
};

for (const [what, { page = '', script }] of Object.entries(NOT_TOLD))
  test(`not told: ${what}`, async ({ visit }) => {
    const { session } = await visit(`<!doctype html><h1>Shop</h1><button>Save</button>${page}`);

    expect(await between(session, script)).toEqual([]);
  });

test('B37: a toast is told on a page that has replaced built-ins, and so is the stillness of it', async ({ visit }) => {
  const { session } = await visit(`<!doctype html><button>Save</button><script>
    window.later = setTimeout.bind(window);
    window.MutationObserver = class { observe() {} }; window.Promise = null; window.requestAnimationFrame = () => 0;
    window.setTimeout = () => 0; performance.now = () => 0; JSON.stringify = () => 'no'; Document.prototype.getAnimations = () => [];
    Element.prototype.checkVisibility = () => false; Array.prototype.filter = () => []; document.createElement = () => null;
  </script>`);
  await session.page.locator('button').evaluate((button) => {
    const later: typeof setTimeout = Reflect.get(window, 'later');
    button.insertAdjacentHTML(
      'afterend',
      '<p id=toast>Saved</p><b id=box style="position:absolute;left:0;transition:left 400ms"></b>',
    );
    const box = document.getElementById('box');
    later(() => document.getElementById('toast')?.remove(), 300);
    later(() => {
      if (box) box.style.left = '300px';
    }, 320);
  });
  await session.page.locator('#toast').waitFor({ state: 'detached' });

  const { since } = await session.observe({ picture: false });

  expect(since).toEqual(['appeared and went: "Saved"']);
  expect(await session.page.locator('#box').boundingBox()).toMatchObject({ x: 300 });
});

test('a secret in a toast is not told', async ({ visit }) => {
  const { session } = await visit('<button>Save</button>', { secrets: { pin: 's3cret-canary' } });

  expect(
    await between(session, `const toast = show('<p>Your pin is s3cret-canary</p>'); await after(300); toast.remove()`),
  ).toEqual(['appeared and went: "Your pin is {{secret:pin}}"']);
});

test('what happened is told in at most twenty lines', async ({ visit }) => {
  const { session } = await visit(
    `<script>for (let n = 0; n < 19; n++) console.error('fault ' + n)</script><button>Save</button>`,
  );
  await session.page.evaluate(() => {
    for (let n = 0; n < 19; n++) console.error(`fault ${n}`);
    for (let n = 0; n < 9; n++) history.pushState(0, '', `/${n}`);
  });
  await between(session, '');

  await session.page.evaluate(() => {
    for (let n = 0; n < 19; n++) console.error(`fault ${n}`);
  });
  const { since } = await session.observe({ picture: false });

  expect(since.length).toBeLessThanOrEqual(21);
});
