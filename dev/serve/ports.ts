import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { portVariable, Refused, type Service } from './settings.ts';

/** Throws Refused, naming port and variable, when one of them is taken. */
export async function refuseTakenPorts(ports: Partial<Record<Service, number>>): Promise<void> {
  for (const [service, port] of Object.entries(ports) as [Service, number][]) {
    if (await isFree(port)) continue;
    throw new Refused(
      `Port ${port} is taken. Stop what uses it, or choose another with ${portVariable(service)}.`,
    );
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false; // taken, or not ours to take: either way another port is needed
  } finally {
    server.close();
  }
}

/** As many different free ports as asked for. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
