import { WorkerEntrypoint } from 'cloudflare:workers';
import { depsOf } from './deps.ts';
import { serve } from './serve.ts';

/** The entrance of the API Worker's service binding, and the only one for turn tokens in production. */
export class TurnDoor extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Promise<Response> {
    return serve(request, 'turn', () => depsOf(this.env), this.ctx);
  }
}
