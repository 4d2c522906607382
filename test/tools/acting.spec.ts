import { writeFileSync } from 'node:fs';
import { expect, test } from '../support/session.ts';
import { call, does, refOf } from '../support/tools.ts';

test('click clicks, and records the element that the click removed', async ({ visit }) => {
  const { session } = await visit(
    '<button style="position:fixed;left:0;top:0" onclick="this.remove(); document.title = `gone`">Save</button>',
  );

  const { action, text, effects } = await call({ session }, 'click', { x: 0.01, y: 0.01 });

  expect(action).toEqual({
    kind: 'click',
    target: {
      locator: `getByRole('button', { name: 'Save' })`,
      role: 'button',
      name: 'Save',
      box: expect.objectContaining({ x: 0, y: 0 }),
    },
    button: 'left',
    count: 1,
    modifiers: [],
  });
  expect(text).toBe('clicked');
  expect(effects).toEqual({ navigated: false });
  await expect(session.page).toHaveTitle('gone');
});

for (const [what, input, heard] of [
  ['twice', { count: 2 }, 'mousedown 0, mousedown 0, dblclick'],
  ['with the right button', { button: 'right' }, 'mousedown 2, contextmenu'],
  ['with a key held', { modifiers: ['Shift'] }, 'mousedown 0 shift'],
] as const)
  test(`click clicks ${what}`, async ({ visit }) => {
    const { session } = await visit(`<button>Go</button><script>
      const heard = []; const tell = (text) => { heard.push(text); document.title = heard.join(', ') };
      onmousedown = (event) => tell('mousedown ' + event.button + (event.shiftKey ? ' shift' : ''));
      ondblclick = () => tell('dblclick'); oncontextmenu = () => tell('contextmenu');
    </script>`);

    const action = await does({ session }, 'click', { ref: await refOf(session, 'Go'), ...input });

    await expect(session.page).toHaveTitle(heard);
    expect(action).toMatchObject({ kind: 'click', ...input });
  });

test('click clicks the very point of a canvas, and records it', async ({ visit }) => {
  const { session } = await visit(
    '<body style="margin:0"><canvas role=img aria-label=Pad width=300 height=100 onclick="document.title = [event.offsetX, event.offsetY]"></canvas>',
  );

  const action = await does({ session }, 'click', { x: 120, y: 60 });

  await expect(session.page).toHaveTitle('120,60');
  expect(action).toMatchObject({
    target: { anchor: { locator: `getByRole('img', { name: 'Pad' })`, x: 120, y: 60 }, fragile: expect.any(String) },
  });
});

test('click tells of the tab, the download and the dialog that it began, and records what a spec has to wait for', async ({
  visit,
}) => {
  const { session } = await visit({
    '/': `<a href="/new" target=_blank>New</a><a href="/file">File</a><button onclick="alert('Hi')">Alert</button><a href="/next">Next</a>`,
    '/new': 'new',
    '/next': 'next',
    '/file': (_, response) =>
      response.writeHead(200, { 'content-disposition': 'attachment; filename="a.csv"' }).end('x'),
  });
  const on = { session };

  const tab = await call(on, 'click', { ref: await refOf(session, 'New') });
  const file = await call(on, 'click', { ref: await refOf(session, 'File') });
  const alert = await call(on, 'click', { ref: await refOf(session, 'Alert') });
  await session.answerDialog(true);
  const next = await call(on, 'click', { ref: await refOf(session, 'Next') });

  expect([tab.text, tab.action]).toEqual(['clicked; tab 2 opened', expect.objectContaining({ opens: true })]);
  expect([file.text, file.action]).toEqual([
    'clicked; download started: "a.csv"',
    expect.objectContaining({ downloads: true }),
  ]);
  expect(alert.text).toBe('clicked; a alert dialog opened: "Hi"; answer it with dialog');
  expect(next.effects?.navigated).toBe(true);
  expect(next.action).not.toHaveProperty('opens');
});

test('type replaces what a field holds, or adds to it, and presses Enter', async ({ visit }) => {
  const { session } = await visit(
    `<form onsubmit="document.title = 'sent ' + this.q.value; return false"><label>Search <input name=q value="old"></label></form>`,
  );
  const ref = await refOf(session, 'Search');
  const target = expect.objectContaining({ locator: `getByRole('textbox', { name: 'Search' })` });

  const replaced = await does({ session }, 'type', { ref, text: 'lamp' });
  const added = await does({ session }, 'type', { ref, text: 's', clear: false, submit: true });

  await expect(session.page).toHaveTitle('sent lamps');
  expect(replaced).toEqual({ kind: 'type', target, text: 'lamp', clear: true, submit: false });
  expect(added).toEqual({ kind: 'type', target, text: 's', clear: false, submit: true, atEnd: true });
});

