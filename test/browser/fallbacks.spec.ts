import { expect, test } from '../support/session.ts';

const PAGE = `<title>Shop</title>
  <form aria-label="Log in"><label>User <input id="user" name="user" placeholder="you@example.com" data-testid="user"></label>
    <label>Password <input type="password"></label>
    <button id="btn-4711" data-testid="log-in">Log in</button><button>Help</button></form>
  <a href="/orders">Orders</a> <div onclick="1" id="tile" style="cursor:pointer">Tile</div>
  <ul><li>One <button class="a">Delete</button></li><li>Two <button class="a">Delete</button></li></ul>
  <button data-testid="b1" data-qa="second">Inbox (12)</button>`;
const aim = { role: '', name: '' };

for (const { what, find, role, fallbacks } of [
  {
    what: 'a field has its test id, its id, and its placeholder',
    find: { ...aim, role: 'textbox', name: 'Password' },
    role: undefined,
    fallbacks: undefined,
  },
] as const)
  test(`${what}`, async ({ visit }) => {
    const { session } = await visit(PAGE);
    session.speaksOf('', [], { fallbacks: true });
    const list = (await session.observe({ picture: false })).elements;
    console.log(list);
    for (const line of list.split('\n')) {
      const ref = /^\s*(e\d+)/.exec(line)?.[1];
      if (!ref) continue;
      const { target } = await session.resolve({ ref });
      console.log(JSON.stringify(target));
    }
    void find;
    void role;
    void fallbacks;
    const many = await visit(
      `<form>${Array.from({ length: 60 }, (_, i) => `<label>Field ${i} <input name="f${i}" id="field-${'abcdefghij'[i % 10]}"></label>`).join('')}${Array.from({ length: 80 }, (_, i) => `<button>Button ${String.fromCharCode(65 + (i % 26))}${String.fromCharCode(65 + i / 26)}</button>`).join('')}</form>`,
    );
    const s = many.session;
    const refs = [...(await s.observe({ picture: false })).elements.matchAll(/^\s*(e\d+) (?:textbox|button)/gm)].map(
      (m) => m[1] ?? '',
    );
    console.log(refs.length, await s.page.locator('*').count());
    const times: Record<string, number[]> = { with: [], without: [] };
    for (const ref of [...refs.slice(0, 20), ...refs.slice(-20)])
      for (const how of ['with', 'without']) {
        s.speaksOf('', [], { fallbacks: how === 'with' });
        const at = performance.now();
        await s.resolve({ ref });
        times[how]?.push(performance.now() - at);
      }
    for (const [how, all] of Object.entries(times))
      console.log(
        how,
        all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]?.toFixed(1),
        Math.max(...all).toFixed(1),
      );
  });
