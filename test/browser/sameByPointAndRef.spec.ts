import { parseElements } from '../../src/core/elementList.ts';
import { locatorOf } from '../../src/browser/locators.ts';
import { expect, test } from '../support/session.ts';

const HIDDEN = 'position:absolute;clip:rect(0,0,0,0);width:1px;height:1px;overflow:hidden;margin:-1px';

/** Kinds of elements, each by the selector of what is aimed at; `ref` where the list calls something else by that name. */
const PAGE = `<!doctype html><meta charset=utf-8><title>Many</title><body style="font:14px sans-serif">
<p><button>Save</button> <button>Inbox (12)</button> <a href="/o">2026-11-23 Order</a> <a href="/h">Help</a>
<a href="/lamp"><img alt="Lamp" width=40 height=40></a> <a href="/go"><span>Go</span> <svg width=20 height=20><rect width=20 height=20 /></svg></a>
<button aria-label="Close"><svg width=20 height=20><rect width=20 height=20 /></svg></button>
<button><span>Two <b>words</b></span></button> <span role=button tabindex=0>Share</span></p>
<p><label>Mail <input></label> <input placeholder="Search here"> <input title="Nick"> <input aria-label="City" value="Rome"> <textarea aria-label="Note"></textarea>
<select aria-label="Size"><option>S<option>M</select> <input type=number aria-label="Count"> <input type=date aria-label="Day">
<span contenteditable role=textbox aria-label="Body" style="display:inline-block;width:80px">x</span></p>
<p><label><input type=checkbox> Terms</label> <input type=checkbox id=news><label for=news>News</label> <span role=switch aria-checked=false tabindex=0>Dark</span></p>
<table>${['Ann', 'Bob'].map((name) => `<tr><td>${name}<td><button>Delete</button><td><input type=checkbox>`).join('')}</table>
<ul>${['Lamp', 'Wire'].map((name) => `<li>${name} <button>Add</button></li>`).join('')}</ul>
${['Red', 'Blue'].map((name) => `<article><h3>${name} chair</h3><button>Buy</button></article>`).join('')}
${['Oak', 'Elm'].map((name) => `<div class=card><h4>${name} desk</h4><button>Buy</button></div>`).join('')}
<section aria-label=One><button>Edit</button></section><section aria-label=Two><button>Edit</button></section>
<fieldset><legend>Home</legend><label>Street <input></label></fieldset><fieldset><legend>Work</legend><label>Street <input></label></fieldset>
<my-card></my-card><my-card></my-card>
<h2 onclick="1" style="cursor:pointer;width:200px">Toggle all</h2>
<div role=menu><div role=menuitem tabindex=0>Open</div><div role=menuitem tabindex=0>Rename</div></div>
<div role=tablist><button role=tab aria-selected=true>First</button><button role=tab>Second</button></div>
<iframe title=Pay srcdoc="<body style='margin:4px'><button>Pay</button><label>Card <input></label>" width=300 height=40></iframe>
<details><summary>More about it</summary>x</details>
<script>let n = 0; customElements.define('my-card', class extends HTMLElement { connectedCallback() {
  this.attachShadow({ mode: 'open' }).innerHTML = '<button><i>Rate</i> ' + ++n + '</button>'; } })</script>`;

const OPTIONS = { scenario: { use: { browser: 'chromium' as const, viewport: { width: 1000, height: 1000 } } } };
const KINDS = new Set(
  'button link textbox searchbox combobox spinbutton checkbox switch heading menuitem tab'.split(' '),
);

test('what is aimed at by its ref and by the middle of its box is found by the same locator', async ({ visit }) => {
  const { session } = await visit(PAGE, OPTIONS);
  const { elements } = await session.observe({ picture: false });
  const aimed = parseElements(elements).filter(({ role }) => KINDS.has(role));

  const byRef: string[] = [];
  const byPoint: string[] = [];
  for (const { ref = '', role, name, centre = { x: 0, y: 0 } } of aimed) {
    const said = (locator: string | undefined) => `${role} ${JSON.stringify(name)}: ${locator}`;
    byRef.push(said((await session.resolve({ ref })).target.locator));
    byPoint.push(said((await session.resolve(centre)).target.locator));
  }

  expect(byRef.length).toBeGreaterThan(45);
  expect(byPoint).toEqual(byRef);
  expect(byRef.filter((line) => /nth|first|last/.test(line))).toEqual([]);
});

for (const [what, html] of Object.entries({
  'clipped, its label beside it': `<input type=checkbox id=c style="${HIDDEN}"><label for=c id=at style="padding:8px">Dark</label>`,
  'without a size, in its label': `<label id=at style="padding:8px"><input type=checkbox id=c style="position:absolute;opacity:0;width:0;height:0"><span>Dark</span></label>`,
  'under a drawing in its label': `<label id=at style="position:relative;padding:8px"><input type=checkbox id=c><i style="position:absolute;inset:0;background:#ddd"></i> Dark</label>`,
  'that no pointer meets': `<input type=checkbox id=c style="pointer-events:none"><label for=c id=at>Dark</label>`,
}))
  test(`a checkbox ${what}, is used through its label, by ref and by point`, async ({ visit }) => {
    const { session } = await visit(`<!doctype html><p>Mode</p><div>${html}</div>`);
    const { elements } = await session.observe({ picture: false });
    const listed = parseElements(elements).filter(({ name, ref }) => name === 'Dark' && ref !== undefined);
    const box = await session.page.locator('#at').boundingBox();
    const point = {
      x: ((box?.x ?? 0) + (box?.width ?? 0) / 2) / 800,
      y: ((box?.y ?? 0) + (box?.height ?? 0) / 2) / 600,
    };

    const found = [await session.resolve(point)];
    for (const { ref = '' } of listed) found.push(await session.resolve({ ref }));

    expect(new Set(found.map(({ target }) => target.locator)), elements).toEqual(new Set([`getByText('Dark')`]));
    const locator = locatorOf(session.page, found[0]?.target.locator ?? '');
    await locator.click();
    await expect(session.page.locator('#c')).toBeChecked();
    await locator.setChecked(false);
    await expect(session.page.locator('#c')).not.toBeChecked();
    await expect(locator).not.toBeChecked();
  });
