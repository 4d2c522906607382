/** Puts a reply on the wire, whole or as a stream, and spoils it there as the fault says. */
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Dialect } from './dialects.ts';
import { SAID, type AnswerFault, type ReplyFault } from './faults.ts';
import { chunksOf, completionJson, type ScriptedReply } from './scriptedReply.ts';
import type { SeenRequest } from './seenRequest.ts';

const SSE = 'text/event-stream; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/** A fault that needs no reply. */
export function answerWithFault(response: ServerResponse, fault: AnswerFault, authorization: string): void {
  switch (fault.kind) {
    case 'status': {
      const { status, headers = {}, body = '' } = fault;
      response.writeHead(status, { 'content-type': JSON_TYPE, ...headers });
      response.end(body.replaceAll('{{authorization}}', authorization));
      return;
    }
    case 'body':
      response.writeHead(200, { 'content-type': fault.type ?? JSON_TYPE }).end(fault.body);
      return;
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'huge':
      sendWithoutEnd(response, fault.bytes);
  }
}

export async function answer(
  response: ServerResponse,
  scripted: ScriptedReply,
  { request, dialect, fault }: { request: SeenRequest; dialect: Dialect; fault: ReplyFault | undefined },
): Promise<void> {
  const reply = fault?.kind === 'said' ? SAID[fault.name](scripted) : scripted;
  const streamed = request.body.stream && reply.raw === undefined;
  const body =
    reply.raw ??
    (streamed ? streamOf(reply, request, dialect, fault) : JSON.stringify(completionJson(reply, request, dialect)));
  const type = streamed ? SSE : JSON_TYPE;
  const bytes = Buffer.from(body);
  switch (fault?.kind) {
    case 'stall':
      response.writeHead(200, { 'content-type': type });
      response.write(bytes.subarray(0, fault.afterBytes));
      return;
    case 'cut':
      response.writeHead(200, {
        'content-type': type,
        ...(fault.how === 'length' ? { 'content-length': bytes.length } : {}),
      });
      response.write(
        bytes.subarray(0, fault.how === 'event' ? body.lastIndexOf('\n\n', fault.afterBytes) + 2 : fault.afterBytes),
        () => {
          if (fault.how === 'end' || fault.how === 'event') response.end();
          else if (fault.how === 'reset') response.socket?.resetAndDestroy();
          else response.socket?.end();
        },
      );
      return;
    case 'slow':
      response.writeHead(200, { 'content-type': type });
      for (let at = 0; at < bytes.length && !response.destroyed; at++) {
        response.write(bytes.subarray(at, at + 1));
        await pause(fault.msPerByte);
      }
      response.end();
      return;
    case 'event':
    case 'no-done':
    case 'said':
    case undefined:
      response.writeHead(200, { 'content-type': type });
      // Two writes: the reader has to cope with a piece that ends anywhere.
      response.write(bytes.subarray(0, Math.floor(bytes.length / 3)));
      response.end(bytes.subarray(Math.floor(bytes.length / 3)));
  }
}

function streamOf(reply: ScriptedReply, request: SeenRequest, dialect: Dialect, fault: ReplyFault | undefined): string {
  const data = chunksOf(reply, request, dialect).map((chunk) => JSON.stringify(chunk));
  if (fault?.kind === 'event') data.splice(Math.ceil(data.length / 2), 0, fault.data);
  if (fault?.kind !== 'no-done') data.push('[DONE]');
  return `: keep-alive\n\n${data.map((one) => `data: ${one}\n\n`).join('')}`;
}

function sendWithoutEnd(response: ServerResponse, bytes: number): void {
  response.writeHead(200, { 'content-type': SSE });
  const chunk = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'x'.repeat(60_000) }, finish_reason: null }] })}\n\n`;
  let sent = 0;
  const more = () => {
    while (sent < bytes && !response.destroyed) {
      sent += chunk.length;
      if (!response.write(chunk)) {
        response.once('drain', more);
        return;
      }
    }
    response.end();
  };
  more();
}
