import type { Http } from '../http.ts';
import type { SessionPorts, TabMessage } from './session.ts';

/** The session's ports in a real browser. */
export function browserPorts(http: Http): SessionPorts {
  const channel = new BroadcastChannel('session');
  return {
    http,
    exclusive: (work) => navigator.locks.request('refresh', work),
    tabs: {
      post: (message) => channel.postMessage(message),
      listen: (hear) =>
        channel.addEventListener('message', (event: MessageEvent<TabMessage>) => hear(event.data)),
    },
    memory: localStorage,
    now: Date.now,
  };
}
