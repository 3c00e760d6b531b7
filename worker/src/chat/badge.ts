// What the task of a call says below its arguments and its result: what has changed, and how to take it back.
import type { ToolCall } from '#chatkit/agents/index.ts';
import type { ToldChange } from '../agent/mcp-results.ts';
import { namedTask, plainText } from './markdown.ts';

/** @param changeOf What an event has changed, as far as the server has said it. */
export function describeBadge(
  { tool, result, failed }: ToolCall,
  {
    changeOf,
    titleOf,
  }: { changeOf: (event: string) => ToldChange | undefined; titleOf: (tool: string) => string },
): { title?: string; note?: string } {
  if (failed)
    return codeOf(result) === 'confirmation_required' ? { title: `${titleOf(tool)}: asks you first` } : {};
  const notes = eventsOf(result).map((event) => noteOf(event, changeOf(event)));
  return notes.length > 0 ? { note: notes.join('\n\n') } : {};
}

/** The events that a result names: its own, or those of the tasks of a whole turn. */
export function eventsOf(result: unknown): string[] {
  if (!isObject(result)) return [];
  const parts = Array.isArray(result.tasks) ? result.tasks : [result];
  return parts.flatMap((part) => (isObject(part) && typeof part.undo === 'string' ? [part.undo] : []));
}

export const codeOf = (result: unknown): unknown => (isObject(result) ? result.code : undefined);

function noteOf(event: string, change: ToldChange | undefined): string {
  const link = `[Undo](chatkit-link://undo?event=${encodeURIComponent(event)})`;
  return change ? `${summary(change)}\n\n${link}` : link;
}

function summary(change: ToldChange): string {
  const { kind, fields } = change;
  const task = namedTask(change);
  if (kind === 'created') return `New: ${task}`;
  if (kind === 'deleted') return `Deleted: ${task}`;
  const lines = fields.map(({ field, before, after }) => `- ${field}: ${shown(before)} → ${shown(after)}`);
  return [`Changed: ${task}`, ...lines].join('\n');
}

const shown = (text: string): string => (text === '' ? 'none' : plainText(text));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
