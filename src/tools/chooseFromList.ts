/** A list of choices that scripts make: opened by a click, and each choice clicked, as a person does. */
import { z } from 'zod';
import { within } from '../browser/deadline.ts';
import { OPENER } from '../browser/handEngines.ts';
import { codeOf, locatorOf, roleIn } from '../browser/locators.ts';
import { gradeOfCode } from '../core/grade.ts';
import type { Resolved } from '../browser/resolve.ts';
import { said } from '../browser/said.ts';
import type { Session } from '../browser/session.ts';
import type { Effects } from '../browser/effects.ts';
import type { Target } from '../core/action.ts';
import { parseLocator, renderLocator, type LocatorCall } from '../core/locatorText.ts';
import { ToolInputError } from './tool.ts';

/** Choices may be fetched when the list is opened. */
const OPEN_MS = 3_000;
const LOOK_MS = 10_000;
const ROLES = ['option', 'menuitem', 'menuitemradio', 'menuitemcheckbox', 'treeitem', 'radio'];
const TOLD = 12;

const facts = z.object({ tag: z.string(), own: z.boolean(), found: z.boolean(), open: z.boolean() });

/** Gives what was clicked, in order. Throws `ToolInputError` when that opens no list, or the list has no such choice. */
export async function chooseFromList(
  session: Session,
  resolved: Resolved,
  options: readonly string[],
): Promise<{ effects: Effects; clicks: Target[] }> {
  const { tag, found } = await said(resolved.locator, `${OPENER}=say`, facts);
  if (!found)
    throw new ToolInputError(
      `select: that is a <${tag}>, neither a select field nor what opens a list: click it, then click the option`,
    );
  const frame = frameOf(resolved);
  const clicks: Target[] = [];
  // A dialog ends it: what would be clicked then is not meant.
  let over = false;
  const effects = await session.act(async () => {
    for (const option of options) {
      if (over) return;
      const { open } = await said(resolved.locator, `${OPENER}=say`, facts);
      if (!open && (await byRoleOf(frame, session, option).count()) === 0) {
        await resolved.locator.click(resolved.position ? { position: resolved.position } : {});
        clicks.push(resolved.target);
      }
      const choice = await within(LOOK_MS, 'looking for a choice', choiceIn(session, frame, option));
      await choice.locator.click();
      clicks.push(choice.target);
    }
  });
  over = true;
  return { effects, clicks };
}

/** The frame in which the list stands: its choices are looked for nowhere else. */
function frameOf({ target }: Resolved): LocatorCall[] {
  const chain = parseLocator(target.locator ?? target.anchor?.locator ?? "locator('body')");
  return chain.slice(0, chain.findLastIndex(({ method }) => method === 'contentFrame') + 1);
}

/** The one visible choice of that name: by its role, else by its text, which some lists give no role. */
async function choiceIn(session: Session, frame: LocatorCall[], option: string): Promise<Resolved> {
  const any = byRoleOf(frame, session, option);
  const byText = seen(session, frame, { method: 'getByText', args: [option, { exact: true }] });
  await any
    .or(byText)
    .first()
    .waitFor({ timeout: OPEN_MS })
    .catch(async () => {
      throw new ToolInputError(`select: there is no choice ${JSON.stringify(option)}${await shown(session, frame)}`);
    });
  const found = (await any.count()) > 0 ? any : byText;
  const count = await found.count();
  if (count > 1)
    throw new ToolInputError(
      `select: ${count} things are called ${JSON.stringify(option)}: click the right one, the list is open`,
    );
  const code = codeOf(await found.normalize());
  const [role, fragile] = [roleIn(code), gradeOfCode(code).why];
  const target = { locator: code, name: option, ...(role ? { role } : {}), ...(fragile ? { fragile } : {}) };
  return { target, locator: locatorOf(session.page, code) };
}

function byRoleOf(frame: LocatorCall[], session: Session, option: string): Resolved['locator'] {
  return ROLES.map((role) =>
    seen(session, frame, { method: 'getByRole', args: [role, { name: option, exact: true }] }),
  ).reduce((all, each) => all.or(each));
}

function seen(session: Session, frame: LocatorCall[], call: LocatorCall): Resolved['locator'] {
  // Widgets keep the native field that they stand for, for those who do not see: nobody can click its options.
  const own = session.locator(renderLocator([...frame, { method: 'locator', args: [':not(option)'] }]));
  return session
    .locator(renderLocator([...frame, call]))
    .and(own)
    .filter({ visible: true });
}

async function shown(session: Session, frame: LocatorCall[]): Promise<string> {
  const lists = await Promise.all(
    ROLES.map((role) => seen(session, frame, { method: 'getByRole', args: [role] }).allInnerTexts()),
  );
  const names = lists.flat().map((text) => text.replace(/\s+/g, ' ').trim());
  if (names.length === 0) return ', and no choice was seen when it was clicked';
  const told = names.slice(0, TOLD).map((name) => JSON.stringify(name));
  return `; there are ${[...told, ...(names.length > TOLD ? ['…'] : [])].join(', ')}`;
}
