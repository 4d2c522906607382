/** Plans for expectations and for values to remember. A claim that no tool can prove as it is meant is refused. */
import { ground, groundContainer } from './ground.ts';
import type { Act, Expectation } from './intent.ts';
import { labelled, standsIn } from './labelled.ts';
import { means } from './lexicon.ts';
import type { Element, Page } from './page.ts';
import { calls, missing, notOne, on, ref, refused, type Call, type Plan, type Sought } from './plan.ts';
import { FIELDS, isOneOf, LISTS, OPENABLE, TICKS } from './roles.ts';
import { planHidden, planVisible } from './planVisible.ts';
import { containsPhrase, similarity } from './similarity.ts';

export function planVerify(intent: Expectation, page: Page, sought: Sought): Plan {
  switch (intent.act) {
    case 'verify-visible':
      return planVisible(intent.aim, page, sought);
    case 'verify-hidden':
      return planHidden(intent.aim, page, sought);
    case 'verify-text': {
      const { text, exact, aim } = intent;
      const call = (where: Record<string, unknown>) =>
        calls({ name: 'verify_text', input: { ...where, text, ...(exact ? { exact } : {}) } });
      if (!aim) return call({});
      const container = groundContainer(aim, page) ?? ground(aim, page);
      return container.kind === 'found' ? call(ref(container.element)) : notOne(aim.said, container);
    }
    case 'verify-value':
      return planValue(intent, page);
    case 'verify-checked':
      return on(intent.aim, page, TICKS, (element) =>
        calls({ name: 'verify_checked', input: { ...ref(element), checked: intent.checked } }),
      );
    case 'verify-count':
      return planCount(intent, page);
    case 'verify-rows':
      return planRows(intent.count, page);
    case 'verify-url':
      return calls({ name: 'verify_url', input: { url: intent.url } });
    case 'verify-title':
      return calls({ name: 'verify_title', input: { title: intent.title } });
    case 'verify-download':
      // Only what the tool takes: an intent also knows where it was read.
      const { name, contains, bytes } = intent;
      return calls({
        name: 'verify_download',
        input: { name, ...(contains === undefined ? {} : { contains }), ...(bytes === undefined ? {} : { bytes }) },
      });
    case 'verify-greeting':
      return planGreeting(intent, page, sought);
    case 'verify-heading':
      return planHeading(intent, page, sought);
    case 'verify-labelled':
      return planLabelled(intent.label, intent.text, page);
    case 'verify-logged': {
      const [way, meaning] = intent.in ? (['Log out', 'logout'] as const) : (['Log in', 'login'] as const);
      const shown = page.elements.find((each) => each.ref && isOneOf(each.role, OPENABLE) && means(each.name, meaning));
      if (shown) return calls({ name: 'verify_visible', input: ref(shown) });
      return missing(way, `there is no "${way}" that would show it; write: the page shows "…"`);
    }
  }
}

function planValue({ aim, value, loosely }: Extract<Act, { act: 'verify-value' }>, page: Page): Plan {
  const grounded = ground(aim, page, [...FIELDS, ...LISTS, 'slider']);
  if (grounded.kind === 'found') {
    const { element } = grounded;
    const { value: shown } = element.states;
    const wanted = page.fill(value);
    if (loosely && typeof shown === 'string' && shown !== wanted && shown.includes(wanted))
      return refused(
        `field "${element.name}" holds ${JSON.stringify(shown)}; no tool proves a part of a value. Write: the "${element.name}" field is "…"`,
      );
    return calls({ name: 'verify_value', input: { ...ref(element), value } });
  }
  const [label] = aim.readings;
  if (grounded.kind === 'missing' && label && !label.near && labelled(page.fill(label.name), page).length > 0)
    return planLabelled(label.name, value, page);
  return notOne(aim.said, grounded);
}

const COUNTABLE = ['list', 'table', 'grid', 'menu', 'listbox', 'tablist'];

function planCount({ aim, name, role, count }: Extract<Act, { act: 'verify-count' }>, page: Page): Plan {
  if (name === '') return calls({ name: 'verify_count', input: { role, count } });
  if (aim && (role === undefined || COUNTABLE.includes(role))) {
    const container = ground(aim, page, COUNTABLE);
    if (container.kind === 'found') return calls({ name: 'verify_count', input: { ...ref(container.element), count } });
  }
  return calls({ name: 'verify_count', input: { text: name, count } });
}

