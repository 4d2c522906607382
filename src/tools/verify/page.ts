import { z } from 'zod';
import { defineTool } from '../tool.ts';
import { verified } from './outcome.ts';

export const verifyUrl = defineTool({
  name: 'verify_url',
  description: 'Assert the address of the page: a whole address, a path such as /orders, or a pattern with *.',
  input: z.object({ url: z.string().min(1).max(2_000) }),
  run: (context, { url }) => verified(context, { check: 'url', url: context.values.fill(url) }),
});

export const verifyTitle = defineTool({
  name: 'verify_title',
  description: 'Assert the title of the page; * stands for anything.',
  input: z.object({ title: z.string().min(1).max(500) }),
  run: (context, { title }) => verified(context, { check: 'title', title: context.values.fill(title) }),
});

export const verifyDownload = defineTool({
  name: 'verify_download',
  description: 'Assert that a file was downloaded, what it contains, and its size.',
  input: z.object({
    name: z.string().min(1).max(300),
    contains: z.string().optional(),
    bytes: z.number().int().min(0).optional(),
  }),
  run: (context, { name, contains, bytes }) =>
    verified(context, {
      check: 'download',
      name: context.values.fill(name),
      ...(contains === undefined ? {} : { contains: context.values.fill(contains) }),
      ...(bytes === undefined ? {} : { bytes }),
    }),
});
