import { Check, CircleCheck, Sparkles } from 'lucide-react';

const TASKS = [
  { number: 4, title: 'Meeting prep', done: false, fresh: true },
  { number: 3, title: 'Call mom', done: false, fresh: false },
  { number: 2, title: 'Groceries', done: true, fresh: false },
  { number: 1, title: 'Renew passport', done: false, fresh: false },
] as const;

const BADGES = ['Add task', 'Complete task', 'List tasks'] as const;

/** The product, drawn: the list, and the chat that has just changed it. One picture to a screen reader. */
export function ProductPicture() {
  return (
    <div
      role="img"
      aria-label="A task list beside a chat. The user wrote: add a meeting prep task, mark my grocery task as done, and show me what's left. The assistant did three things and answers that three tasks are left."
      className="relative mx-auto w-full max-w-xl select-none"
    >
      <div
        aria-hidden="true"
        className="absolute -inset-x-4 -inset-y-6 -z-10 sm:-inset-x-6 rounded-[2.5rem] bg-linear-to-br from-indigo-100 via-white to-sky-100 dark:from-indigo-950/70 dark:via-gray-950 dark:to-sky-950/40"
      />
      <div aria-hidden="true" className="card overflow-hidden shadow-xl sm:mr-24">
        <div className="flex items-center justify-between border-b border-gray-950/5 px-4 py-3 dark:border-white/10">
          <span className="text-sm font-semibold">My Tasks</span>
          <span className="muted text-xs">4 tasks, 3 pending</span>
        </div>
        <div className="divide-y divide-gray-950/5 pb-40 sm:pb-24 dark:divide-white/10">
          {TASKS.map((task) => (
            <PictureRow key={task.number} {...task} />
          ))}
        </div>
      </div>
      <PictureChat />
    </div>
  );
}

function PictureRow({ number, title, done, fresh }: (typeof TASKS)[number]) {
  return (
    <div
      className={`flex items-center gap-3 px-4 py-3 ${fresh ? 'bg-indigo-50/70 dark:bg-indigo-500/10' : ''}`}
    >
      <span
        className={`flex size-4.5 items-center justify-center rounded ${done ? 'bg-indigo-600 text-white' : 'border border-gray-400 dark:border-gray-600'}`}
      >
        {done && <Check className="size-3" strokeWidth={3.5} />}
      </span>
      <span className={`text-sm font-medium ${done ? 'text-gray-500 line-through dark:text-gray-400' : ''}`}>
        {title}
      </span>
      <span className="muted text-xs">#{number}</span>
    </div>
  );
}

function PictureChat() {
  return (
    <div
      aria-hidden="true"
      className="card relative -mt-36 ml-auto w-[88%] space-y-3 p-4 text-sm shadow-2xl sm:-mt-44 sm:w-80"
    >
      <p className="flex items-center gap-2 font-semibold">
        <Sparkles className="size-4 text-indigo-600 dark:text-indigo-400" />
        AI Assistant
      </p>
      <p className="ml-8 rounded-2xl rounded-br-sm bg-indigo-600 px-3.5 py-2 text-white">
        Add a meeting prep task, mark my grocery task as done, and show me what’s left
      </p>
      <p className="flex flex-wrap gap-1.5">
        {BADGES.map((badge) => (
          <span
            key={badge}
            className="inline-flex items-center gap-1 rounded-full bg-emerald-50 px-2 py-0.5 text-xs font-medium text-emerald-800 ring-1 ring-emerald-600/20 ring-inset dark:bg-emerald-500/10 dark:text-emerald-300"
          >
            <CircleCheck className="size-3" />
            {badge}
          </span>
        ))}
      </p>
      <p>
        Done. Three tasks are left: <strong>Meeting prep</strong>, <strong>Call mom</strong> and{' '}
        <strong>Renew passport</strong>.
      </p>
    </div>
  );
}
