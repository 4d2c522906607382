/** All that is public of uitest: what `import { defineTool, z } from 'uitest-agent'` gives. A spec loads it too, so it loads nothing but zod. */
export { z } from 'zod';
export { defineTool } from './defineTool.ts';
export type { DefinedTool, ToolDefinition, ToolGives, ToolRun } from './defineTool.ts';
