/** @jsxImportSource preact */
// A chart as the table of its figures, which everybody can read; a bar beside each says how it compares.
import type { ColorScheme } from '@openai/chatkit';
import { usePanel } from '../view/panel-context.ts';
import { colorOf } from './colors.ts';
import { numberOf, recordOf, recordsOf, textOf } from './read.ts';
import { type NodeProps, useWidget } from './widget-context.ts';

const ROWS_MAX = 200;
const COLORS = ['var(--w-info)', 'var(--w-discovery)', 'var(--w-success)', 'var(--w-warning)'] as const;

type Series = { dataKey: string; label: string; color: string; max: number };

export function Chart({ node }: NodeProps) {
  const { texts } = usePanel();
  const { scheme } = useWidget();
  const data = recordsOf(node.data).slice(0, ROWS_MAX);
  const series = seriesOf(node.series, data, scheme);
  const axis = axisOf(node.xAxis);
  if (data.length === 0 || series.length === 0) return null;
  return (
    <div
      class="w-table w-chart"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so the keyboard must reach it
      tabIndex={0}
    >
      <table>
        <caption class="visually-hidden">{texts.widget_chart}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{axis.dataKey}</span>
            </th>
            {series.map(({ dataKey, label }) => (
              <th key={dataKey} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: figures have no other name
            <tr key={index}>
              <th scope="row">{axis.labelOf(textOf(row[axis.dataKey]))}</th>
              {series.map((each) => (
                <td key={each.dataKey}>
                  <Figure value={row[each.dataKey]} of={each} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ value, of: { max, color } }: { value: unknown; of: Series }) {
  const share = Math.max(0, numberOf(value) ?? 0) / max;
  return (
    <>
      {textOf(value)}
      <span
        class="w-bar"
        aria-hidden="true"
        style={{ width: `${Math.round(share * 100)}%`, background: color }}
      />
    </>
  );
}

function seriesOf(value: unknown, data: Record<string, unknown>[], scheme: ColorScheme): Series[] {
  const named = recordsOf(value).filter(({ dataKey }) => textOf(dataKey) !== '');
  return named.map((series, index) => {
    const dataKey = textOf(series.dataKey);
    return {
      dataKey,
      label: textOf(series.label) || dataKey,
      color: colorOf(series.color, scheme) ?? COLORS[index % COLORS.length] ?? COLORS[0],
      max: Math.max(...data.map((row) => numberOf(row[dataKey]) ?? 0)) || 1,
    };
  });
}

function axisOf(value: unknown): { dataKey: string; labelOf(text: string): string } {
  const axis = recordOf(value);
  const labels = recordOf(axis?.labels) ?? {};
  return {
    dataKey: textOf(axis ? axis.dataKey : value),
    labelOf: (text) => (Object.hasOwn(labels, text) ? textOf(labels[text]) : text),
  };
}
