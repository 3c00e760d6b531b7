import type { CommandSelection } from '@openai/chatkit';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../locales/en.ts';
import type { TagEntity } from '../../state/chat-state.ts';
import { usePanel } from '../panel-context.ts';
import { commandEntries, type Entry, inGroups, readEntity } from './entries.ts';
import type { Trigger } from './trigger.ts';
import type { Triggered } from './use-trigger.ts';
import { writeText } from './write-text.ts';

/** A command that led to other commands. */
export type Level = { title: string; entries: Entry[] };

export type Taking = {
  /** The menus that were opened one from another; none at first. */
  levels: readonly Level[];
  /** Key of the entry that the host is carrying out. */
  running: string | null;
  /** The last one failed. */
  failed: boolean;
  take(entry: Entry): void;
  /** To the menu before. */
  back(): void;
};

/** What happens with an entry that is taken. Whatever was looked for makes place for it. */
export function useTake(
  input: RefObject<HTMLTextAreaElement | null>,
  { trigger, read, settle }: Triggered,
): Taking {
  const panel = usePanel();
  const [levels, setLevels] = useState<readonly Level[]>([]);
  const [running, setRunning] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const run = useRef(0);
  const place = trigger && `${trigger.kind} ${trigger.start}`;
  // Another place, or none: what was begun here is over.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the place that ends it
  useEffect(() => {
    return () => {
      run.current += 1;
      setLevels([]);
      setRunning(null);
      setFailed(false);
    };
  }, [place]);

  /** Puts words in the place of what was looked for. */
  function replace({ start, query }: Trigger, words: string): void {
    const area = input.current;
    if (!area) return;
    const end = start + 1 + query.length;
    // The space that parted it from the rest parts nothing any more.
    const isGone = words === '' && area.value[end] === ' ';
    writeText(area, start, isGone ? end + 1 : end, words);
  }

  const signOf = ({ start }: Trigger) => input.current?.value.charAt(start) ?? '/';

  function insert(at: Trigger, entity: TagEntity): void {
    const area = input.current;
    if (!area) return;
    const end = at.start + 1 + entity.title.length;
    const hasSpace = /^\s/.test(area.value.slice(at.start + 1 + at.query.length));
    replace(at, `@${entity.title}${hasSpace ? '' : ' '}`);
    panel.actions.tagDraft({ start: at.start, end, entity });
    area.setSelectionRange(end + 1, end + 1);
    settle();
    panel.actions.announce(fill(panel.texts.mentioned, { title: entity.title }));
  }

  async function runCommand(entry: Entry, command: Parameters<typeof selectOf>[1]): Promise<void> {
    run.current += 1;
    const mine = run.current;
    setRunning(entry.key);
    setFailed(false);
    try {
      const selection = await selectOf(panel.options.commands, command);
      const at = read();
      if (run.current !== mine || !at) return;
      const entity = selection?.type === 'entity' ? readEntity(selection.entity) : null;
      if (entity) insert(at, entity);
      else if (selection?.type === 'menu') {
        replace(at, signOf(at));
        setLevels([...levels, { title: entry.title, entries: inGroups(commandEntries(selection.commands)) }]);
      } else replace(at, '');
    } catch (cause) {
      panel.actions.reportHandler('commands.onSelect', cause);
      if (run.current === mine) setFailed(true);
    } finally {
      if (run.current === mine) setRunning(null);
    }
  }

  return {
    levels,
    running,
    failed,
    take(entry) {
      const at = read();
      if (running !== null || !at || at.start !== trigger?.start) return;
      const { choice } = entry;
      if (choice.type === 'entity') insert(at, choice.entity);
      else if (choice.type === 'command') void runCommand(entry, choice.command);
      else {
        replace(at, '');
        choice.act();
      }
    },
    back() {
      const at = read();
      if (at && at.query !== '') replace(at, signOf(at));
      setLevels(levels.slice(0, -1));
    },
  };
}

type Commands = NonNullable<ReturnType<typeof usePanel>['options']['commands']>;

/** What a host answers is not checked by anybody. */
async function selectOf(
  commands: Commands | undefined,
  command: Parameters<NonNullable<Commands['onSelect']>>[0],
): Promise<CommandSelection | null> {
  return (await commands?.onSelect?.(command)) ?? null;
}
