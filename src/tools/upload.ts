import { z } from 'zod';
import type { UploadedFile } from '../core/action.ts';
import type { Resolved } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';
import { target, whereOf } from './target.ts';
import { defineTool, ToolInputError } from './tool.ts';

/** Into the file field itself, or through the file chooser that a click on the target opens. */
export function performUpload(session: Session, { locator }: Resolved, files: UploadedFile[]) {
  const paths = files.map(({ path }) => path);
  return session.act(async () => {
    const isField = await locator.evaluate((element) => element instanceof HTMLInputElement && element.type === 'file');
    if (isField) return locator.setInputFiles(paths);
    const [chooser] = await Promise.all([
      session.page.waitForEvent('filechooser', { timeout: 5_000 }),
      locator.click(),
    ]);
    return chooser.setFiles(paths);
  });
}

export const upload = defineTool({
  name: 'upload',
  description: 'Put files, which the scenario lists, into a file field or through the button that asks for them.',
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
    const resolved = await session.resolve(whereOf(where));
    const effects = await performUpload(session, resolved, uploads);
    return {
      action: { kind: 'upload', target: values.keepTarget(resolved.target), files: uploads },
      text: 'uploaded',
      effects,
    };
  },
});
