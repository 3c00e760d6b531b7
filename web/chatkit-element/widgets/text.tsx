/** @jsxImportSource preact */
// What is read.
import type { ColorScheme } from '@openai/chatkit';
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import { Markdown as MarkdownText } from '../view/markdown/markdown.tsx';
import { usePanel } from '../view/panel-context.ts';
import { styleOf } from './box-style.ts';
import { colorOf } from './colors.ts';
import { EditableText } from './controls/editable-text.tsx';
import { useFieldId } from './field-scope.tsx';
import { numberOf, oneOf, recordOf, textOf } from './read.ts';
import { lengthOf, type Style } from './values.ts';
import { type NodeProps, useWidget } from './widget-context.ts';

const WEIGHTS: ReadonlyMap<unknown, string> = new Map([
  ['normal', '400'],
  ['medium', '500'],
  ['semibold', '600'],
  ['bold', '700'],
]);
const LINES_MAX = 100;

/** The look that all of them share. */
function textStyle(node: WidgetComponent, scheme: ColorScheme): Style {
  const lines = linesOf(node.maxLines);
  return styleOf({
    color: colorOf(node.color, scheme),
    fontWeight: WEIGHTS.get(node.weight),
    textAlign: oneOf(node.textAlign, ['start', 'center', 'end']),
    ...(lines ? { WebkitLineClamp: String(lines) } : {}),
  });
}

/** What is cut off can still be read by pointing at it. */
function cutOf(node: WidgetComponent) {
  const truncate = node.truncate === true;
  const isCut = truncate || linesOf(node.maxLines) !== undefined;
  return {
    'data-cut': truncate ? 'line' : isCut ? 'lines' : undefined,
    title: isCut ? textOf(node.value) : undefined,
  };
}

function linesOf(value: unknown): number | undefined {
  const lines = Math.floor(numberOf(value) ?? 0);
  return lines >= 1 ? Math.min(lines, LINES_MAX) : undefined;
}

export function Text({ node }: NodeProps) {
  const { texts } = usePanel();
  const { scheme } = useWidget();
  const value = textOf(node.value);
  const editable = recordOf(node.editable);
  if (editable) return <EditableText node={node} field={editable} />;
  const minLines = linesOf(node.minLines);
  const style = {
    ...textStyle(node, scheme),
    ...styleOf({
      width: lengthOf(node.width),
      minHeight: minLines ? `${minLines}lh` : undefined,
      fontStyle: node.italic === true ? 'italic' : undefined,
    }),
  };
  const isDone = node.lineThrough === true;
  return (
    <p
      class="w-text"
      data-size={textOf(node.size) || undefined}
      {...cutOf(node)}
      style={style}
      dir="auto"
      aria-busy={node.streaming === true || undefined}
    >
      {isDone ? <s>{value}</s> : value}
      {isDone ? <span class="visually-hidden">, {texts.task_done}</span> : null}
    </p>
  );
}

/** One level below the answer, whatever its size: levels that skip lead a screen reader astray. */
export function Title({ node }: NodeProps) {
  const { headingLevel } = usePanel();
  const { scheme } = useWidget();
  const Tag = `h${Math.min(6, headingLevel + 1)}` as 'h4';
  return (
    <Tag
      class="w-title"
      data-size={textOf(node.size) || undefined}
      {...cutOf(node)}
      style={textStyle(node, scheme)}
      dir="auto"
    >
      {textOf(node.value)}
    </Tag>
  );
}

export function Caption({ node }: NodeProps) {
  const { scheme } = useWidget();
  return (
    <p
      class="w-caption"
      data-size={textOf(node.size) || undefined}
      {...cutOf(node)}
      style={textStyle(node, scheme)}
      dir="auto"
    >
      {textOf(node.value)}
    </p>
  );
}

export function Label({ node }: NodeProps) {
  const { scheme } = useWidget();
  const id = useFieldId(textOf(node.fieldName));
  return (
    <label
      class="w-label"
      id={`${id}-label`}
      for={id}
      data-size={textOf(node.size) || undefined}
      style={textStyle(node, scheme)}
      dir="auto"
    >
      {textOf(node.value)}
    </label>
  );
}

export function Markdown({ node }: NodeProps) {
  return (
    <div class="w-markdown" dir="auto">
      <MarkdownText text={textOf(node.value)} streaming={node.streaming === true} />
    </div>
  );
}
