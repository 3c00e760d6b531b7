import { type Built, component, type Names } from './component.ts';
import type { BlockProps, Color } from './props.ts';

/** `dataKey` names the field of each row of `data` that is drawn. */
type SeriesBase = { dataKey: string; label?: string; color?: Color };
type Curve = 'linear' | 'monotone' | 'natural' | 'step' | 'stepBefore' | 'stepAfter';

export type Series =
  | (SeriesBase & { type: 'bar'; stack?: string })
  | (SeriesBase & { type: 'area'; stack?: string; curveType?: Curve })
  | (SeriesBase & { type: 'line'; curveType?: Curve });

export type ChartProps = Names &
  Pick<
    BlockProps,
    | 'height'
    | 'width'
    | 'size'
    | 'minHeight'
    | 'minWidth'
    | 'minSize'
    | 'maxHeight'
    | 'maxWidth'
    | 'maxSize'
    | 'aspectRatio'
  > & {
    data: Record<string, string | number>[];
    series: Series[];
    /** The field of each row that names it. */
    xAxis: string | { dataKey: string; hide?: boolean; labels?: Record<string, string> };
    showYAxis?: boolean;
    showLegend?: boolean;
    showTooltip?: boolean;
    barGap?: number;
    barCategoryGap?: number;
    flex?: number | string;
  };

export function Chart(props: ChartProps): Built<'Chart'> {
  return component('Chart', props);
}
