// A forwarder that stands between a Worker and an outside service and notes every request.
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Crossing = { path: string; ms: number };

export type CountingProxy = {
  url: string;
  /** The requests since the last call, in the order in which they ended. */
  take(): Crossing[];
  close(): Promise<void>;
};

/** @param target Base URL; the proxy's own URL keeps its path. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const { host, pathname } = new URL(target);
  let crossings: Crossing[] = [];
  const server = createServer((incoming, outgoing) => {
    const start = performance.now();
    const [hostname, port] = host.split(':');
    const { url: path, method, headers } = incoming;
    const forwarded = send({ hostname, port, path, method, headers: { ...headers, host } }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.once('end', () => crossings.push({ path: path ?? '', ms: performance.now() - start }));
    });
    forwarded.once('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname === '/' ? '' : pathname}`,
    take() {
      const taken = crossings;
      crossings = [];
      return taken;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
