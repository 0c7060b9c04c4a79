// Stands in for a server with OpenAI's audio transcriptions: takes the multipart request apart and answers as told.
// https://platform.openai.com/docs/api-reference/audio/createTranscription

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SpeechRequest {
  authorization: string | undefined;
  model: string;
  filename: string;
  type: string;
  bytes: number;
}

/** What it does next: text, an error, anything instead of JSON, or nothing at all. */
export interface SpeechAnswer {
  text?: string;
  status?: number;
  body?: string;
  hang?: boolean;
}

export interface SpeechStandIn {
  baseUrl: string;
  requests: SpeechRequest[];
  says(answer: SpeechAnswer): void;
  close(): Promise<void>;
}

export async function startSpeechStandIn(): Promise<SpeechStandIn> {
  const requests: SpeechRequest[] = [];
  let next: SpeechAnswer = { text: '' };
  const server = createServer((request, response) => void take(request, response));

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await formOf(request);
    const file = form.get('file');
    if (request.method !== 'POST' || request.url !== '/v1/audio/transcriptions' || !(file instanceof File)) return void response.writeHead(404).end();
    requests.push({
      authorization: request.headers.authorization,
      model: String(form.get('model')),
      filename: file.name,
      type: file.type,
      bytes: file.size,
    });
    if (next.hang === true) return;
    response.writeHead(next.status ?? 200, { 'content-type': next.body === undefined ? 'application/json' : 'text/html' });
    response.end(next.body ?? JSON.stringify(next.status === undefined ? { text: next.text } : { error: { message: 'no' } }));
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    says: (answer) => void (next = answer),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function formOf(request: IncomingMessage): Promise<FormData> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new Response(Buffer.concat(chunks), { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData();
}
