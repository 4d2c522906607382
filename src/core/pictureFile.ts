import type { PictureType } from './message.ts';

const ENDINGS: Record<PictureType, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' };

/** What a picture is called in `shots/`: by its content, so that each is there once. */
export function pictureFile(id: string, mime: PictureType): string {
  return `${id}.${ENDINGS[mime]}`;
}