test('type without a target types where the focus is', async ({ visit }) => {
  const { session } = await visit('<input aria-label=Name autofocus>');
  await session.page.getByLabel('Name').focus();

  const action = await does({ session }, 'type', { text: 'alice' });

  expect(await session.page.getByLabel('Name').inputValue()).toBe('alice');
  expect(action).toEqual({ kind: 'type', text: 'alice', clear: true, submit: false });
});

test('type puts values and secrets in, and records their names', async ({ visit }) => {
  const { session } = await visit('<label>User <input></label><label>Password <input type=password></label>', {
    secrets: { pw: 's3cret-canary' },
  });
  const on = { session, values: { user: 'alice' }, step: 'Log in as {{user}} with {{secret:pw}}' };

  const user = await does(on, 'type', { ref: await refOf(session, 'User'), text: 'alice' });
  const given = await does(on, 'type', { ref: await refOf(session, 'User'), text: '{{user}}' });
  const password = await call(on, 'type', { ref: await refOf(session, 'Password'), text: '{{secret:pw}}' });

  expect(await session.page.getByLabel('User').inputValue()).toBe('alice');
  expect(await session.page.getByLabel('Password').inputValue()).toBe('s3cret-canary');
  expect(user).toMatchObject({ text: '{{user}}' });
  expect(given).toMatchObject({ text: '{{user}}' });
  expect(password.action).toMatchObject({ text: '{{secret:pw}}' });
  expect(JSON.stringify(password)).not.toContain('canary');
});

test('a text equal to a secret’s name is typed as it is', async ({ visit }) => {
  const { session } = await visit('<label>User <input></label>', { secrets: { pw: 's3cret-canary' } });

  await call({ session }, 'type', { ref: await refOf(session, 'User'), text: 'pw' });

  expect(await session.page.getByLabel('User').inputValue()).toBe('pw');
});

test('a secret is typed into a named element only', async ({ visit }) => {
  const { session } = await visit('<input autofocus><canvas width=300 height=200></canvas>', {
    secrets: { pw: 's3cret-canary' },
  });

  for (const where of [{}, { x: 150, y: 120 }])
    await expect(call({ session }, 'type', { ...where, text: '{{secret:pw}}' })).rejects.toThrow(
      'refused: a secret is typed only into a named element: give a target',
    );
  await expect(call({ session }, 'type', { text: '{{missing}}' })).rejects.toThrow(
    '{{missing}} has no value: known are none',
  );
});

for (const [name, input] of Object.entries({
  navigate: { url: '/?q={{secret:pw}}' },
  select: { options: ['{{secret:pw}}'] },
  find: { text: '{{secret:pw}}' },
  wait: { for: { text: '{{secret:pw}}' } },
  verify_text: { text: '{{secret:pw}}' },
  verify_url: { url: '*{{secret:pw}}*' },
  verify_title: { title: '{{secret:pw}}' },
  verify_value: { value: '{{secret:pw}}' },
  dialog: { accept: true, text: '{{secret:pw}}' },
}))
  test(`${name} does not take a secret`, async ({ visit }) => {
    const { session, server } = await visit('<select aria-label=S><option>x</option></select>', {
      secrets: { pw: 's3cret-canary' },
    });
    const aim = ['select', 'verify_value'].includes(name) ? { ref: await refOf(session, 'S') } : {};
    if (name === 'dialog') await session.page.evaluate(() => void setTimeout(() => prompt('?')));
    if (name === 'dialog') await session.awaitDialog(5_000);

    await expect(call({ session }, name, { ...aim, ...input })).rejects.toThrow(
      '{{secret:pw}} can only be typed into a field, with the tool type',
    );
    expect(server.seen.join('')).not.toContain('canary');
  });

