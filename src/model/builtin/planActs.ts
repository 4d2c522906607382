/** Plans for what is done to one named element, or to no element. */
import { ground } from './ground.ts';
import type { Act, Aim } from './intent.ts';
import { similarity } from './similarity.ts';
import { descendants, type Element, type Page } from './page.ts';
import { calls, missing, on, ref, refused, turning, type Call, type Plan } from './plan.ts';
import { CLICKABLE, FIELDS, isOneOf, LISTS, TICKS } from './roles.ts';

type Named = Extract<
  Act,
  {
    act:
      | 'click'
      | 'type'
      | 'select'
      | 'check'
      | 'hover'
      | 'drag'
      | 'press'
      | 'goto'
      | 'history'
      | 'scroll'
      | 'upload'
      | 'tab'
      | 'wait';
  }
>;

const UPLOADS = ['button', 'textbox', 'link'] as const;

export function planAct(intent: Named, page: Page): Plan {
  switch (intent.act) {
    case 'click': {
      const { aim, button, count } = intent;
      return on(aim, page, undefined, (element) => {
        const call = {
          name: 'click',
          input: { ...ref(element), ...(button ? { button } : {}), ...(count ? { count } : {}) },
        };
        return isOneOf(element.role, TICKS) ? calls(call) : turning(call);
      });
    }
    case 'type':
      return planType(intent, page);
    case 'select':
      return intent.aim ? planSelect(intent.aim, intent.options, page) : planChoice(intent.options[0] ?? '', page);
    case 'check':
      return on(intent.aim, page, TICKS, (element) =>
        calls({ name: 'check', input: { ...ref(element), checked: intent.checked } }),
      );
    case 'hover':
      return on(intent.aim, page, undefined, (element) => turning({ name: 'hover', input: ref(element) }));
    case 'drag':
      return on(intent.from, page, undefined, (from) =>
        on(intent.to, page, undefined, (to) => turning({ name: 'drag', input: { from: ref(from), to: ref(to) } })),
      );
    case 'press':
      return planPress(intent, page);
    case 'goto':
      return turning({ name: 'navigate', input: { url: intent.url } });
    case 'history':
      return turning({ name: 'navigate', input: { to: intent.to } });
    case 'scroll': {
      const { direction, amount, aim, until } = intent;
      const input = { direction, ...(amount ? { amount } : {}), ...(until === undefined ? {} : { until }) };
      if (!aim) return turning({ name: 'scroll', input });
      return on(aim, page, undefined, (element) => turning({ name: 'scroll', input: { ...ref(element), ...input } }));
    }
    case 'upload':
      return on(intent.aim, page, uploadRoles(intent.aim, page), (element) =>
        calls({ name: 'upload', input: { ...ref(element), files: intent.files } }),
      );
    case 'tab':
      return turning({
        name: 'tab',
        input: intent.switch === undefined ? { close: intent.close } : { switch: intent.switch },
      });
    case 'wait':
      return turning({ name: 'wait', input: waitInput(intent) });
  }
}

/** A field or a button, and where none is called so, what files can be dropped on. */
function uploadRoles(aim: Aim, page: Page): readonly string[] | undefined {
  return ground(aim, page, UPLOADS).kind === 'missing' ? undefined : UPLOADS;
}

function waitInput({ text, seconds, download }: Extract<Act, { act: 'wait' }>): Record<string, unknown> {
  if (download) return { for: { download: true } };
  return text === undefined ? { seconds } : { for: { text } };
}

function planType({ aim, text, submit, clear }: Extract<Act, { act: 'type' }>, page: Page): Plan {
  const input = { text, ...(clear === undefined ? {} : { clear }), ...(submit ? { submit } : {}) };
  const call = (where: Record<string, unknown>): Plan => ({
    kind: 'calls',
    calls: [{ name: 'type', input: { ...where, ...input } }],
    turns: submit ?? false,
  });
  if (!aim) return call({});
  // `Set "Country" to "France"`: what a value is put into may be a list.
  return on(aim, page, [...FIELDS, ...LISTS], (element) =>
    isOneOf(element.role, LISTS) && optionsOf(element).length > 0
      ? pickOption(element, text, page)
      : call(ref(element)),
  );
}

/** The options that the element list shows; it may leave some out. */
export function optionsOf(element: Element): string[] {
  const { options } = element.states;
  if (typeof options === 'string') return options.split('|');
  return descendants(element).flatMap(({ role, name }) => (role === 'option' ? [name] : []));
}

