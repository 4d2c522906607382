/**
 * The run report's own script: keys, deep links, search and filters, before and after, copying, enlarging. Everything but
 * these can be had without it. It is plain text because its hash stands in the policy; it makes no HTML from data.
 */
import { PICTURES_SCRIPT } from './script/pictures.ts';
import { TURNS_SCRIPT } from './script/turns.ts';
import { COPY_SCRIPT } from './script/copy.ts';

export const SCRIPT = `'use strict';
(() => {
${TURNS_SCRIPT}
${PICTURES_SCRIPT}
${COPY_SCRIPT}
  followHash();
})();
`;
