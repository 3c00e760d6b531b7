import { useQuery } from '@tanstack/react-query';
import { ArrowRight, CircleCheckBig, CircleDashed, ListTodo, MessageCircle } from 'lucide-react';
import { Link } from 'wouter';
import type { TaskCounts } from '#core/tasks/schema.ts';
import { useApi } from '../api.ts';
import { queryKeys } from '../query-keys.ts';
import { ROUTES } from '../routes.ts';
import { buttonClass } from '../ui/button.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

const COUNTERS = [
  {
    key: 'total',
    name: 'Total',
    to: ROUTES.tasks,
    Icon: ListTodo,
    tint: 'text-indigo-600 dark:text-indigo-400',
  },
  {
    key: 'completed',
    name: 'Completed',
    to: `${ROUTES.tasks}?status=completed`,
    Icon: CircleCheckBig,
    tint: 'text-emerald-600 dark:text-emerald-400',
  },
  {
    key: 'pending',
    name: 'Pending',
    to: `${ROUTES.tasks}?status=pending`,
    Icon: CircleDashed,
    tint: 'text-amber-600 dark:text-amber-400',
  },
] as const;

const SENTENCES = ['Add a task to buy groceries', 'Mark task 3 as complete', "Show me what's left"] as const;

export function DashboardPage() {
  const api = useApi();
  const me = useQuery({ queryKey: queryKeys.me, queryFn: ({ signal }) => api.me(signal) });
  const counts = me.data?.counts;
  return (
    <div className="space-y-6">
      <div>
        <PageHeading title="Dashboard">Dashboard</PageHeading>
        <p className="muted mt-1">Your list at a glance.</p>
      </div>
      {me.error && <ErrorBanner error={me.error} onRetry={() => void me.refetch()} />}
      <dl className="grid grid-cols-3 gap-2 sm:gap-4">
        {COUNTERS.map(({ key, ...counter }) => (
          <Counter key={key} {...counter} value={counts?.[key]} />
        ))}
      </dl>
      <div className="grid gap-4 lg:grid-cols-2">
        <Progress counts={counts} />
        <ChatHint />
      </div>
    </div>
  );
}

type CounterProps = Omit<(typeof COUNTERS)[number], 'key'> & { value: number | undefined };

function Counter({ name, to, Icon, tint, value }: CounterProps) {
  return (
    <div className="card relative p-3.5 transition-shadow hover:shadow-md sm:p-5">
      <dt className="muted flex items-center gap-1.5 text-xs font-medium sm:gap-2 sm:text-sm">
        <Icon aria-hidden="true" className={`size-4 shrink-0 sm:size-5 ${tint}`} />
        <Link href={to} className="after:absolute after:inset-0 after:rounded-lg">
          {name}
        </Link>
      </dt>
      <dd className="mt-2 text-3xl font-bold sm:mt-3 sm:text-4xl tracking-tight tabular-nums">
        {value ?? (
          <span className="inline-block h-9 w-14 animate-pulse rounded bg-gray-200 dark:bg-gray-800" />
        )}
      </dd>
    </div>
  );
}

function Progress({ counts }: { counts: TaskCounts | undefined }) {
  const total = counts?.total ?? 0;
  const completed = counts?.completed ?? 0;
  return (
    <section className="card flex flex-col p-5 sm:p-6">
      <h2 className="font-semibold">Progress</h2>
      <p className="muted mt-1 text-sm">{progressText(counts)}</p>
      <progress
        aria-label="Completed tasks"
        max={Math.max(total, 1)}
        value={completed}
        className="mt-4 h-2.5 w-full appearance-none overflow-hidden rounded-full bg-gray-200 dark:bg-gray-800 [&::-moz-progress-bar]:bg-indigo-600 [&::-webkit-progress-bar]:bg-gray-200 dark:[&::-webkit-progress-bar]:bg-gray-800 [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-indigo-600 dark:[&::-webkit-progress-value]:bg-indigo-500"
      />
      <Link href={ROUTES.tasks} className={buttonClass('primary', 'mt-6 self-start')}>
        Open the list
        <ArrowRight aria-hidden="true" className="size-4" />
      </Link>
    </section>
  );
}

function progressText(counts: TaskCounts | undefined): string {
  if (!counts) return 'Counting…';
  if (counts.total === 0) return 'Nothing on your list yet. Add the first task whenever you like.';
  if (counts.pending === 0) return 'Everything is done. Well earned.';
  return `${counts.completed} of ${counts.total} done, ${counts.pending} to go.`;
}

function ChatHint() {
  return (
    <section className="card p-5 sm:p-6">
      <h2 className="flex items-center gap-2 font-semibold">
        <MessageCircle aria-hidden="true" className="size-5 text-indigo-600 dark:text-indigo-400" />
        Or just say it
      </h2>
      <p className="muted mt-1 text-sm">Open the assistant at the bottom right and write, for example:</p>
      <ul className="mt-4 flex flex-wrap gap-2">
        {SENTENCES.map((sentence) => (
          <li
            key={sentence}
            className="rounded-2xl rounded-br-sm bg-indigo-50 px-3.5 py-2 text-sm text-indigo-900 dark:bg-indigo-500/15 dark:text-indigo-100"
          >
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}
