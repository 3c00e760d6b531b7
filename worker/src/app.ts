import { Hono } from 'hono';
import type { Deps } from './deps.ts';
import type { AppEnv } from './http/app-env.ts';
import { cors } from './http/cors.ts';
import { answerError, HttpError } from './http/errors.ts';
import { boundedRequest, securityHeaders } from './http/headers.ts';
import { knownMethods } from './http/methods.ts';
import { requestLog } from './http/request-log.ts';
import { addressLimit } from './http/session.ts';
import { authRoutes } from './routes/auth.ts';
import { chatRoutes } from './routes/chat.ts';
import { chatkitRoutes } from './routes/chatkit.ts';
import { eventRoutes, turnRoutes } from './routes/events.ts';
import { oauthRoutes } from './routes/oauth.ts';
import { rootRoutes } from './routes/root.ts';
import { taskRoutes } from './routes/tasks.ts';

/** The older paths, which name the user. */
const OLD = '/api/:user_id{[0-9a-fA-F-]{36}}';

/** The whole API, cheapest checks first. */
export function createApp(deps: Deps) {
  // A path means the same with and without a slash at its end.
  const app = new Hono<AppEnv>({ strict: false });

  app.use(requestLog(deps));
  app.use(securityHeaders);
  app.use(cors(deps.config.webOrigins));
  app.use(boundedRequest);
  app.use(knownMethods(() => app.routes));
  app.use(addressLimit(deps, 'address'));

  app.route('/', rootRoutes());
  app.route('/api/auth', authRoutes(deps));
  app.route('/api/tasks', taskRoutes(deps));
  app.route(
    `${OLD}/tasks`,
    taskRoutes(deps, (task) => ({ ...task, completed: task.is_completed })),
  );

  app.route('/api/events', eventRoutes(deps));
  app.route('/api/turns', turnRoutes(deps));

  app.route('/api/oauth', oauthRoutes(deps));

  app.route('/api/chat', chatRoutes(deps));
  app.route(`${OLD}/chat`, chatRoutes(deps));
  app.route('/api/chatkit', chatkitRoutes(deps));

  app.notFound((c) => answerError(new HttpError(404, 'not_found', 'Not found'), c, deps.log));
  app.onError((error, c) => answerError(error, c, deps.log));
  return app;
}
