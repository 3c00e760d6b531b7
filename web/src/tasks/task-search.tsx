import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useListQuery } from './use-list-query.ts';

const DELAY_MS = 250;

export function TaskSearch() {
  const [text, setText] = useSearchText();
  return (
    <div className="relative sm:w-64">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-gray-500"
      />
      <input
        type="search"
        aria-label="Search tasks"
        placeholder="Search tasks"
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="field pl-9"
      />
    </div>
  );
}

/** What is being typed. The address has it a moment later, so that typing asks the server once. */
function useSearchText(): [string, (text: string) => void] {
  const { query, change } = useListQuery();
  const { q } = query;
  const [text, setText] = useState(q);
  const [known, setKnown] = useState(q);
  if (known !== q) {
    setKnown(q);
    // Not what was typed here: a link or the back button.
    if (text.trim() !== q) setText(q);
  }
  const settle = useRef(change);
  settle.current = change;
  const wanted = text.trim();
  useEffect(() => {
    if (wanted === q) return;
    const timer = setTimeout(() => settle.current({ q: wanted }), DELAY_MS);
    return () => clearTimeout(timer);
  }, [wanted, q]);
  return [text, setText];
}
