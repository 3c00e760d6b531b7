/** @jsxImportSource preact */
// Which label belongs to which field, by the field's name, within one form or row.
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useId, useMemo, useRef } from 'preact/hooks';
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import { childrenOf, textOf, wordsOf } from './read.ts';

type Scope = {
  labelled: ReadonlySet<string>;
  /** Ids are ours: no text of a widget becomes one. */
  idOf(name: string): string;
  /** What a field without any name is called after: the words of its row. */
  words: string;
};

const NO_SCOPE: Scope = { labelled: new Set(), idOf: () => '', words: '' };
const FieldScopeContext = createContext<Scope>(NO_SCOPE);

/** @param props.named The words inside say what its fields are about. */
export function FieldScope(props: { of: WidgetComponent; named?: boolean; children: ComponentChildren }) {
  const { of, named = false } = props;
  const prefix = useId();
  const numbers = useRef(new Map<string, number>()).current;
  // As texts, so that fields are drawn again only when these change, and not with every word that is streamed.
  const labels = JSON.stringify(labelsIn(of));
  const words = named ? wordsOf(of) : '';
  const scope = useMemo(
    (): Scope => ({
      labelled: new Set(JSON.parse(labels) as string[]),
      words,
      idOf(name) {
        const number = numbers.get(name) ?? numbers.size;
        numbers.set(name, number);
        return `${prefix}-${number}`;
      },
    }),
    [labels, words, prefix, numbers],
  );
  return <FieldScopeContext.Provider value={scope}>{props.children}</FieldScopeContext.Provider>;
}

/** The id that a label and its field share. */
export function useFieldId(name: string): string {
  return useContext(FieldScopeContext).idOf(name);
}

export type FieldName = { id?: string; 'aria-label'?: string };

/** What gives a field its name: the label that points at it; else words of its own; else what is around it. */
export function useFieldName(node: WidgetComponent, own = ''): FieldName {
  const { labelled, idOf, words } = useContext(FieldScopeContext);
  const name = textOf(node.name);
  if (labelled.has(name)) return { id: idOf(name) };
  return { 'aria-label': own || words || readable(name) };
}

function labelsIn(node: WidgetComponent): string[] {
  const own = node.type === 'Label' ? [textOf(node.fieldName)] : [];
  return [...own, ...childrenOf(node).flatMap(labelsIn)].filter((name) => name !== '');
}

/** `todo.due_date` reads as `due date`. */
function readable(name: string): string {
  const last = name.split('.').at(-1) ?? '';
  return last.replace(/[_-]+/g, ' ').trim() || '…';
}
