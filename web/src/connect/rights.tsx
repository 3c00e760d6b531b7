import { Check } from 'lucide-react';

type RightsProps = {
  askedToChange: boolean;
  changeTasks: boolean;
  onChangeTasks: (change: boolean) => void;
};

/** What the app may do. Reading is what any connection needs; changing is the person's choice. */
export function Rights({ askedToChange, changeTasks, onChangeTasks }: RightsProps) {
  return (
    <fieldset className="rounded-lg border border-gray-300 px-4 pt-1 pb-4 dark:border-gray-700">
      <legend className="px-1 text-sm font-semibold">It will be able to</legend>
      <ul className="space-y-3">
        <li className="flex gap-3">
          <Check
            aria-hidden="true"
            className="mt-0.5 size-5 shrink-0 text-emerald-600 dark:text-emerald-400"
          />
          <div>
            <p className="font-medium">See tasks</p>
            <p className="muted text-sm">All your tasks, with their descriptions and dates.</p>
          </div>
        </li>
        <li>
          <label className="flex cursor-pointer gap-3">
            <input
              type="checkbox"
              checked={changeTasks}
              onChange={(event) => onChangeTasks(event.target.checked)}
              aria-describedby="change-tasks-note"
              className="mt-0.5 size-5 shrink-0 cursor-pointer rounded accent-indigo-600 dark:accent-indigo-500"
            />
            <span className="font-medium">Change tasks</span>
          </label>
          <p id="change-tasks-note" className="muted ms-8 text-sm">
            Add, edit, complete and delete them.
            {!askedToChange && ' The app did not ask for this, but may need it.'}
          </p>
        </li>
      </ul>
    </fieldset>
  );
}
