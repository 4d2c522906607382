/** B22: what stood at a point when the page was looked at must stand there when it is acted on. */
import { expect, test } from '../support/session.ts';

const STYLE =
  '<style>body { margin: 0 } .at { position: absolute; left: 0; top: 0; width: 200px; height: 50px }</style>';

interface Moved {
  html: string;
  /** Runs in the page between the look and the act. */
  change: string;
  /** Where the act is due. */
  at: { x: number; y: number };
  /** What the planner is told. */
  told: RegExp;
}

const MOVED: Record<string, Moved> = {
  'a button that swapped places with another': {
    html: '<button id=a class=at>Save</button><button id=b class=at style="left:400px">Delete</button>',
    change: `a.style.left = '400px'; b.style.left = '0'`,
    at: { x: 100, y: 25 },
    told: /button "Delete" is now there, where button "Save" was; look again/,
  },
  'a bare div that moved away from another': {
    html: '<div id=a class=at>Plus</div><div id=b class=at style="top:100px">Minus</div>',
    change: `a.style.top = '100px'; b.style.top = '0'`,
    at: { x: 100, y: 25 },
    told: /generic "Minus" is now there, where generic "Plus" was/,
  },
  'bare ground that a button left': {
    html: '<main style="height:400px"><button id=a class=at>Save</button></main>',
    change: `a.style.left = '400px'`,
    at: { x: 100, y: 25 },
    told: /is now there, where button "Save" was/,
  },
  'a list that got a new row on top': {
    html: `<ul id=list style="margin:0;padding:0">${['Ann', 'Bob'].map((name) => `<li style="height:40px">${name} <button style="height:30px;width:90px">Delete</button></li>`).join('')}</ul>`,
    change: `const row = document.querySelector('li').cloneNode(true); row.firstChild.data = 'Zoe '; list.prepend(row)`,
    at: { x: 60, y: 15 },
    told: /button "Delete" is now there/,
  },
  'a list that was drawn anew with another row on top': {
    html: `<ul id=list style="margin:0;padding:0">${['Ann', 'Bob'].map((name) => `<li style="height:40px">${name} <button style="height:30px;width:90px">Delete</button></li>`).join('')}</ul>`,
    change: `list.innerHTML = ['Zoe', 'Ann', 'Bob'].map((name) => '<li style="height:40px">' + name + ' <button style="height:30px;width:90px">Delete</button></li>').join('')`,
    at: { x: 60, y: 15 },
    told: /button "Delete" is now there/,
  },
  'a list without keys, whose rows now hold the texts of others': {
    html: `<ul style="margin:0;padding:0">${['Ann', 'Bob'].map((name) => `<li style="height:40px"><span>${name}</span> <button style="height:30px;width:90px">Delete</button></li>`).join('')}</ul>`,
    change: `const [a, b] = document.querySelectorAll('span'); b.textContent = 'Ann'; a.textContent = 'Zoe'`,
    at: { x: 60, y: 15 },
    told: /the page changed since it was shown/,
  },
  'a page that was scrolled': {
    html: '<button class=at>Save</button><button class=at style="top:100px">Delete</button><div style="height:3000px"></div>',
    change: 'scrollBy(0, 100)',
    at: { x: 100, y: 25 },
    told: /button "Delete" is now there, where button "Save" was/,
  },
  'a point over which a toast came': {
    html: '<button class=at>Save</button>',
    change: `document.body.insertAdjacentHTML('beforeend', '<div role=status style="position:fixed;left:0;top:0;width:300px;height:60px">Welcome</div>')`,
    at: { x: 100, y: 25 },
    told: /status "Welcome" is now there, where button "Save" was/,
  },
  'a link under a banner that went': {
    html: '<a href="#x" class=at>Buy</a><div id=banner style="position:fixed;left:0;top:0;width:300px;height:60px"><button style="width:200px;height:50px">Accept</button></div>',
    change: 'banner.remove()',
    at: { x: 100, y: 25 },
    told: /link "Buy" is now there, where button "Accept" was/,
  },
  'a link under a banner at the top of the page that was hidden': {
    html: '<div id=banner style="position:fixed;z-index:5;left:0;top:0;width:300px;height:60px"><button style="width:200px;height:50px">Accept</button></div><a href="#x" class=at>Buy</a>',
    change: `banner.style.display = 'none'`,
    at: { x: 100, y: 25 },
    told: /link "Buy" is now there, where/,
  },
  'a button that has become another': {
    html: '<button id=a class=at>Save</button>',
    change: `a.textContent = 'Delete'`,
    at: { x: 100, y: 25 },
    told: /button "Delete" is now there, where button "Save" was/,
  },
  'a canvas that shifted under the point': {
    html: '<canvas id=a class=at></canvas>',
    change: `a.style.top = '20px'`,
    at: { x: 100, y: 35 },
    told: /look again/,
  },
  'what moved in an open shadow root': {
    html: `<div id=host></div><script>host.attachShadow({ mode: 'open' }).innerHTML = '<button id=a style="position:absolute;left:0;top:0;width:200px;height:50px">Save</button><button id=b style="position:absolute;left:400px;top:0;width:200px;height:50px">Delete</button>'</script>`,
    change: `const of = (id) => host.shadowRoot.getElementById(id); of('a').style.left = '400px'; of('b').style.left = '0'`,
    at: { x: 100, y: 25 },
    told: /button "Delete" is now there, where button "Save" was/,
  },
  'what moved in a frame': {
    html: `<iframe style="border:0;width:700px;height:200px" srcdoc="<style>button{position:absolute;top:0;width:200px;height:50px}</style><button id=a style='left:0'>Save</button><button id=b style='left:400px'>Delete</button>"></iframe>`,
    change: `const of = (id) => document.querySelector('iframe').contentDocument.getElementById(id); of('a').style.left = '400px'; of('b').style.left = '0'`,
    at: { x: 100, y: 25 },
    told: /button "Delete" is now there, where button "Save" was/,
  },
  'a frame that was pushed down': {
    html: `<p id=note style="margin:0"></p><iframe style="border:0;width:700px;height:200px" srcdoc="<body style='margin:0'><button style='display:block;width:200px;height:50px'>Save</button><button style='display:block;width:200px;height:50px'>Delete</button>"></iframe>`,
    change: `note.style.height = '40px'`,
    at: { x: 100, y: 75 },
    told: /look again/,
  },
};

