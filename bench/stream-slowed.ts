import { setTimeout as pause } from 'node:timers/promises';

const CALL = /^(load|save|add|delete|begin|commit)/;

/** The store as if it were a database this far away: each call waits first. 0 is the store itself. */
export function slowed<Store extends object>(store: Store, callMs: number): Store {
  if (callMs === 0) return store;
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (!CALL.test(String(name))) return value.bind(target);
      return async (...args: unknown[]) => {
        await pause(callMs);
        return value.apply(target, args);
      };
    },
  });
}