test('press presses keys, and says which it does not know', async ({ visit }) => {
  const { session } = await visit(
    `<input aria-label=Name value="alice"><script>onkeydown = (event) => { document.title += event.key + ',' }</script>`,
  );
  await session.page.getByLabel('Name').focus();

  const action = await does({ session }, 'press', { keys: 'Control+A' });
  await call({ session }, 'press', { keys: 'Delete' });

  expect(await session.page.getByLabel('Name').inputValue()).toBe('');
  expect(action).toEqual({ kind: 'press', keys: 'Control+A' });
  await expect(session.page).toHaveTitle(/^Control,a,Delete,$/i);
  await expect(call({ session }, 'press', { keys: 'Enterr' })).rejects.toThrow(
    'press: "Enterr" is not a key that Playwright knows',
  );
});

test('select chooses by label or value, one or several', async ({ visit }) => {
  const { session } =
    await visit(`<label>Sort <select><option value=p>By   price</option><option value=n label="By name">x</option></select></label>
    <select multiple aria-label=Tags><option>new</option><option>old</option><option>red</option></select>`);
  const sort = session.page.getByLabel('Sort');
  const ref = await refOf(session, 'Sort');

  const action = await does({ session }, 'select', { ref, options: ['By price'] });
  expect(await sort.inputValue()).toBe('p');
  await call({ session }, 'select', { ref, options: ['n'] });
  expect(await sort.inputValue()).toBe('n');
  await call({ session }, 'select', { ref, options: ['p'] });
  await call({ session }, 'select', { ref, options: ['By name'] });
  expect(await sort.inputValue()).toBe('n');
  await call({ session }, 'select', { ref: await refOf(session, 'Tags'), options: ['new', 'red'] });

  expect(action).toEqual({
    kind: 'select',
    target: expect.objectContaining({ locator: `getByRole('combobox', { name: 'Sort', exact: true })` }),
    options: ['By price'],
  });
  expect(
    await session.page
      .getByLabel('Tags')
      .evaluate((field) => [...(field as HTMLSelectElement).selectedOptions].map((option) => option.value)),
  ).toEqual(['new', 'red']);
});

test('select says which options there are, and what is no select field', async ({ visit }) => {
  const { session } = await visit(
    '<select aria-label=Sort><option>Price</option><option>Name</option></select><button>Menu</button>',
  );

  await expect(
    call({ session }, 'select', { ref: await refOf(session, 'Sort'), options: ['Price', 'Colour'] }),
  ).rejects.toThrow('select: there is no option "Colour"; there are "Price", "Name"');
  await expect(call({ session }, 'select', { ref: await refOf(session, 'Menu'), options: ['x'] })).rejects.toThrow(
    'select: that is a <button>, neither a select field nor what opens a list: click it, then click the option',
  );
});

test('check sets a box, a radio button and a switch to what was asked, once or again', async ({ visit }) => {
  const { session } = await visit(
    `<label><input type=checkbox> Terms</label><label><input type=radio name=r> Post</label>
     <div role=switch aria-checked=false tabindex=0 aria-label=Dark onclick="this.setAttribute('aria-checked', this.getAttribute('aria-checked') !== 'true')">o</div>`,
  );
  const on = { session };

  const action = await does(on, 'check', { ref: await refOf(session, 'Terms') });
  await call(on, 'check', { ref: await refOf(session, 'Terms'), checked: true });
  await call(on, 'check', { ref: await refOf(session, 'Post') });
  await call(on, 'check', { ref: await refOf(session, 'Dark') });

  expect(action).toMatchObject({
    kind: 'check',
    target: { locator: `getByRole('checkbox', { name: 'Terms' })` },
    checked: true,
  });
  await expect(session.page.getByLabel('Terms')).toBeChecked();
  await expect(session.page.getByLabel('Post')).toBeChecked();
  await expect(session.page.getByRole('switch')).toBeChecked();

  expect(await does(on, 'check', { ref: await refOf(session, 'Terms'), checked: false })).toMatchObject({
    checked: false,
  });
  await expect(session.page.getByLabel('Terms')).not.toBeChecked();
});

test('hover opens what opens under the pointer', async ({ visit }) => {
  const { session } = await visit(
    '<style>p { display: none } div:hover p { display: block }</style><div><button>Menu</button><p>Items</p></div>',
  );

  const action = await does({ session }, 'hover', { ref: await refOf(session, 'Menu') });

  await expect(session.page.getByText('Items')).toBeVisible();
  expect(action).toEqual({
    kind: 'hover',
    target: expect.objectContaining({ locator: `getByRole('button', { name: 'Menu' })` }),
  });
});

