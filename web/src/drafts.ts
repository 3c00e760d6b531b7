// Unsent text by user, kept while the tab lives: it survives a failed request and an expired session,
// and is gone when the user signs out. Memory only, so nothing of it outlasts the tab.
import { createContext, use, useState } from 'react';
import { useUser } from './session/session-context.ts';

export class Drafts {
  readonly #texts = new Map<string, string>();

  read(userId: string, name: string): string | undefined {
    return this.#texts.get(`${userId} ${name}`);
  }

  write(userId: string, name: string, text: string): void {
    this.#texts.set(`${userId} ${name}`, text);
  }

  drop(userId: string, name: string): void {
    this.#texts.delete(`${userId} ${name}`);
  }

  clear(): void {
    this.#texts.clear();
  }
}

export const DraftsContext = createContext(new Drafts());

/** State of a text field that outlives its component; `drop` forgets it and goes back to `initial`. */
export function useDraft(name: string, initial = ''): [string, (text: string) => void, () => void] {
  const drafts = use(DraftsContext);
  const { id } = useUser();
  const [text, setText] = useState(() => drafts.read(id, name) ?? initial);
  const write = (next: string) => {
    drafts.write(id, name, next);
    setText(next);
  };
  const drop = () => {
    drafts.drop(id, name);
    setText(initial);
  };
  return [text, write, drop];
}
