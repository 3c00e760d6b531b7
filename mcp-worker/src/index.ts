import { depsOf } from './deps.ts';
import { serve } from './serve.ts';

export { TurnDoor } from './turn-door.ts';

export default {
  fetch: (request, env) => serve(request, 'public', () => depsOf(env)),
} satisfies ExportedHandler<Env>;
