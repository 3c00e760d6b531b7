import { Misconfigured } from '#core/deployment.ts';
import { createApp } from './app.ts';
import { runDaily } from './cron.ts';
import { createDeps, type Deps } from './deps.ts';
import { readConfig } from './env.ts';
import { createLog } from './http/log.ts';
import { answerMisconfigured } from './misconfigured.ts';

/** The handlers of one isolate. What they need is made at the first use, from the environment that comes with it. */
export function createWorker() {
  // Not promises: those must not be shared by requests.
  let deps: Deps | undefined;
  let app: ReturnType<typeof createApp> | undefined;

  const depsOf = async (env: Env): Promise<Deps> => {
    deps ??= await createDeps(readConfig(env));
    return deps;
  };

  return {
    async fetch(request, env, context) {
      try {
        app ??= createApp(await depsOf(env));
      } catch (error) {
        if (error instanceof Misconfigured) return answerMisconfigured(request, error, createLog());
        throw error;
      }
      return app.fetch(request, env, context);
    },
    async scheduled(_controller, env) {
      await runDaily(await depsOf(env));
    },
  } satisfies ExportedHandler<Env>;
}
