import path from 'node:path';
import { readRun } from '../journal/read.ts';
import { renderReport } from '../report/renderReport.ts';
import { writeWhole } from '../runner/writeWhole.ts';
import { filePictures } from './filePictures.ts';
import { megabytes } from './megabytes.ts';
import { specOf } from './writeReport.ts';

/**
 * Writes the report of a run with its pictures in it, and says how large it is. Returns the path. `maxBytes`: what it should not
 * pass. Throws `journal.corrupt`.
 */
export async function writeSingleFile(
  dir: string,
  maxBytes: number,
  file: string = path.join(dir, `${path.basename(dir)}.html`),
): Promise<string> {
  const run = readRun(dir);
  const spec = specOf(run);
  const bare = Buffer.byteLength(renderReport(run, { ...spec, pictures: {} }));
  const { pictures, note } = await filePictures(dir, maxBytes - bare);
  const page = renderReport(run, { ...spec, pictures });
  const bytes = Buffer.byteLength(page);
  writeWhole(file, page);
  const notes = [
    ...(note === '' ? [] : [note]),
    ...(bytes > maxBytes ? [`larger than --max-mb ${maxBytes / 1_000_000} asks for`] : []),
  ];
  process.stderr.write(`${[megabytes(bytes), ...notes].join('; ')}\n`);
  return file;
}
