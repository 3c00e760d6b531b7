/** @jsxImportSource preact */
import { createContext } from 'preact';
import { useContext, useRef } from 'preact/hooks';
import type { EntitySource } from '#chatkit/protocol/content.ts';
import { namedIcon } from '../../icons/named-icon.ts';
import { fill } from '../../locales/en.ts';
import { useEntity } from '../entities/use-entity.tsx';
import { Icon } from '../icon.tsx';
import { decodeEntities } from '../markdown/entities.ts';
import { usePanel } from '../panel-context.ts';
import type { Cited } from './sources.ts';

/** Leads to sources in the list of the message. */
export const ShowSources = createContext<(numbers: number[]) => void>(() => {});

const NUMBERS_MAX = 2;

/** The sources of one place: entities with a label of their own each, all others as one button of numbers. */
export function CitationMark({ word, cited }: { word: string; cited: readonly Cited[] }) {
  const named = cited.filter(
    ({ source }) => source.type === 'entity' && (source.inline_label || source.icon),
  );
  const numbered = cited.filter((each) => !named.includes(each));
  return (
    <span class="cited">
      {decodeEntities(word)}
      <sup class="citation">
        {numbered.length > 0 ? <Numbers cited={numbered} /> : null}
        {named.map((each) => (
          <EntityMark key={each.number} number={each.number} source={each.source as EntitySource} />
        ))}
      </sup>
    </span>
  );
}

function Numbers({ cited }: { cited: readonly Cited[] }) {
  const { texts } = usePanel();
  const show = useContext(ShowSources);
  const numbers = cited.map(({ number }) => number);
  const titles = cited.map(({ source }) => source.title).join('; ');
  const [first] = numbers;
  return (
    <button
      type="button"
      aria-label={fill(texts.source_n, { n: numbers.join(', '), title: titles })}
      title={titles}
      onClick={() => show(numbers)}
    >
      {numbers.length > NUMBERS_MAX ? `${first} +${numbers.length - 1}` : numbers.join(', ')}
    </button>
  );
}

function EntityMark({ number, source }: { number: number; source: EntitySource }) {
  const { texts } = usePanel();
  const show = useContext(ShowSources);
  const button = useRef<HTMLButtonElement>(null);
  const { isLive, hasPreview, activate, handlers, describedBy, popover } = useEntity(source, button);
  const icon = source.icon ? namedIcon(source.icon) : null;
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={fill(texts.source_n, { n: number, title: source.title })}
        aria-describedby={describedBy}
        title={hasPreview ? undefined : source.title}
        onClick={() => (isLive ? activate() : show([number]))}
        {...handlers}
      >
        {icon ? <Icon node={icon} /> : null}
        {source.inline_label || (icon ? null : number)}
      </button>
      {popover}
    </>
  );
}
