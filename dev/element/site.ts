// Serves the built element, the pages of hosts and any number of scripted ChatKit endpoints on one origin, under
// the policy of the product's own pages.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { siteHeaders } from '../../web/headers.ts';
import { type ChatEndpoint, createChatEndpoint } from './chat-server.ts';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
};

const STYLE = `html, body { margin: 0; height: 100%; background: Canvas; color: CanvasText; }
main { display: grid; grid-auto-columns: 1fr; grid-auto-flow: column; height: 100%; }
main[data-size] { width: 400px; height: 600px; }
.chat { min-height: 0; }`;

export type Site = {
  url: string;
  /** A new endpoint, and the URL path under which the element reaches it. */
  addEndpoint(): { endpoint: ChatEndpoint; path: string };
  close(): Promise<void>;
};

/** @param folder What `./build.ts` has written: `element/`, `pages/`, `demo/`. */
export async function startSite(folder: string): Promise<Site> {
  const endpoints = new Map<string, ChatEndpoint>();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://site');
    const endpoint = endpoints.get(url.pathname);
    if (endpoint) return endpoint.handle(request, response);
    const page = /^\/host\/([\w-]+)$/.exec(url.pathname)?.[1];
    const policy = siteHeaders({ https: false, hostedElement: url.searchParams.has('hosted') });
    if (page) return reply(response, 'text/html; charset=utf-8', htmlOf(page, url.searchParams), policy);
    if (url.pathname === '/host.css') return reply(response, 'text/css', STYLE, policy);
    const file = join(folder, normalize(url.pathname));
    const type = TYPES[extname(file)];
    const content = type ? await readFile(file).catch(() => null) : null;
    if (!type || !content) response.writeHead(404).end();
    else reply(response, type, content, policy);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error as Error));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    addEndpoint() {
      const endpoint = createChatEndpoint();
      const path = `/chat/${crypto.randomUUID()}`;
      endpoints.set(path, endpoint);
      return { endpoint, path };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** `?api=` is the endpoint of the element. */
function htmlOf(page: string, query: URLSearchParams): string {
  const attribute = (text: string) => text.replace(/[&"<]/g, (char) => `&#${char.charCodeAt(0)};`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="api" content="${attribute(query.get('api') ?? '')}">
<title>A host</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/host.css">
</head>
<body>
<h1 hidden>A host</h1>
<main></main>
<script type="module" src="/pages/${attribute(page)}.js"></script>
</body>
</html>`;
}

function reply(
  response: ServerResponse,
  type: string,
  body: string | Uint8Array,
  headers: Record<string, string>,
): void {
  response.writeHead(200, { ...headers, 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}
