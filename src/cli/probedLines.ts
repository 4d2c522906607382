/** What `uitest doctor` says of a model that answered: a line for each thing that a run needs of it. */
import { clean } from '../core/clean.ts';
import type { Probed } from '../model/kimi/probe.ts';

export interface Line {
  ok: boolean;
  what: string;
  text: string;
}

export function probedLines(probed: Probed, baseURL: string): Line[] {
  const { model, priceKnown, cachedReported } = probed;
  return [
    { ok: true, what: 'model', text: `${model} answers at ${baseURL}` },
    { ok: probed.pictures.is === 'used', what: 'pictures', text: pictures(probed) },
    { ok: probed.tools.is === 'used', what: 'tools', text: tools(probed) },
    {
      ok: true,
      what: 'price',
      text: priceKnown
        ? 'known: dollars are counted and limits.usd holds'
        : 'unknown: tokens are counted, dollars are not. --price IN/CACHED/OUT gives it',
    },
    {
      ok: true,
      what: 'cache',
      text: cachedReported
        ? 'cached tokens are reported'
        : 'cached tokens are not reported: the bill shows the most that it can be',
    },
  ];
}

function pictures({ pictures: use, said, model }: Probed): string {
  switch (use.is) {
    case 'used':
      return 'taken and seen: it names the colour of an orange square';
    case 'ignored':
      return `expected ${model} to name the colour of an orange square, found ${JSON.stringify(clean(said, 80))}: what answers here does not look at pictures. Name a model that sees with --model, or start the server with its vision part`;
    case 'refused':
      return `expected ${model} to take a picture, found: ${clean(use.words, 300)}. uitest needs a model that sees: name one with --model`;
  }
}

const PARSER =
  'start a server of your own with its tool parser (--tool-call-parser kimi_k2, vLLM also --enable-auto-tool-choice), or name another model with --model';

function tools({ tools: use, said, model }: Probed): string {
  switch (use.is) {
    case 'used':
      return 'called';
    case 'ignored':
      return `expected ${model} to call a tool, found words: ${JSON.stringify(clean(said, 80))}. ${PARSER}`;
    case 'refused':
      return `expected ${model} to take a tool, found: ${clean(use.words, 300)}. ${PARSER}`;
  }
}
