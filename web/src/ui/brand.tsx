import { Link } from 'wouter';

export function Brand({ to }: { to: string }) {
  return (
    <Link href={to} className="inline-flex items-center gap-2 rounded-md text-lg font-bold tracking-tight">
      <svg viewBox="0 0 32 32" aria-hidden="true" className="size-7">
        <path
          className="fill-indigo-600 dark:fill-indigo-500"
          d="M9 2h14a7 7 0 0 1 7 7v10a7 7 0 0 1-7 7h-7l-6.6 4.6A.9.9 0 0 1 8 29.9V26a7 7 0 0 1-6-7V9a7 7 0 0 1 7-7z"
        />
        <path
          className="fill-none stroke-white"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
          d="m10 14.2 4.2 4.2L22.4 10"
        />
      </svg>
      Edge Todo
    </Link>
  );
}
