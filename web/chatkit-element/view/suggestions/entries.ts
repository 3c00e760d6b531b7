// What the list offers, whoever offers it. What a host answers is read with care. Pure.
import type { ChatKitOptions, Command } from '@openai/chatkit';
import type { IconNode } from 'lucide';
import { namedIcon } from '../../icons/named-icon.ts';
import type { TagEntity } from '../../state/chat-state.ts';

export type Entry = {
  key: string;
  title: string;
  description?: string | undefined;
  group?: string | undefined;
  icon?: IconNode | null;
  choice: Choice;
};

/** What happens when an entry is taken: `act` is something of the panel's own. */
export type Choice =
  | { type: 'entity'; entity: TagEntity }
  | { type: 'command'; command: Command }
  | { type: 'act'; act: () => void };

export type Answer = { entries: Entry[]; failed: boolean };

const ENTRIES_MAX = 50;

/** The entities of an answer; those without an id or a title are left out. */
export function entityEntries(answer: unknown): Entry[] {
  return readList(answer, readEntity).map((entity) => ({
    key: `entity ${entity.id}`,
    title: entity.title,
    group: textOf(entity.group),
    icon: iconOf(entity.icon),
    choice: { type: 'entity', entity },
  }));
}

/** The commands of an answer; those without an id or a label are left out. */
export function commandEntries(answer: unknown): Entry[] {
  return readList(answer, readCommand).map((command) => ({
    key: `command ${command.id}`,
    title: command.label,
    description: textOf(command.description),
    group: textOf(command.group),
    icon: iconOf(command.icon),
    choice: { type: 'command', command },
  }));
}

/** An entity whose title stands on one line, or null. */
export function readEntity(value: unknown): TagEntity | null {
  const { id, title } = fieldsOf(value);
  if (typeof id !== 'string' || typeof title !== 'string') return null;
  const line = title.replace(/\s+/g, ' ').trim();
  return line === '' ? null : { ...(value as TagEntity), title: line };
}

/** Entries in the order of the list: groups as they first come, those without one before. */
export function inGroups(entries: readonly Entry[]): Entry[] {
  const groups = new Map<string, Entry[]>([['', []]]);
  for (const entry of entries) {
    const name = entry.group ?? '';
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups.values()].flat();
}

/** Whether the options have anything to offer for `@`. */
export function hasEntities({ entities }: Partial<ChatKitOptions>): boolean {
  return typeof entities?.onTagSearch === 'function';
}

function readCommand(value: unknown): Command | null {
  const { id, label } = fieldsOf(value);
  return typeof id === 'string' && typeof label === 'string' && label.trim() !== ''
    ? (value as Command)
    : null;
}

/** Each id once. */
function readList<Value extends { id: string }>(answer: unknown, read: (value: unknown) => Value | null) {
  const byId = new Map<string, Value>();
  for (const value of Array.isArray(answer) ? answer : []) {
    const known = read(value);
    if (known && !byId.has(known.id)) byId.set(known.id, known);
  }
  return [...byId.values()].slice(0, ENTRIES_MAX);
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function iconOf(name: unknown): IconNode | null {
  return typeof name === 'string' ? namedIcon(name) : null;
}
