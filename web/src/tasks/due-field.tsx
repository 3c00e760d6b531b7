import { useRef } from 'react';
import type { FieldProps } from './task-fields.tsx';

/** The last day whose year has the four digits that a date is written with. */
const LAST_DAY = '9999-12-31';

/** A day, and if the user likes a time, by the browser's own pickers. */
export function DueField({ draft, readOnly }: FieldProps) {
  const dateInput = useRef<HTMLInputElement>(null);
  const { date, time } = draft.fields;
  const clear = () => {
    draft.set('date', '');
    draft.set('time', '');
    dateInput.current?.focus();
  };
  return (
    <div className="min-w-0">
      <div className="flex justify-between text-sm font-medium">
        <span aria-hidden="true">Due</span>
        {date !== '' && !readOnly && (
          <button
            type="button"
            aria-label="Clear the due date"
            onClick={clear}
            className="-my-0.5 min-h-6 rounded px-1 text-indigo-600 hover:text-indigo-500 dark:text-indigo-400"
          >
            Clear
          </button>
        )}
      </div>
      <div className="mt-1.5 flex gap-2">
        <input
          ref={dateInput}
          type="date"
          aria-label="Due date"
          max={LAST_DAY}
          value={date}
          readOnly={readOnly}
          onChange={(event) => draft.set('date', event.target.value)}
          className="field min-h-10.5 min-w-0 shrink px-2.5 sm:w-40"
        />
        <input
          type="time"
          aria-label="Due time (optional)"
          value={date && time}
          disabled={date === ''}
          readOnly={readOnly}
          onChange={(event) => draft.set('time', event.target.value)}
          className="field min-h-10.5 w-34 shrink-0 px-2.5 disabled:opacity-60"
        />
      </div>
    </div>
  );
}
