/** A questionnaire without an end: a menu, a question, a button and a table on each page; and a model that fills it in. */
import { startKimiServer, type KimiServer } from './kimiServer.ts';
import type { SeenRequest } from './kimiServer/seenRequest.ts';
import type { ScriptedCall, ScriptedReply } from './kimiServer/scriptedReply.ts';
import type { Routes } from './localServer.ts';
import { PromptMeter } from './promptMeter.ts';

const MENU =
  'Overview,Orders,Customers,Invoices,Shipments,Returns,Reports,Audit log,Users,Roles,Settings,Billing,API keys,Webhooks,Help';
const STATES = ['open', 'paid', 'shipped', 'returned'];

export const questionnaire: Routes = {
  '/': ({ url }, response) => {
    const page = Number(new URL(url ?? '/', 'http://host').searchParams.get('page') ?? 1);
    const rows = Array.from({ length: 10 }, (_, row) => {
      const hash = (page * 2654435761 + row * 40503) >>> 0;
      return `<tr><td>${page * 100 + row}<td>Customer ${hash % 977}<td>Part no. ${hash % 7919}<td>${STATES[hash % 4]}</tr>`;
    });
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>Question ${page}</title><style>
      body { margin: 0; font: 14px sans-serif; display: grid; grid-template-columns: 220px 1fr }
      nav a, label { display: block; padding: 4px 20px }
    </style><nav aria-label="Menu">${MENU.split(',')
      .map((name) => `<a href="#">${name}</a>`)
      .join('')}</nav>
    <main><h1>Question ${page}</h1><form>
      <input type="hidden" name="page" value="${page + 1}">
      <label>Answer <input name="answer" autocomplete="off" required></label><button>Next</button>
    </form><table><tr><th>No.<th>Customer<th>Item<th>State</tr>${rows.join('')}</table></main>`);
  },
};

export interface Filling {
  /** An action a reply, or a whole page of them. */
  wholePages: boolean;
  pages: number;
}

/** Answers each request from what it shows; when all pages are answered it proves the last title and finishes. */
export function fillsIn({ wholePages, pages }: Filling): (request: SeenRequest) => ScriptedReply {
  return ({ turn, number }) => {
    if (!turn) throw new Error(`request ${number} shows no page`);
    const page = Number(/\d+/.exec(turn.title)?.[0] ?? 0);
    const find = (role: string) => turn.elements.find((element) => element.role === role);
    const field = find('textbox');
    const answer: ScriptedCall = { name: 'type', args: { ref: field?.ref, text: `answer ${page}` } };
    const next: ScriptedCall = { name: 'click', args: { ref: find('button')?.ref } };
    if (page > pages)
      return {
        calls: [
          { name: 'verify_title', args: { title: `Question ${page}` } },
          { name: 'finish', args: { verdict: 'passed', reason: 'every page was answered' } },
        ],
      };
    if (wholePages) return { calls: [answer, next] };
    return { calls: [field?.states['value'] ? next : answer] };
  };
}

/** A server whose model fills the questionnaire in, and what the requests cost. It keeps none of them. */
export async function startMetered(filling: Filling): Promise<{ server: KimiServer; meter: PromptMeter }> {
  const meter = new PromptMeter();
  const answer = fillsIn(filling);
  const server = await startKimiServer({
    reply: (request) => {
      meter.add(request.body, request.raw.length);
      server.requests.length = 0;
      return answer(request);
    },
  });
  return { server, meter };
}
