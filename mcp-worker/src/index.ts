import { depsOf } from './deps.ts';
import { serve } from './serve.ts';

export { TurnDoor } from './turn-door.ts';

export default {
  fetch: (request, env, context) => serve(request, 'public', () => depsOf(env), context),
} satisfies ExportedHandler<Env>;
