/** Plans for the closed set of goals: what each looks for on the page is written here and nowhere else. */
import { ground, searches } from './ground.ts';
import type { Goal } from './intent.ts';
import { means, meanings } from './lexicon.ts';
import { descendants, type Element, type Page } from './page.ts';
import { calls, missing, notOne, ref, refused, turning, type Plan, type Sought } from './plan.ts';
import { isOneOf, ITEMS, OPENABLE } from './roles.ts';
import { optionsOf } from './planActs.ts';
import { similarity } from './similarity.ts';

const usable = (page: Page, roles: readonly string[]) =>
  page.elements.filter(({ ref, role }) => ref && isOneOf(role, roles));
const names = (elements: Element[]) => elements.map(({ role, name }) => `${role} ${JSON.stringify(name)}`).join(', ');

export function planGoal(goal: Goal, page: Page, sought: Sought): Plan {
  switch (goal.act) {
    case 'log-in':
      return planLogIn(goal, page, sought);
    case 'log-out':
      return clickMeaning(page, 'Log out', ['logout']);
    case 'sign-up':
      return clickMeaning(page, 'Sign up', ['signup'], ['button']);
    case 'search':
      return planSearch(goal.text, page);
    case 'add-to-cart':
      return planAddToCart(goal, page, sought);
    case 'on-item':
      return planOnItem(goal, page);
    case 'cookies':
      return planCookies(goal.accept, page);
    case 'sort':
      return planSort(goal.by, page);
  }
}

/** The one control that says exactly this, in any of the words that the lexicon holds for it. */
function clickMeaning(page: Page, said: string, meaning: string[], roles: readonly string[] = OPENABLE): Plan {
  const fitting = usable(page, roles).filter(({ name }) => means(name, ...meaning));
  const [only] = fitting;
  if (!only) return missing(said, `there is no ${roles[0] ?? 'control'} "${said}" on the page; write: Click "…"`);
  if (fitting.length > 1) return notOne(said, { kind: 'tie', candidates: fitting });
  return turning({ name: 'click', input: ref(only) });
}

const SUBMITS = [['login'], ['submit'], ['continue'], ['next'], ['go'], ['ok']];

function leading(element: Element): Plan {
  return { kind: 'calls', calls: [{ name: 'click', input: ref(element) }], turns: true, unfinished: true };
}

function planLogIn({ user, password }: Extract<Goal, { act: 'log-in' }>, page: Page, sought: Sought): Plan {
  const inputs = usable(page, ['textbox']);
  const secrets = inputs.filter(({ name }) =>
    meanings(name).some((word) => word === 'password' || word === 'passphrase'),
  );
  const [secret] = secrets;
  if (!secret) return toLogInForm(page, sought);
  if (secrets.length > 1) return refused(`there is more than one password field: ${names(secrets)}. ${LOG_IN_BY_HAND}`);
  // Found outside the view, alone: whoever clicks into it sees the form.
  if (sought.everywhere) return leading(secret);
  const order = (element: Element) => page.elements.indexOf(element);
  const users = inputs.filter((each) => order(each) < order(secret) && isUserName(each.name));
  const [field] = users;
  if (!field || users.length > 1)
    return refused(
      `it is not clear which field takes the user: ${names(users.length > 0 ? users : inputs)}. ${LOG_IN_BY_HAND}`,
    );
  const buttons = usable(page, ['button']).filter((each) => order(each) > order(secret));
  const submit = SUBMITS.map((meaning) => buttons.filter(({ name }) => means(name, ...meaning))).find(
    (found) => found.length > 0,
  );
  const [button, another] = submit ?? [];
  if (another) return refused(`it is not clear which button logs in: ${names(submit ?? [])}. ${LOG_IN_BY_HAND}`);
  const typed = { name: 'type', input: { ...ref(field), text: user } };
  const entered = { name: 'type', input: { ...ref(secret), text: password } };
  if (button) return turning(typed, entered, { name: 'click', input: ref(button) });
  // It stands outside the view, or is a picture: Enter does what it does.
  return turning(typed, { ...entered, input: { ...entered.input, submit: true } });
}

/** A control in view that leads to the form, followed once; else the field may be outside the view, or what leads to it. */
function toLogInForm(page: Page, { everywhere, followed }: Sought): Plan {
  const opener = clickMeaning(page, 'Log in', ['login']);
  if (!followed && opener.kind === 'calls') return { ...opener, unfinished: true };
  const noField = missing('Password', 'there is no password field on the page; write: Type "…" into "…"');
  if (followed || !everywhere) return noField;
  return opener;
}

const LOG_IN_BY_HAND = 'Write: Type "…" into "…", type "…" into "…" and click "…"';

function isUserName(name: string): boolean {
  const said = meanings(name);
  return said.some((word) => ['username', 'user', 'email', 'login', 'account'].includes(word)) || means(name, 'name');
}

function planSearch(text: string, page: Page): Plan {
  const named = page.elements.filter((each) => each.ref && searches(each));
  const boxes = named.filter(({ role }) => role === 'searchbox');
  const fields = boxes.length === 1 ? boxes : named;
  const [only] = fields;
  if (!only) return missing('Search', 'there is no search field on the page; write: Type "…" into "…" and press Enter');
  if (fields.length > 1) return notOne('the search field', { kind: 'tie', candidates: fields });
  return turning({ name: 'type', input: { ...ref(only), text, submit: true } });
}

