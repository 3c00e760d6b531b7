import { CalendarClock, Flag } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Task } from '#core/tasks/schema.ts';
import { type DueLabel, dueLabel } from './due.ts';
import { PRIORITY_NAMES } from './priorities.ts';
import { useListQuery } from './use-list-query.ts';
import { useNow } from './use-now.ts';

const PILL = 'inline-flex min-h-6 max-w-full items-center gap-1 rounded px-2 text-xs font-medium';
const GREY = 'bg-gray-100 text-gray-700 dark:bg-gray-800 dark:text-gray-300';
const RED = 'bg-red-50 text-red-800 dark:bg-red-950/70 dark:text-red-200';
const AMBER = 'bg-amber-50 text-amber-900 dark:bg-amber-950/70 dark:text-amber-200';

const TONES: Record<DueLabel['tone'], string> = { late: RED, today: AMBER, later: GREY };
const PRIORITIES = { high: RED, medium: AMBER, low: GREY } as const;

/** When a task is due, how much it matters and its tags: what of them is set. */
export function TaskMeta({ task }: { task: Task }) {
  const due = dueLabel(task, useNow());
  const { priority, tags } = task;
  if (!due && priority === 'none' && tags.length === 0) return null;
  return (
    <div className="mt-2 flex flex-wrap gap-1.5">
      {due && <DuePill task={task} due={due} />}
      {priority !== 'none' && (
        <Pill look={task.is_completed ? GREY : PRIORITIES[priority]}>
          <Flag aria-hidden="true" className="size-3.5" />
          {PRIORITY_NAMES[priority]}
          <span className="sr-only"> priority</span>
        </Pill>
      )}
      {tags.map((tag) => (
        <TagPill key={tag} tag={tag} />
      ))}
    </div>
  );
}

function Pill({ look, children }: { look: string; children: ReactNode }) {
  return <span className={`${PILL} ${look}`}>{children}</span>;
}

const whole = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

function DuePill({ task, due }: { task: Task; due: DueLabel }) {
  const { due_at, due_has_time } = task;
  return (
    <Pill look={TONES[due.tone]}>
      <CalendarClock aria-hidden="true" className="size-3.5" />
      <span className="sr-only">Due: </span>
      {due_at && due_has_time ? (
        <time dateTime={due_at} title={whole.format(new Date(due_at))}>
          {due.text}
        </time>
      ) : (
        due.text
      )}
    </Pill>
  );
}

/** Shows only tasks with this tag. */
function TagPill({ tag }: { tag: string }) {
  const { change } = useListQuery();
  return (
    <button
      type="button"
      title={`Show only tasks with the tag ${tag}`}
      onClick={() => change({ tag })}
      className={`${PILL} bg-indigo-50 text-indigo-900 hover:bg-indigo-100 dark:bg-indigo-500/15 dark:text-indigo-100 dark:hover:bg-indigo-500/25`}
    >
      <bdi className="truncate">#{tag}</bdi>
    </button>
  );
}