/** A table's first row is its header where it alone has no digit, or only the controls that sort. */
function planRows(count: number, page: Page): Plan {
  const rows = page.elements.filter(({ role }) => role === 'row');
  const tables = page.elements.filter(({ role }) => role === 'table' || role === 'grid');
  const [first, ...others] = rows;
  if (!first) return missing('row', 'there is no table on the page; write: "…" appears 3 times');
  if (tables.length > 1) return refused('there is more than one table; write: "…" appears 3 times');
  const sorts = first.children.length > 0 && first.name === first.children.map(({ name }) => name).join(' ');
  const plainHead = !/\d/.test(first.name) && first.children.length === 0;
  const header = sorts || (plainHead && others.some((row) => /\d/.test(row.name) || row.children.length > 0));
  if (plainHead && !header)
    return refused('it is not clear whether the first row is a header; write: "…" appears 3 times');
  return calls({ name: 'verify_count', input: { role: 'row', count: header ? count + 1 : count } });
}

const GREETING =
  /\b(?:hello|hi|hey|welcome|greetings|good (?:morning|afternoon|evening|day)|bonjour|hola|hallo|willkommen|bienvenue|bienvenido)\b|مرحبا|أهلا/iu;

function planGreeting(
  { name, quoted }: Extract<Act, { act: 'verify-greeting' }>,
  page: Page,
  { everywhere }: Sought,
): Plan {
  const wanted = page.fill(name);
  const naming = page.elements.filter((each) => each.ref && containsPhrase(each.name, wanted));
  const greetings = naming.filter((each) => GREETING.test(each.name));
  const [greeting] = [...greetings.filter(({ role }) => role === 'heading'), ...greetings];
  if (greeting) {
    const at = greeting.name.toLowerCase().indexOf(wanted.toLowerCase());
    const shown = at < 0 ? wanted : greeting.name.slice(at, at + wanted.length);
    // A page may write the user's name with a capital; what was quoted is meant to the letter.
    const keeps = shown === wanted || (quoted && !name.includes('{{'));
    return calls({ name: 'verify_text', input: { ...ref(greeting), text: keeps ? name : shown } });
  }
  if (!everywhere) return missing(wanted, `nothing on the page names "${wanted}"`, false);
  const [other] = naming;
  if (other)
    return refused(
      `the page shows ${JSON.stringify(other.name)}, but no greeting that the rules know. Write: the page shows "…"`,
    );
  return calls({ name: 'verify_text', input: { text: name } });
}

function planHeading({ text, exact }: Extract<Act, { act: 'verify-heading' }>, page: Page, { waited }: Sought): Plan {
  const wanted = page.fill(text);
  const headings = page.elements.filter((each) => each.ref && each.role === 'heading');
  const fits = (each: Element) => (exact ? each.name === wanted : each.name.includes(wanted));
  // What does not fit is held against the first heading, so that Playwright says what it found there.
  const heading = headings.find(fits) ?? (waited ? headings[0] : undefined);
  if (heading) return calls({ name: 'verify_text', input: { ...ref(heading), text, ...(exact ? { exact } : {}) } });
  return missing(wanted, 'there is no heading on the page');
}

function planLabelled(label: string, text: string, page: Page): Plan {
  const found = labelled(page.fill(label), page);
  const [only, other] = found;
  if (!only) return missing(page.fill(label), `no text on the page is labelled "${label}"; write: the page shows "…"`);
  if (other)
    return refused(
      `"${label}" stands in several places: ${found.map(({ element }) => JSON.stringify(element.name)).join(', ')}. Write: the page shows "…"`,
    );
  const wanted = page.fill(text);
  if (standsIn(only.element.name, wanted) === 'part')
    return {
      kind: 'false',
      message: `expected ${label} ${JSON.stringify(wanted)}, found ${JSON.stringify(only.value)}`,
    };
  const exact = only.alone && only.element.name === wanted;
  return calls({ name: 'verify_text', input: { ...ref(only.element), text, ...(exact ? { exact } : {}) } });
}

/** The value beside a label, or in a field. */
export function planExtract({ name, description }: Extract<Act, { act: 'extract' }>, page: Page): Plan {
  const label = page
    .fill(description)
    .replace(/^(?:the|an?) /i, '')
    .replace(/^["“](.*)["”]$/, '$1');
  const fields = page.elements.filter(
    ({ ref: known, role, states, name: shown }) =>
      known &&
      isOneOf(role, [...FIELDS, ...LISTS]) &&
      typeof states['value'] === 'string' &&
      similarity(label, shown, false) >= 0.9,
  );
  const values = [
    ...fields.map((element) => ({ element, value: String(element.states['value']) })),
    ...labelled(label, page).map(({ element, value }) => ({ element, value })),
  ];
  const [only, other] = values;
  if (!only)
    return missing(label, `no text on the page is labelled "${label}"; describe the value by the label beside it`);
  if (other && values.some(({ value }) => value !== only.value))
    return refused(
      `"${label}" stands in several places: ${values.map(({ value }) => JSON.stringify(value)).join(', ')}`,
    );
  const call: Call = { name: 'extract', input: { name, value: only.value, ...ref(only.element) } };
  return calls(call);
}