function planSelect(aim: Aim, options: string[], page: Page): Plan {
  const [option = ''] = options;
  const listed = ground(aim, page, LISTS);
  if (listed.kind === 'missing') {
    // `Select "Express" from "Shipping"`, where the choices are radio buttons.
    const within: Aim = {
      said: `${option} in ${aim.said}`,
      readings: aim.readings.map(({ name, quoted }) => ({
        name: option,
        quoted: true,
        near: { text: name, quoted, roles: ['group', 'radiogroup', 'region', 'form'] },
      })),
    };
    const radio = ground(within, page, ['radio']);
    if (radio.kind === 'found') return calls({ name: 'check', input: { ...ref(radio.element), checked: true } });
  }
  return on(aim, page, LISTS, (element) => {
    if (optionsOf(element).length === 0 || element.role === 'listbox') return openThenClick(element, option, page);
    if (options.length === 1) return pickOption(element, option, page);
    return calls({ name: 'select', input: { ...ref(element), options } });
  });
}

function pickOption(element: Element, said: string, page: Page): Plan {
  const shown = optionsOf(element);
  const wanted = page.fill(said);
  const exact = shown.includes(wanted);
  const fitting = shown.filter((name) => similarity(wanted, name, true) >= 0.9);
  const cut = shown.at(-1)?.endsWith('…') ?? false;
  if (!exact && fitting.length !== 1 && !cut)
    return missing(
      element.name,
      `${element.role} ${JSON.stringify(element.name)} has no option ${JSON.stringify(wanted)}; it has ${shown.map((name) => JSON.stringify(name)).join(', ')}`,
    );
  const option = exact || fitting.length !== 1 ? said : (fitting[0] ?? said);
  return calls({ name: 'select', input: { ...ref(element), options: [option] } });
}

/** A list that is no `select` field: its options come when it is clicked. */
function openThenClick(list: Element, option: string, page: Page): Plan {
  const named: Aim = { said: option, readings: [{ name: option, quoted: true, roles: ['option'] }] };
  const shown = ground(named, page);
  if (shown.kind === 'found') return turning({ name: 'click', input: ref(shown.element) });
  if (list.role === 'listbox' || list.states['expanded'])
    return missing(
      page.fill(option),
      `${list.role} ${JSON.stringify(list.name)} shows no option ${JSON.stringify(page.fill(option))}`,
    );
  return { kind: 'calls', calls: [{ name: 'click', input: ref(list) }], turns: true, unfinished: true };
}

/** `Select "Express"`: a radio button, an option that is shown, or an option of exactly one select field. */
function planChoice(option: string, page: Page): Plan {
  const wanted = page.fill(option);
  const named: Aim = { said: option, readings: [{ name: option, quoted: true }] };
  const control = ground(named, page, ['radio', 'option', 'tab', 'menuitem', 'menuitemradio', 'checkbox', 'switch']);
  if (control.kind === 'tie') return on(named, page, CLICKABLE, () => refused(''));
  const lists = page.elements.filter(
    (each) => each.ref && isOneOf(each.role, LISTS) && optionsOf(each).includes(wanted),
  );
  const [list, other] = lists;
  if (other ?? (list && control.kind === 'found'))
    return refused(
      `"${option}" can be chosen in more than one place. Write: Select "${option}" from "${list?.name ?? ''}"`,
    );
  if (list) return calls({ name: 'select', input: { ...ref(list), options: [option] } });
  return on(
    named,
    page,
    ['radio', 'option', 'tab', 'menuitem', 'menuitemradio', 'checkbox', 'switch'],
    (element): Plan => {
      const call: Call = isOneOf(element.role, TICKS)
        ? { name: 'check', input: { ...ref(element), checked: true } }
        : { name: 'click', input: ref(element) };
      return isOneOf(element.role, TICKS) ? calls(call) : turning(call);
    },
  );
}

function planPress({ keys, spoken, aim, times }: Extract<Act, { act: 'press' }>, page: Page): Plan {
  const button =
    spoken && page.elements.find(({ role, name }) => isOneOf(role, CLICKABLE) && similarity(spoken, name, true) >= 0.9);
  if (button)
    return refused(
      `"Press ${spoken}" can be the key or the ${button.role} ${JSON.stringify(button.name)}. Write one of: Press the ${spoken} key · Click "${button.name}"`,
    );
  const input = { keys, ...(times === undefined ? {} : { times }) };
  if (!aim) return turning({ name: 'press', input });
  return on(aim, page, undefined, (element) => turning({ name: 'press', input: { ...ref(element), ...input } }));
}
