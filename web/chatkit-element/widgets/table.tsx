/** @jsxImportSource preact */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import { styleOf } from './box-style.ts';
import { keysOf } from './keys.ts';
import { WidgetChildren, WidgetNode } from './node.tsx';
import { childrenOf, numberOf, oneOf, textOf } from './read.ts';
import { lengthOf, spacingOf } from './values.ts';
import type { NodeProps } from './widget-context.ts';

/** Where a component stands: cells and rows make sense in a table only. */
const PlaceContext = createContext<'outside' | 'table' | 'head' | 'body'>('outside');
const SPAN_MAX = 100;

/** Rows that are headers come first, however they are mixed. */
export function Table({ node, depth }: NodeProps) {
  const rows = childrenOf(node).filter(({ type }) => type === 'Table.Row');
  const head = rows.filter(({ header }) => header === true);
  const body = rows.filter(({ header }) => header !== true);
  return (
    <div
      class="w-table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so the keyboard must reach it
      tabIndex={0}
    >
      <table>
        <PlaceContext.Provider value="table">
          {head.length > 0 ? (
            <thead>
              <Rows rows={head} depth={depth} />
            </thead>
          ) : null}
          <tbody>
            <Rows rows={body} depth={depth} />
          </tbody>
        </PlaceContext.Provider>
      </table>
    </div>
  );
}

function Rows({ rows, depth }: { rows: readonly WidgetComponent[]; depth: number }) {
  const keys = keysOf(rows);
  return (
    <>
      {rows.map((row, index) => (
        <WidgetNode key={keys[index]} node={row} depth={depth + 1} />
      ))}
    </>
  );
}

export function TableRow({ node, depth }: NodeProps) {
  const place = useContext(PlaceContext);
  if (place !== 'table') return <WidgetChildren of={node} depth={depth} />;
  return (
    <PlaceContext.Provider value={node.header === true ? 'head' : 'body'}>
      <tr>
        <WidgetChildren of={node} depth={depth} />
      </tr>
    </PlaceContext.Provider>
  );
}

export function TableCell({ node, depth }: NodeProps) {
  const place = useContext(PlaceContext);
  const content = (
    <PlaceContext.Provider value="outside">
      <WidgetChildren of={node} depth={depth} />
    </PlaceContext.Provider>
  );
  if (place !== 'head' && place !== 'body') return content;
  const shape = {
    colSpan: spanOf(node.colSpan),
    rowSpan: spanOf(node.rowSpan),
    'data-col': textOf(node.colSize) || undefined,
    style: {
      ...styleOf({
        width: lengthOf(node.width),
        textAlign: oneOf(node.align, ['start', 'center', 'end']),
        verticalAlign: VERTICAL.get(node.vAlign),
      }),
      ...spacingOf('padding', node.padding),
    },
  };
  return place === 'head' ? (
    <th scope="col" {...shape}>
      {content}
    </th>
  ) : (
    <td {...shape}>{content}</td>
  );
}

const VERTICAL: ReadonlyMap<unknown, string> = new Map([
  ['start', 'top'],
  ['center', 'middle'],
  ['end', 'bottom'],
]);

function spanOf(value: unknown): number | undefined {
  const span = Math.floor(numberOf(value) ?? 0);
  return span >= 2 ? Math.min(span, SPAN_MAX) : undefined;
}
