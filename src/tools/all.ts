/** The tools in the order in which a model is told of them. The order is part of the cached prefix: new ones go to the end. */
import { z } from 'zod';
import type { ToolSpec } from '../core/message.ts';
import { check } from './check.ts';
import { click } from './click.ts';
import { finish, stepDone } from './control.ts';
import { dialog } from './dialog.ts';
import { drag } from './drag.ts';
import { extract } from './extract.ts';
import { find } from './find.ts';
import { hover } from './hover.ts';
import { judge } from './judge.ts';
import { leanSchema } from './leanSchema.ts';
import { navigate } from './navigate.ts';
import { press } from './press.ts';
import { scroll } from './scroll.ts';
import { select } from './select.ts';
import { tab } from './tab.ts';
import type { Tool } from './tool.ts';
import { type } from './type.ts';
import { upload } from './upload.ts';
import { verifyCount } from './verify/count.ts';
import { verifyChecked, verifyValue } from './verify/field.ts';
import { verifyDownload, verifyTitle, verifyUrl } from './verify/page.ts';
import { verifyText } from './verify/text.ts';
import { verifyHidden, verifyVisible } from './verify/visible.ts';
import { wait } from './wait.ts';

const TOOLS: readonly Tool[] = [
  click,
  type,
  navigate,
  press,
  select,
  check,
  hover,
  drag,
  scroll,
  find,
  upload,
  tab,
  dialog,
  wait,
  verifyText,
  verifyVisible,
  verifyHidden,
  verifyValue,
  verifyChecked,
  verifyCount,
  verifyUrl,
  verifyTitle,
  verifyDownload,
  extract,
  judge,
];

const BY_NAME = new Map(TOOLS.map((tool) => [tool.name, tool]));

export function toolNamed(name: string): Tool | undefined {
  return BY_NAME.get(name);
}

/** As a model is told of them: JSON Schema without what Kimi's strict mode refuses is the adapter's care. */
export const TOOL_SPECS: readonly ToolSpec[] = [...TOOLS, stepDone, finish].map(({ name, description, input }) => ({
  name,
  description,
  parameters: leanSchema(z.toJSONSchema(input, { io: 'input' })),
}));
