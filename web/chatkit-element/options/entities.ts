import type { ChatKitOptions } from '@openai/chatkit';

type Part = { [key: string]: 'function' | 'boolean' };

/** What each key of the two options has to be. */
const PARTS: Record<'entities' | 'commands', Part> = {
  entities: {
    onTagSearch: 'function',
    onClick: 'function',
    onRequestPreview: 'function',
    showComposerMenu: 'boolean',
  },
  commands: { enabled: 'boolean', onSearch: 'function', onSelect: 'function' },
};

/** Takes out what entities and commands cannot do with. */
export function checkEntities(options: Partial<ChatKitOptions>, mistakes: string[]): void {
  const found: Record<string, unknown> = options;
  for (const [name, part] of Object.entries(PARTS)) {
    const given = found[name];
    if (given === undefined) continue;
    if (typeof given !== 'object' || given === null) {
      mistakes.push(`${name}: expected an object`);
      delete found[name];
      continue;
    }
    const kept: Record<string, unknown> = { ...given };
    for (const [key, type] of Object.entries(part)) {
      if (kept[key] === undefined || typeof kept[key] === type) continue;
      mistakes.push(`${name}.${key}: expected ${type === 'function' ? 'a function' : 'true or false'}`);
      delete kept[key];
    }
    found[name] = kept;
  }
}
