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

/** The fields of a form, which outlive its component; `drop` forgets them and goes back to `initial`. */
export function useDraftFields<Fields extends Record<string, string>>(
  name: string,
  initial: Fields,
): [Fields, (field: keyof Fields & string, text: string) => void, () => void] {
  const drafts = use(DraftsContext);
  const { id } = useUser();
  const [fields, setFields] = useState<Fields>(() => {
    const kept = Object.keys(initial).map((field) => [field, drafts.read(id, `${name} ${field}`)]);
    return { ...initial, ...Object.fromEntries(kept.filter(([, text]) => text !== undefined)) };
  });
  const write = (field: keyof Fields & string, text: string) => {
    drafts.write(id, `${name} ${field}`, text);
    setFields((before) => ({ ...before, [field]: text }));
  };
  const drop = () => {
    for (const field of Object.keys(initial)) drafts.drop(id, `${name} ${field}`);
    setFields(initial);
  };
  return [fields, write, drop];
}
