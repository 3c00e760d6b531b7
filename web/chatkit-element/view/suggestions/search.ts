// Asks the host for what fits. Its failure is told to it, and what the panel offers itself is there all the same.
import type { Panel } from '../panel-context.ts';
import { type Answer, commandEntries, type Entry, entityEntries, inGroups } from './entries.ts';
import { fits, type Kind } from './trigger.ts';

/** `own` are the entries that need no host. */
export async function askHost(
  { options, actions }: Pick<Panel, 'options' | 'actions'>,
  kind: Kind,
  query: string,
  own: readonly Entry[],
): Promise<Answer> {
  const fitting = own.filter(({ title }) => fits(title, query));
  try {
    const found =
      kind === 'entity'
        ? entityEntries(await options.entities?.onTagSearch?.(query))
        : commandEntries(await options.commands?.onSearch?.(query));
    return { entries: inGroups([...found, ...fitting]), failed: false };
  } catch (cause) {
    actions.reportHandler(kind === 'entity' ? 'entities.onTagSearch' : 'commands.onSearch', cause);
    return { entries: inGroups(fitting), failed: true };
  }
}
