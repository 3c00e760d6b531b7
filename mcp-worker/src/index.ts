import { WorkerEntrypoint } from 'cloudflare:workers';
export class TurnDoor extends WorkerEntrypoint {}
export default { fetch: () => new Response('x') };
