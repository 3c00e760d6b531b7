/** @jsxImportSource preact */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * A component whose code is fetched when it is first drawn, so that a panel costs what it shows. Draws
 * `Waiting` meanwhile, and `Failed` when the code cannot be had; the next one that is drawn tries again.
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { Waiting, Failed }: { Waiting?: ComponentType<Props>; Failed?: ComponentType<Props> } = {},
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  return function Lazy(props: Props) {
    const [state, setState] = useState<'waiting' | 'ready' | 'failed'>('waiting');
    useEffect(() => {
      if (loaded) return;
      load().then(
        (component) => {
          loaded = component;
          setState('ready');
        },
        () => setState('failed'),
      );
    }, []);
    const Component = loaded ?? (state === 'failed' ? Failed : Waiting);
    return Component ? <Component {...props} /> : null;
  };
}
