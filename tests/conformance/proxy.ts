// A loopback proxy that adds a bearer token, because the conformance suite cannot send one. Host, Origin and all else
// pass unchanged.
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Proxy = {
  url: URL;
  /** Sent with every request from now on; none at first. */
  token: string | undefined;
  close(): void;
};

export async function startProxy(target: URL): Promise<Proxy> {
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const { hostname, port } = target;
    const all = proxy.token === undefined ? headers : { ...headers, authorization: `Bearer ${proxy.token}` };
    const onward = request({ host: hostname, port, method, path, headers: all }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const proxy: Proxy = {
    url: new URL(target.pathname, `http://127.0.0.1:${port}`),
    token: undefined,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return proxy;
}