test('drag drops one element on another', async ({ visit }) => {
  const { session } = await visit(
    `<button draggable=true ondragstart="event.dataTransfer.setData('text', 'card')">Card</button>
     <div role=group aria-label=Done style="height:100px" ondragover="event.preventDefault()" ondrop="document.title = event.dataTransfer.getData('text')"><button>In it</button></div>`,
  );

  const action = await does({ session }, 'drag', {
    from: { ref: await refOf(session, 'Card') },
    to: { ref: await refOf(session, 'Done') },
  });

  await expect(session.page).toHaveTitle('card');
  expect(action).toEqual({
    kind: 'drag',
    from: expect.objectContaining({ locator: `getByRole('button', { name: 'Card' })` }),
    to: expect.objectContaining({ locator: `getByRole('group', { name: 'Done' })` }),
  });
});

test('scroll moves most of a screen, or an area that is aimed at', async ({ visit }) => {
  const { session } = await visit(
    `<div role=region aria-label=Log tabindex=0 style="height:100px;width:300px;overflow:auto"><p style="height:2000px">Lines</p></div><div style="height:5000px"></div>`,
  );
  const top = () => session.page.evaluate(() => [scrollY, document.querySelector('div')?.scrollTop]);

  const area = await does({ session }, 'scroll', { ref: await refOf(session, 'Log'), direction: 'down' });
  await expect.poll(top).toEqual([0, 480]);
  const page = await does({ session }, 'scroll', { direction: 'down', amount: 2 });

  await expect.poll(async () => (await top())[0]).toBeGreaterThan(0);
  expect(area).toMatchObject({
    kind: 'scroll',
    target: { locator: `getByRole('region', { name: 'Log' })` },
    dx: 0,
    dy: 480,
  });
  expect(page).toEqual({ kind: 'scroll', dx: 0, dy: 960 });
  expect(await does({ session }, 'scroll', { direction: 'left' })).toEqual({ kind: 'scroll', dx: -640, dy: 0 });
});

test('find gives refs of what is out of view, and records nothing', async ({ visit }) => {
  const { session } = await visit(
    '<div style="height:3000px"></div><button onclick="document.title = 1">Bottom</button>',
  );

  const found = await call({ session }, 'find', { text: 'bottom' });
  const ref = /^e\d+/.exec(found.elements ?? '')?.[0];
  await call({ session }, 'click', { ref });

  expect(found).toMatchObject({ text: 'found', elements: expect.stringMatching(/^e\d+ button "Bottom"/) });
  expect(found).not.toHaveProperty('action');
  expect(await call({ session }, 'find', { text: 'nowhere' })).toMatchObject({ elements: '' });
  await expect(session.page).toHaveTitle('1');
});

test('navigate goes to an address, back, forward and reloads', async ({ visit }) => {
  const { session, server } = await visit({ '/': '<title>Home</title>', '/cart': '<title>Cart</title>' });
  const on = { session, values: { page: 'cart' }, step: 'Open {{page}}' };

  expect(await does(on, 'navigate', { url: '/cart' })).toEqual({ kind: 'navigate', url: '/{{page}}' });
  await expect(session.page).toHaveTitle('Cart');
  expect(await does(on, 'navigate', { to: 'back' })).toEqual({ kind: 'history', to: 'back' });
  await expect(session.page).toHaveTitle('Home');
  await call(on, 'navigate', { to: 'forward' });
  await expect(session.page).toHaveTitle('Cart');
  const before = server.seen.length;
  const reload = await call(on, 'navigate', { to: 'reload' });

  expect(server.seen.length).toBeGreaterThan(before);
  expect(reload.effects?.navigated).toBe(true);
  await expect(call(on, 'navigate', {})).rejects.toThrow(
    'navigate: expected url, or to: back, forward or reload; found neither',
  );
});

for (const url of ['http://127.0.0.1:1/', 'file:///etc/passwd', 'javascript:alert(1)', '//evil.test/'])
  test(`navigate does not go to ${url}`, async ({ visit }) => {
    const { session } = await visit('<title>Home</title>');

    await expect(call({ session }, 'navigate', { url })).rejects.toThrow(/^refused: /);
    await expect(session.page).toHaveTitle('Home');
  });

test('a page with a picture that never comes can be gone to', async ({ visit }) => {
  const { session } = await visit({
    '/': '',
    '/slow': '<title>Slow</title><img src="/never">',
    '/never': () => undefined,
  });

  await call({ session }, 'navigate', { url: '/slow' });

  await expect(session.page).toHaveTitle('Slow');
});

