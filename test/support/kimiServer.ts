/**
 * A server that speaks Kimi's wire as its hosts do and refuses what they refuse, answered by a script.
 * See README.md beside it. Everything that it was sent and everything that it refused is kept for the test to look at.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, answerWithFault } from './kimiServer/answer.ts';
import { readBody, refusalOf, type Refusal } from './kimiServer/checkRequest.ts';
import { DIALECTS, type DialectName } from './kimiServer/dialects.ts';
import { faultAt, isAnswerFault, type FaultPlan } from './kimiServer/faults.ts';
import { GivenDetails } from './kimiServer/reasoningDetails.ts';
import type { ScriptedReply } from './kimiServer/scriptedReply.ts';
import { SeenRequest } from './kimiServer/seenRequest.ts';
import { PrefixCache, promptTokens } from './kimiServer/tokens.ts';

export type { Fault, FaultPlan } from './kimiServer/faults.ts';
export { seededFaults } from './kimiServer/faults.ts';
export type { ScriptedReply } from './kimiServer/scriptedReply.ts';
export { ScriptedKimi } from './kimiServer/scriptedKimi.ts';

export interface KimiServerOptions {
  dialect?: DialectName;
  reply: (request: SeenRequest) => ScriptedReply | Promise<ScriptedReply>;
  faults?: FaultPlan;
  /** Asked for as `Authorization: Bearer …`; absent: none is asked for. */
  key?: string;
  /** Instead of the dialect's own. */
  maxBytes?: number;
  port?: number;
}

export interface KimiServer {
  baseURL: string;
  /** Every request that kept the rules, in order, also those that met a fault. */
  requests: SeenRequest[];
  /** Every request that broke a rule, and what the script threw: a good run leaves both empty. */
  refused: (Refusal & { number: number })[];
  close(): Promise<void>;
}

export async function startKimiServer(options: KimiServerOptions): Promise<KimiServer> {
  const desk = new Desk(options);
  const server = createServer((request, response) => {
    desk.take(request, response).catch((error: unknown) => {
      desk.refuse(response, {
        status: 400,
        type: 'script_error',
        message: error instanceof Error ? error.message : String(error),
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    requests: desk.requests,
    refused: desk.refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const WRONG_KEY = { status: 401, type: 'invalid_authentication_error', message: 'Invalid Authentication' };

class Desk {
  readonly requests: SeenRequest[] = [];
  readonly refused: KimiServer['refused'] = [];
  private readonly options: KimiServerOptions;
  private readonly dialect;
  private readonly cache = new PrefixCache();
  private readonly details = new GivenDetails();
  private number = 0;

  constructor(options: KimiServerOptions) {
    this.options = options;
    this.dialect = DIALECTS[options.dialect ?? 'moonshot'];
  }

  async take(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(message.url ?? '/', 'http://host').pathname;
    const authorization = message.headers.authorization ?? '';
    const known = this.options.key === undefined || authorization === `Bearer ${this.options.key}`;
    if (path === '/v1/models') {
      if (!known) return this.refuse(response, WRONG_KEY);
      const data = this.dialect.models.map((id) => ({ id, object: 'model' }));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ object: 'list', data }));
      return;
    }
    if (path !== '/v1/chat/completions' || message.method !== 'POST')
      return this.refuse(response, {
        status: 404,
        type: 'url_error',
        message: `no such path: ${message.method} ${path}`,
      });

    this.number++;
    const number = this.number;
    const raw = await textOf(message);
    if (!known) return this.refuse(response, WRONG_KEY);
    const { maxBytes = this.dialect.maxBytes } = this.options;
    const size = Buffer.byteLength(raw);
    if (size > maxBytes)
      return this.refuse(response, {
        status: 413,
        type: 'invalid_request_error',
        message: `total message size ${size} exceeds limit ${maxBytes}`,
      });
    const body = readBody(raw);
    if ('status' in body) return this.refuse(response, body as Refusal);
    const refusal = refusalOf(body, this.dialect) ?? this.details.refusalOf(body);
    if (refusal) return this.refuse(response, refusal);

    const usage = { prompt: promptTokens(body), cached: this.cache.cachedTokens(body) };
    const request = new SeenRequest({ number, body, raw, thinks: this.dialect.thinks(body), usage });
    this.requests.push(request);
    const fault = faultAt(this.options.faults, number);
    if (isAnswerFault(fault)) return answerWithFault(response, fault, authorization);
    const reply = await this.options.reply(request);
    if (this.dialect.reasoningDetails && fault === undefined) this.details.gave(reply, request);
    await answer(response, reply, { request, dialect: this.dialect, fault });
  }

  refuse(response: ServerResponse, refusal: Refusal): void {
    this.refused.push({ ...refusal, number: this.number });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { status, message, type } = refusal;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(this.dialect.error(status, message, type)));
  }
}

async function textOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
