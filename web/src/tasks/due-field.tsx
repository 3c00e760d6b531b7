import { useRef } from 'react';
import { Button } from '../ui/button.tsx';
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
    <fieldset className="min-w-0">
      <legend className="block text-sm font-medium">Due</legend>
      <div className="mt-1.5 flex gap-2">
        <input
          ref={dateInput}
          type="date"
          aria-label="Due date"
          max={LAST_DAY}
          value={date}
          readOnly={readOnly}
          onChange={(event) => draft.set('date', event.target.value)}
          className="field min-w-0 sm:w-40"
        />
        <input
          type="time"
          aria-label="Due time (optional)"
          value={date && time}
          disabled={date === ''}
          readOnly={readOnly}
          onChange={(event) => draft.set('time', event.target.value)}
          className="field min-w-0 disabled:opacity-60 sm:w-32"
        />
        {date !== '' && !readOnly && (
          <Button look="quiet" onClick={clear} aria-label="Clear the due date" className="px-2">
            Clear
          </Button>
        )}
      </div>
    </fieldset>
  );
}
