/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks';
import type { Source } from '#chatkit/protocol/content.ts';
import { chatkitIcons } from '../../icons/chatkit-icons.ts';
import { namedIcon } from '../../icons/named-icon.ts';
import { Icon } from '../icon.tsx';
import { MarkdownLink } from '../markdown/markdown-link.tsx';
import { usePanel } from '../panel-context.ts';
import type { Cited } from './sources.ts';

/** What the answer rests on. `shown` are the numbers that a citation has asked for: the first has the focus. */
export function SourceList(props: { id: string; sources: readonly Cited[]; shown: readonly number[] }) {
  const { id, sources, shown } = props;
  const first = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (shown.length === 0) return;
    const target = first.current?.querySelector<HTMLElement>('a, button') ?? first.current;
    target?.focus({ preventScroll: true });
    first.current?.scrollIntoView?.({ block: 'nearest' });
  }, [shown]);
  return (
    <ol id={id} class="source-list">
      {sources.map(({ number, source }) => (
        <li
          key={number}
          ref={number === shown[0] ? first : null}
          tabIndex={-1}
          data-shown={shown.includes(number) || undefined}
        >
          <span class="source-number" aria-hidden="true">
            {number}
          </span>
          <SourceLine source={source} />
        </li>
      ))}
    </ol>
  );
}

function SourceLine({ source }: { source: Source }) {
  const details = [originOf(source), source.description].filter(Boolean).join(' · ');
  return (
    <div class="source">
      <span class="source-title">
        <Icon node={iconOf(source)} />
        <Title source={source} />
      </span>
      {details ? <span class="source-details">{details}</span> : null}
    </div>
  );
}

function Title({ source }: { source: Source }) {
  const { actions, options } = usePanel();
  if (source.type === 'url')
    return <MarkdownLink href={source.url}>{source.title || source.url}</MarkdownLink>;
  if (source.type === 'file') return <span>{source.title || source.filename}</span>;
  const name = source.label || source.title;
  if (!source.interactive || typeof options.entities?.onClick !== 'function') return <span>{name}</span>;
  return (
    <button type="button" class="link" onClick={() => actions.openEntity(source)}>
      {name}
    </button>
  );
}

function iconOf(source: Source) {
  if (source.type === 'url') return chatkitIcons.globe;
  const named = source.type === 'entity' && source.icon ? namedIcon(source.icon) : null;
  return named ?? (source.type === 'file' ? chatkitIcons.document : chatkitIcons.cube);
}

/** Where it comes from, in a few letters. */
function originOf(source: Source): string {
  if (source.type === 'file') return source.title && source.title !== source.filename ? source.filename : '';
  if (source.type === 'entity') return source.group ?? '';
  return source.attribution || (URL.canParse(source.url) ? new URL(source.url).hostname : '');
}