function isAdd(name: string): boolean {
  return means(name, 'add', 'cart') || means(name, 'add');
}

function planAddToCart({ item }: Extract<Goal, { act: 'add-to-cart' }>, page: Page, { everywhere }: Sought): Plan {
  const text = page.fill(item.text);
  const buttons = usable(page, ['button', 'link']);
  const direct = buttons.filter(({ name }) => {
    const rest = /^add (.+?) to (?:the |your |my )?(?:cart|basket|bag|trolley)$/i.exec(name.trim())?.[1];
    return rest !== undefined && similarity(text, rest, item.quoted) >= 0.9;
  });
  const held = buttons.filter((each) => isAdd(each.name) && page.containerOf(each, { ...item, roles: ITEMS }));
  const fitting = direct.length > 0 ? direct : held;
  const [only] = fitting;
  if (fitting.length > 1) return notOne(`Add ${text} to the cart`, { kind: 'tie', candidates: fitting });
  if (only) return turning({ name: 'click', input: ref(only) });
  // A product's own page: its name is a heading, and in the whole page one button adds to the cart.
  const adds = buttons.filter(({ name }) => isAdd(name));
  const own = page.turn.elements.filter(
    ({ role, name }) => role === 'heading' && similarity(text, name, item.quoted) >= 0.9,
  );
  const [add] = adds;
  if (everywhere && add && adds.length === 1 && own.length === 1) return turning({ name: 'click', input: ref(add) });
  return missing(
    add?.name ?? 'Add to cart',
    `no button that adds to the cart stands in one item with "${text}"; write: Click "…" for "${text}"`,
  );
}

function planOnItem({ verb, item }: Extract<Goal, { act: 'on-item' }>, page: Page): Plan {
  const text = page.fill(item.text);
  const direct = { said: `${verb} ${text}`, readings: [{ name: `${verb} ${text}`, quoted: false }] };
  const named = ground(direct, page, OPENABLE);
  const held = usable(page, OPENABLE).filter(
    (each) => means(each.name, meanings(verb)[0] ?? verb) && page.containerOf(each, { ...item, roles: ITEMS }),
  );
  const fitting = new Set(held);
  if (named.kind === 'tie') return notOne(direct.said, named);
  if (named.kind === 'found') fitting.add(named.element);
  const [only] = fitting;
  if (fitting.size > 1) return notOne(direct.said, { kind: 'tie', candidates: [...fitting] });
  if (only) return turning({ name: 'click', input: ref(only) });
  const label = verb.charAt(0).toUpperCase() + verb.slice(1);
  return missing(label, `no "${label}" stands in one row or item with "${text}"; write: In the row for "…", click "…"`);
}

const ACCEPTS =
  /^(?:accept|allow|agree|ok|okay|got it|i agree|i accept|yes)(?: (?:all|cookies|all cookies|and close))?$/i;
const CLOSES = /^(?:dismiss|close|ok|okay|got it|no thanks|×|x)$/i;
const REFUSES = /^(?:dismiss|close|reject|decline)(?: all)? cookies$/i;

const isButton = (each: Element) => each.ref !== undefined && each.role === 'button';

function planCookies(accept: boolean, page: Page): Plan {
  const banner = page.elements
    .filter(
      (each) =>
        descendants(each).some(isButton) && [each, ...descendants(each)].some(({ name }) => /cookie/i.test(name)),
    )
    .at(-1);
  const buttons = (banner ? descendants(banner) : page.elements).filter(isButton);
  const wanted = accept ? [ACCEPTS] : [CLOSES, REFUSES];
  const fitting = buttons.filter(
    ({ name }) => wanted.some((each) => each.test(name.trim())) && (banner || /cookie/i.test(name)),
  );
  // Where a banner has one button, that one makes it go.
  const [only, other] = fitting.length === 0 && banner && !accept ? buttons : fitting;
  if (only && !other) return turning({ name: 'click', input: ref(only) });
  if (!banner && fitting.length === 0) return missing('cookie', 'there is no cookie banner on the page');
  return refused(`it is not clear which button is meant: ${names(buttons)}. Write: Click "…"`);
}

function planSort(by: string, page: Page): Plan {
  const text = page.fill(by);
  const lists = usable(page, ['combobox']).filter(({ name }) => /\b(?:sort|order)\b/i.test(name));
  const [list] = lists;
  if (list && lists.length === 1) {
    const options = optionsOf(list);
    const fitting = options.filter((name) => similarity(text, name.replace(/^sort by /i, ''), false) >= 0.9);
    const [option] = fitting;
    if (option !== undefined && fitting.length === 1)
      return calls({ name: 'select', input: { ...ref(list), options: [option] } });
    return refused(
      `list ${JSON.stringify(list.name)} has the options ${options.map((name) => JSON.stringify(name)).join(', ')}. Write: Select "…" from "${list.name}"`,
    );
  }
  const heads = usable(page, ['button', 'link']).filter(
    ({ name }) => means(name, ...meanings(text)) || means(name, 'sort', 'by', ...meanings(text)),
  );
  const [head] = heads;
  if (head && heads.length === 1) return turning({ name: 'click', input: ref(head) });
  return missing('Sort', `nothing on the page sorts by "${text}"; write: Select "…" from "…"`);
}
