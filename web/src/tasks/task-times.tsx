import type { Task } from '#core/tasks/schema.ts';

const short = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

/** When a task was made and, if that was later, last changed; in the reader's own time zone. */
export function TaskTimes({ task }: { task: Task }) {
  return (
    <p className="muted mt-1.5 text-xs">
      Created <Time iso={task.created_at} />
      {task.updated_at !== task.created_at && (
        <>
          {' · '}Updated <Time iso={task.updated_at} />
        </>
      )}
    </p>
  );
}

function Time({ iso }: { iso: string }) {
  const date = new Date(iso);
  return (
    <time dateTime={iso} title={full.format(date)}>
      {short.format(date)}
    </time>
  );
}
