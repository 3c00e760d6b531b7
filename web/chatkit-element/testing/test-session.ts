// A session with a scripted server, a clock that moves when the test says so, and a record of the events.
import type { ChatKitOptions } from '@openai/chatkit';
import { createClient } from '../client/client.ts';
import { createSession, type Session } from '../state/session.ts';
import { createScriptedServer, type Script, type ScriptedServer } from './scripted-server.ts';

export type TestSession = {
  session: Session;
  server: ScriptedServer;
  /** Names of events with what matters of their detail, without the log. */
  trace: string[];
  logs: { name: string; data?: unknown }[];
  /** Ends the pause between two looks at a turn that runs elsewhere. */
  tick(): void;
};

export function testSession(
  scripts: Record<string, Script>,
  options: Partial<ChatKitOptions> = {},
): TestSession {
  const server = createScriptedServer(scripts);
  const trace: string[] = [];
  const logs: TestSession['logs'] = [];
  const client = createClient({
    url: '/chatkit',
    fetch: () => server.fetch,
    locale: () => 'en',
    instanceId: null,
    log: () => {},
    wait: async () => {},
  });
  let tick = () => {};
  const session = createSession({
    client,
    options: () => options,
    clock: {
      now: () => 1_000_000,
      wait: (_ms, signal) =>
        new Promise((resolve, reject) => {
          tick = resolve;
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    },
    emit: (name, detail) => {
      if (name === 'chatkit.log') logs.push(detail as unknown as TestSession['logs'][number]);
      else trace.push(traceOf(name, detail));
    },
  });
  return { session, server, trace, logs, tick: () => tick() };
}

function traceOf(name: string, detail: unknown): string {
  const {
    threadId,
    name: effect,
    error,
  } = (detail ?? {}) as { threadId?: string | null; name?: string; error?: { code: string } };
  const short = name.replace('chatkit.', '');
  if (error) return `${short}{${error.code}}`;
  if (threadId !== undefined) return `${short}{${threadId}}`;
  return effect === undefined ? short : `${short}{${effect}}`;
}