test('upload puts a listed file into a field, or through the button that asks for it', async ({ visit }) => {
  const file = test.info().outputPath('photo.png');
  writeFileSync(file, 'x');
  const { session } = await visit(
    `<label>Photo <input type=file onchange="document.title = this.files[0].name"></label>
     <button onclick="document.querySelector('#hidden').click()">Choose</button><input id=hidden type=file hidden onchange="document.title = 'chosen ' + this.files[0].name">`,
    { scenario: { files: { 'photo.png': file } } },
  );
  const on = { session };

  const action = await does(on, 'upload', { ref: await refOf(session, 'Photo'), files: ['photo.png'] });
  await expect(session.page).toHaveTitle('photo.png');
  await call(on, 'upload', { ref: await refOf(session, 'Choose'), files: ['photo.png'] });
  await expect(session.page).toHaveTitle('chosen photo.png');

  expect(action).toMatchObject({ kind: 'upload', files: [{ name: 'photo.png', path: file }] });
  for (const name of ['/etc/passwd', '../photo.png', '__proto__', 'constructor'])
    await expect(call(on, 'upload', { ref: await refOf(session, 'Photo'), files: [name] })).rejects.toThrow(
      `upload: ${JSON.stringify(name)} is not listed under files: (photo.png)`,
    );
});

test('tab switches and closes by number', async ({ visit }) => {
  const { session } = await visit({
    '/': '<title>One</title><a href="/two" target=_blank>Two</a>',
    '/two': '<title>Two</title>',
  });
  const on = { session };
  await call(on, 'click', { ref: await refOf(session, 'Two') });

  expect(await does(on, 'tab', { switch: 2 })).toEqual({ kind: 'tab', switch: 2 });
  await expect(session.page).toHaveTitle('Two');
  expect(await does(on, 'tab', { close: 2 })).toEqual({ kind: 'tab', close: 2 });
  await expect(session.page).toHaveTitle('One');

  await expect(call(on, 'tab', { switch: 2 })).rejects.toThrow('expected a tab from 1 to 1, found 2');
  await expect(call(on, 'tab', {})).rejects.toThrow('tab: expected switch or close, found neither');
});

test('dialog answers what is open, and records which it was', async ({ visit }) => {
  const { session } = await visit(`<button onclick="document.title = prompt('Name?')">Ask</button>`);
  const on = { session, values: { user: 'alice' }, step: 'Answer {{user}}' };
  await call(on, 'click', { ref: await refOf(session, 'Ask') });

  const action = await does(on, 'dialog', { accept: true, text: 'alice' });

  await expect(session.page).toHaveTitle('alice');
  expect(action).toEqual({ kind: 'dialog', dialog: 'prompt', accept: true, text: '{{user}}' });
  await expect(call(on, 'dialog', { accept: true })).rejects.toThrow('no dialog is open');
});

test('wait waits for a text, an element, a download, or some seconds', async ({ visit }) => {
  const { session } = await visit({
    '/': `<button onclick="setTimeout(() => { document.body.append('It came, alice') }, 300)">Go</button><a href="/file">File</a>`,
    '/file': (_, response) =>
      response.writeHead(200, { 'content-disposition': 'attachment; filename="a.csv"' }).end('x'),
  });
  const on = { session, values: { user: 'alice' }, step: 'Wait for {{user}}' };
  await call(on, 'click', { ref: await refOf(session, 'Go') });

  expect(await does(on, 'wait', { for: { text: 'It came, alice' } })).toEqual({
    kind: 'wait',
    for: { text: 'It came, {{user}}' },
  });
  expect(await does(on, 'wait', { for: { target: { ref: await refOf(session, 'It came, alice') } } })).toMatchObject({
    kind: 'wait',
    for: { target: { locator: expect.stringContaining('{{user}}') } },
  });
  await call(on, 'click', { ref: await refOf(session, 'File') });
  expect(await does(on, 'wait', { for: { download: true } })).toEqual({ kind: 'wait', for: { download: true } });
  expect(await does(on, 'wait', { seconds: 0.05 })).toEqual({ kind: 'wait', for: { seconds: 0.05 } });
  await expect(call(on, 'wait', {})).rejects.toThrow(
    'wait: expected for: { text | target | download } or seconds, found neither',
  );
});
