import path from 'node:path';
import type { Run } from '../journal/run.ts';
import { renderReport } from '../report/renderReport.ts';
import { writeWhole } from '../runner/writeWhole.ts';
import { filePictures } from './filePictures.ts';
import { megabytes } from './megabytes.ts';

/** Writes the report of a run with its pictures in it; says how large it is. Returns the path. `maxBytes`: what it should not pass. */
export async function writeSingleFile(
  run: Run,
  spec: { spec?: string; specFile?: string },
  maxBytes: number,
  file: string = path.join(run.dir, `${path.basename(run.dir)}.html`),
): Promise<string> {
  const bare = Buffer.byteLength(renderReport(run, { ...spec, pictures: {} }));
  const { pictures, note } = await filePictures(run.dir, maxBytes - bare);
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
