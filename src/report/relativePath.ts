import { isAbsolute, relative, sep } from 'node:path';

/** A file as CI names it: from the folder of the checkout, with `/`; as it is where it lies elsewhere. */
export function relativePath(file: string, root: string | undefined): string {
  return insideOf(file, root) ?? file;
}

/** Undefined: it lies elsewhere. */
export function insideOf(file: string, root: string | undefined): string | undefined {
  const inside = root === undefined ? '' : relative(root, file);
  return inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)
    ? undefined
    : inside.split(sep).join('/');
}
