/** The ARIA snapshot prints what stands in a password field. The element list must not. */
import type { Page } from 'playwright';
import { childNodes, FIELDS, type SnapshotNode } from './snapshot.ts';

/**
 * What the page's password fields hold, in all frames. A field that shows one of these prints dots: told by value and
 * not by place, so that borders, transforms and scrolling between two looks make no difference.
 * Asked only where the list shows a field with a value: most pages show none. A field or frame that is gone shows nothing.
 */
export async function passwordValues(page: Page, nodes: SnapshotNode[]): Promise<ReadonlySet<string>> {
  if (!nodes.some(hasFilledField)) return new Set();
  const fields = await Promise.all(
    page.frames().map((frame) =>
      frame
        .locator('input[type=password]')
        .all()
        .catch(() => []),
    ),
  );
  const values = fields.flat().map((field) => field.inputValue({ timeout: 1_000 }).catch(() => ''));
  return new Set((await Promise.all(values)).filter(Boolean).map(visible));
}

/** As the snapshot writes a value. */
function visible(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}

function hasFilledField(node: SnapshotNode): boolean {
  return (FIELDS.has(node.role) && node.text !== undefined) || childNodes(node).some(hasFilledField);
}
