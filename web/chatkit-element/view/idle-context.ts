// Whether nothing runs. Apart from the rest of what rows get, because it changes with every turn and few parts of a
// long conversation show it.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

const IdleContext = createContext(true);
export const IdleProvider = IdleContext.Provider;

export function useIdle(): boolean {
  return useContext(IdleContext);
}
