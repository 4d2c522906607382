import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { TurnStep } from '../../../src/core/turnText.ts';
import { readStep } from '../../../src/model/builtin/read.ts';

const guide = readFileSync(new URL('../../../docs/guide/builtin.md', import.meta.url), 'utf8');

function sentences(fence: string): string[] {
  const blocks = guide.matchAll(new RegExp(`^\`\`\`text ${fence}\\n([^]*?)\`\`\`$`, 'gm'));
  return [...blocks].flatMap(([, block = '']) => block.split('\n').filter((line) => line !== ''));
}

const isRefused = (kind: TurnStep['kind'], body: string) => 'problem' in readStep({ kind, body });

test('every sentence that the guide gives is understood', () => {
  const refused = [
    ...sentences('do').filter((body) => isRefused('prose', body)),
    ...sentences('expect').filter((body) => isRefused('expect', body)),
    ...sentences('goal').filter((body) => isRefused('goal', body)),
  ];

  expect(sentences('do').length).toBeGreaterThan(50);
  expect(refused).toEqual([]);
});

test('every sentence that the guide calls refused is refused', () => {
  const understood = [
    ...sentences('refused').filter((body) => !isRefused('prose', body)),
    ...sentences('refused-expect').filter((body) => !isRefused('expect', body)),
  ];

  expect(sentences('refused').length).toBeGreaterThan(5);
  expect(understood).toEqual([]);
});
