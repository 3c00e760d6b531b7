/** Grey bars in the place of content that is on its way; `label` is what a screen reader hears. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="space-y-3">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never move
        <div key={row} className="card flex animate-pulse items-center gap-4 p-4">
          <div className="size-5 rounded bg-gray-200 dark:bg-gray-800" />
          <div className="grow space-y-2">
            <div className="h-3.5 w-2/5 rounded bg-gray-200 dark:bg-gray-800" />
            <div className="h-3 w-1/4 rounded bg-gray-100 dark:bg-gray-800/60" />
          </div>
        </div>
      ))}
    </div>
  );
}
