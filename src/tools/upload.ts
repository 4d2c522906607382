import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { ACT_TIMEOUT_MS } from '../browser/context.ts';
import { within } from '../browser/deadline.ts';
import { FILE } from '../browser/handEngines.ts';
import { codeWithoutContent } from '../browser/withoutContent.ts';
import type { Resolved } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';
import type { UploadedFile, UploadWay } from '../core/action.ts';
import { gradeOfCode } from '../core/grade.ts';
import { target, whereOf } from './target.ts';
import { defineTool, ToolInputError } from './tool.ts';

/** A chooser opens in the click that asks for it, or in what that click starts. */
const CHOOSER_MS = 1_500;
const LOOK_MS = 10_000;

/** By the way that was recorded. Where none is, it is found out, in the order: field, chooser, drop. Gives the way that it was. */
export async function performUpload(
  session: Session,
  { locator, position }: Resolved,
  { files, via }: { files: UploadedFile[]; via?: UploadWay },
) {
  const paths = files.map(({ path }) => path);
  const at = position ? { position } : {};
  let way = via;
  const effects = await session.act(async () => {
    if (way === undefined && (await locator.locator(`${FILE}=it`).count()) === 1) way = 'field';
    if (way === 'field') return locator.locator(`${FILE}=it`).setInputFiles(paths);
    if (way !== 'drop') {
      const chooser = await chooserAfter(session, () => locator.click(at), way ? ACT_TIMEOUT_MS : CHOOSER_MS);
      if (chooser) {
        way = 'chooser';
        session.answeredChooser(chooser);
        return chooser.setFiles(paths);
      }
      if (way) throw new Error('no file chooser opened: a click on it opened one when it was recorded');
    }
    way = 'drop';
    return locator.drop({ files: paths }, at);
  });
  return { effects, via: way ?? 'field' };
}

/** The chooser that a click opens, if it opens one within `patienceMs` of it. */
async function chooserAfter({ page }: Session, click: () => Promise<void>, patienceMs: number) {
  const coming = page.waitForEvent('filechooser', { timeout: ACT_TIMEOUT_MS + patienceMs }).catch(() => undefined); // None came: the caller knows what else to try.
  await click();
  return Promise.race([coming, pause(patienceMs, undefined)]);
}

export const upload = defineTool({
  name: 'upload',
  description: 'Put files, which the scenario lists, into a file field, a drop zone, or the button that asks for them.',
  input: target.extend({ files: z.array(z.string()).min(1).max(20) }),

  async run({ session, values }, { files, ...where }) {
    const listed = session.scenario.files;
    const uploads = files.map((name): UploadedFile => {
      const path = Object.hasOwn(listed, name) ? listed[name] : undefined;
      if (path === undefined)
        throw new ToolInputError(
          `upload: ${JSON.stringify(name)} is not listed under files: (${Object.keys(listed).join(', ') || 'none are'})`,
        );
      return { name, path };
    });
    const aimed = await session.resolve(whereOf(where));
    const resolved = await within(LOOK_MS, 'looking for the file field', fileField(session, aimed));
    const { effects, via } = await performUpload(session, resolved, { files: uploads }).catch((error: unknown) => {
      throw inWords(error, uploads.length) ?? error;
    });
    return {
      action: { kind: 'upload', target: values.keepTarget(resolved.target), files: uploads, via },
      text: { field: 'uploaded', chooser: 'given to the file chooser', drop: 'dropped' }[via],
      effects,
    };
  },
});

/** A label, a button's wrapper or a drop zone stands for the one file field that it holds. */
async function fileField(session: Session, resolved: Resolved): Promise<Resolved> {
  const found = resolved.locator.locator(`${FILE}=it`);
  if ((await found.count()) !== 1 || (await found.and(resolved.locator).count()) === 1) return resolved;
  const code = await codeWithoutContent(session.page, found, { role: '', css: ['input[type="file"]'] });
  if (code === undefined) return resolved;
  const fragile = gradeOfCode(code).why;
  return session.reach({ ...nameOf(resolved), locator: code, ...(fragile ? { fragile } : {}) });
}

function nameOf({ target: { name, box } }: Resolved) {
  return { ...(name === undefined ? {} : { name }), ...(box ? { box } : {}) };
}

function inWords(error: unknown, count: number): ToolInputError | undefined {
  const message = String(error);
  if (/Non-multiple file input/.test(message))
    return new ToolInputError(`upload: that field takes one file, found ${count}: give them one after the other`);
  if (/drop target did not accept|rejected/i.test(message))
    return new ToolInputError(
      'upload: that takes no files: no file field is in it, a click on it opens no chooser, and it accepts no drop. Aim at the field, its button or the drop zone',
    );
  return undefined;
}
