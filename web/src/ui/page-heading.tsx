import { type ReactNode, useEffect, useRef } from 'react';

let lastPath: string | null = null;

type PageHeadingProps = { title: string; children: ReactNode; className?: string };

/**
 * The h1 of a page. Names the tab, and takes the focus when the page was reached by navigation, so that
 * keyboard and screen reader start there; not on the first page, where the browser starts at the top.
 */
export function PageHeading({ title, children, className }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Edge Todo`;
    const navigated = lastPath !== null && lastPath !== location.pathname;
    if (navigated) {
      document.documentElement.scrollTop = 0;
      heading.current?.focus({ preventScroll: true });
    }
    lastPath = location.pathname;
  }, [title]);
  return (
    <h1 ref={heading} tabIndex={-1} className={className ?? 'text-2xl font-bold tracking-tight sm:text-3xl'}>
      {children}
    </h1>
  );
}
