import { setImmediate as nextLoop, setTimeout as pause } from 'node:timers/promises';

/** How long each call of the store takes: nothing, one turn of the event loop, or so many milliseconds. */
export type CallTime = 'nothing' | 'event loop' | number;

const CALL = /^(load|save|add|delete|begin|commit)/;

/** The store as if it were a database this far away: each call waits first. */
export function slowed<Store extends object>(store: Store, time: CallTime): Store {
  if (time === 'nothing') return store;
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (!CALL.test(String(name))) return value.bind(target);
      return async (...args: unknown[]) => {
        await (time === 'event loop' ? nextLoop() : pause(time));
        return value.apply(target, args);
      };
    },
  });
}
