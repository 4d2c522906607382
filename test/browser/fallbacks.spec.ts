import { expect, test } from '../support/session.ts';
import { findAgain } from '../../src/browser/findAgain.ts';

const PAGE = `<title>Shop</title>
  <form aria-label="Log in"><label>User <input id="user" name="user" placeholder="you@example.com" data-testid="user"></label>
    <label>Code <input id="field-48213"></label> <button>Help</button></form>
  <a href="/orders">Orders</a> <div onclick="1" id="tile" style="cursor:pointer">Tile</div>
  <ul><li>One <button>Delete</button></li><li>Two <button>Delete</button></li></ul>
  <button id="inbox" title="4711 unread messages">Inbox (12)</button><button id="key-wonderland">Keys</button>`;

function refs(elements: string): Record<string, string> {
  return Object.fromEntries(
    [...elements.matchAll(/^ *(e\d+) (\S+) "([^"]*)"/gm)].map(([, ref = '', role, name]) => [`${role} ${name}`, ref]),
  );
}

test('an element is known by what else somebody gave it, never by its place or by what changes', async ({ visit }) => {
  const { session } = await visit(PAGE, { secrets: { key: 'wonderland' } });
  session.speaksOf('', [], { fallbacks: true });
  const known = refs((await session.observe({ picture: false })).elements);
  const found: Record<string, string[] | undefined> = {};
  for (const name of Object.keys(known)) {
    if (name.startsWith('form')) continue;
    found[name] = (await session.resolve({ ref: known[name] })).target.fallbacks;
  }

  expect(found).toEqual({
    'textbox User': [
      "locator('#user')",
      "getByLabel('User', { exact: true })",
      "getByPlaceholder('you@example.com', { exact: true })",
    ],
    'textbox Code': ["getByRole('form', { name: 'Log in' }).getByRole('textbox', { name: 'Code', exact: true })"],
    'button Help': ["getByRole('form', { name: 'Log in' }).getByRole('button', { name: 'Help', exact: true })"],
    'link Orders': [`locator('a[href="/orders"]')`],
    'generic Tile': ["locator('#tile')"],
    'listitem One Delete': undefined,
    'listitem Two Delete': undefined,
    'button Delete': undefined,
    'button Inbox (12)': ["locator('#inbox')"],
    'button Keys': undefined,
  });
});

test('what is only asserted, and a point, has none', async ({ visit }) => {
  const { session } = await visit(PAGE);
  const { 'textbox User': user } = refs((await session.observe({ picture: false })).elements);

  session.speaksOf('', []);
  const asserted = await session.resolve({ ref: user });
  session.speaksOf('', [], { fallbacks: true });
  const ground = await session.resolve({ x: 700, y: 500 });

  expect(asserted.target.fallbacks).toBeUndefined();
  expect(ground.target.fallbacks).toBeUndefined();
});

test('what is gone is found again as the same thing, or not at all', async ({ visit }) => {
  const { session } = await visit('<title>Go</title>');
  const target = { role: 'button', fallbacks: ["getByTestId('go')", "locator('#go')", `locator('a[href="/go"]')`] };
  const cases = {
    'by the strongest that finds one': ['<button data-testid="go" id="go">Next</button>', "getByTestId('go')"],
    'by what is left': ['<button id="go">Next</button>', "locator('#go')"],
    'not in another role': ['<a href="/x" id="go">Next</a>', undefined],
    'not where there are two': ['<button data-testid="go">A</button><button data-testid="go">B</button>', undefined],
    'not where two find different ones': ['<button data-testid="go">A</button><button id="go">B</button>', undefined],
    'not by where a link leads': ['<a href="/go" role="button">Next</a>', undefined],
    'by one when the other is no button now': [
      '<div data-testid="go"><button id="go">Next</button></div>',
      "locator('#go')",
    ],
  } as const;

  const found: Record<string, string | undefined> = {};
  for (const [how, [page]] of Object.entries(cases)) {
    await session.page.setContent(page);
    found[how] = await findAgain(session.page, target);
  }

  expect(found).toEqual(Object.fromEntries(Object.entries(cases).map(([how, [, code]]) => [how, code])));
});
