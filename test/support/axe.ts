/** What axe finds wrong on a page, one line each: the rule, how often, where first. */
import type { Page } from '@playwright/test';
import axe from 'axe-core';

interface Found {
  violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
}

export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<Found>('axe.run(document)');
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.length}): ${String(nodes[0]?.target)} ${nodes[0]?.failureSummary}`,
  );
}