for (const [what, { html, change, at, told }] of Object.entries(MOVED))
  test(`B22: ${what} is not acted on before the next look`, async ({ visit }) => {
    const { session } = await visit(`<!doctype html>${STYLE}${html}`);
    await session.page.evaluate(change);

    await expect(session.resolve(at)).rejects.toThrow(told);

    await session.observe({ picture: false });
    await expect(session.resolve(at)).resolves.toBeDefined();
  });

const SAME: Record<string, Omit<Moved, 'told'>> = {
  'a button that was drawn anew where it was': {
    html: '<div id=app><button class=at>Save</button></div>',
    change: 'app.innerHTML = app.innerHTML',
    at: { x: 100, y: 25 },
  },
  'a row that was drawn anew where it was': {
    html: `<ul id=list style="margin:0;padding:0"><li>Ann <button>Delete</button></li><li>Bob <button>Delete</button></li></ul>`,
    change: 'list.innerHTML = list.innerHTML',
    at: { x: 50, y: 10 },
  },
  'a button that moved less than its size': {
    html: '<button id=a class=at>Save</button>',
    change: `a.style.top = '5px'`,
    at: { x: 100, y: 25 },
  },
  'a button whose counter goes up, and whose icon went': {
    html: '<button id=a class=at><i style="display:inline-block;width:20px;height:20px"></i>Cart (<b>1</b>)</button>',
    change: `a.querySelector('i').remove(); a.querySelector('b').textContent = '2'`,
    at: { x: 100, y: 25 },
  },
  'a row that changed while its button stayed': {
    html: `<ul style="margin:0;padding:0"><li><span>pending</span> <button style="position:absolute;left:100px">Open</button></li><li>done</li></ul>`,
    change: `document.querySelector('span').textContent = 'running'`,
    at: { x: 120, y: 10 },
  },
  'a button beside which a toast came': {
    html: '<button class=at>Save</button>',
    change: `document.body.insertAdjacentHTML('beforeend', '<div style="position:fixed;left:300px;top:0">Welcome</div>')`,
    at: { x: 100, y: 25 },
  },
  'a button over pictures that take turns': {
    html: '<div id=stage><img class=at alt=One></div><button class=at style="z-index:1">Next</button>',
    change: `stage.innerHTML = '<img class=at alt=Two>'`,
    at: { x: 100, y: 25 },
  },
  'a point that the bare body gives': { html: '<p>Text</p>', change: `document.title = 'x'`, at: { x: 400, y: 500 } },
};

for (const [what, { html, change, at }] of Object.entries(SAME))
  test(`${what} is what was shown`, async ({ visit }) => {
    const { session } = await visit(`<!doctype html>${STYLE}${html}`);
    await session.page.evaluate(change);

    await expect(session.resolve(at)).resolves.toBeDefined();
  });

test('B22: a page that a timer put in the place of the shown one is not acted on before the next look', async ({
  visit,
}) => {
  const { session, server } = await visit({
    '/': `<!doctype html>${STYLE}<button class=at>Save</button>`,
    '/next': `<!doctype html>${STYLE}<button class=at>Delete all</button>`,
  });
  await session.page.evaluate((url) => location.assign(url), `${server.origin}/next`);
  await session.page.waitForURL('**/next');

  await expect(session.resolve({ x: 100, y: 25 })).rejects.toThrow('it was loaded anew; look again');

  await session.observe({ picture: false });
  expect((await session.resolve({ x: 100, y: 25 })).target.name).toBe('Delete all');
});
