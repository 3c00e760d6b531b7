// The one reducer of item updates, for the server's pending items and for what a browser displays. Pure,
// without any import at run time, so that it costs a browser nothing but itself.
import type { AssistantMessageContent } from './content.ts';
import type { ThreadItemUpdate } from './events.ts';
import type { AssistantMessageItem, ThreadItem, WidgetItem, WorkflowItem } from './items.ts';
import type { WidgetComponent } from './widgets.ts';

type UpdateOf<Type extends ThreadItemUpdate['type']> = Extract<ThreadItemUpdate, { type: Type }>;

/**
 * Folds one streamed update into an item. Returns a new item and leaves the given one as it is; an update
 * that does not fit the item (another type, a component or task that is not there) returns the same object.
 */
export function applyUpdate(item: ThreadItem, update: ThreadItemUpdate): ThreadItem {
  if (!Object.hasOwn(folds, update.type)) return item;
  // Each function of the table takes exactly the update it is filed under.
  const fold = folds[update.type] as Fold<ThreadItemUpdate>;
  return fold(item, update);
}

type Fold<Update> = (item: ThreadItem, update: Update) => ThreadItem;

const folds: { [Type in ThreadItemUpdate['type']]: Fold<UpdateOf<Type>> } = {
  'assistant_message.content_part.added': (item, { content_index, content }) =>
    withPart(item, content_index, () => content),

  'assistant_message.content_part.text_delta': (item, { content_index, delta }) =>
    withPart(item, content_index, (part) => ({ ...part, text: part.text + delta })),

  'assistant_message.content_part.annotation_added': (
    item,
    { content_index, annotation_index, annotation },
  ) =>
    withPart(item, content_index, (part) => ({
      ...part,
      annotations: part.annotations.toSpliced(annotation_index, 0, annotation),
    })),

  // Model APIs end the text of a part without repeating its citations; those already shown stay.
  'assistant_message.content_part.done': (item, { content_index, content }) =>
    withPart(item, content_index, (part) =>
      content.annotations.length > 0 ? content : { ...content, annotations: part.annotations },
    ),

  'widget.streaming_text.value_delta': (item, { component_id, delta, done }) =>
    withComponent(item, component_id, (component) => ({
      ...component,
      value: `${component.value ?? ''}${delta}`,
      ...(done && component.streaming ? { streaming: false } : {}),
    })),

  'widget.root.updated': (item, { widget }) => (item.type === 'widget' ? { ...item, widget } : item),

  'widget.component.updated': (item, { component_id, component }) =>
    withComponent(item, component_id, () => component),

  'workflow.task.added': (item, { task }) =>
    item.type === 'workflow' ? withTasks(item, [...item.workflow.tasks, task]) : item,

  'workflow.task.updated': (item, { task_index, task }) =>
    item.type === 'workflow' && task_index in item.workflow.tasks
      ? withTasks(item, item.workflow.tasks.with(task_index, task))
      : item,

  'generated_image.updated': (item, { image }) =>
    item.type === 'generated_image' ? { ...item, image } : item,
};

const EMPTY_PART: AssistantMessageContent = { type: 'output_text', text: '', annotations: [] };

/** Changes one part, adding empty ones before it when the list is shorter. */
function withPart(
  item: ThreadItem,
  index: number,
  change: (part: AssistantMessageContent) => AssistantMessageContent,
): ThreadItem {
  if (item.type !== 'assistant_message') return item;
  const content: AssistantMessageItem['content'] = [...item.content];
  while (content.length <= index) content.push(EMPTY_PART);
  content[index] = change(content[index] ?? EMPTY_PART);
  return { ...item, content };
}

function withTasks(item: WorkflowItem, tasks: WorkflowItem['workflow']['tasks']): WorkflowItem {
  return { ...item, workflow: { ...item.workflow, tasks } };
}

function withComponent(
  item: ThreadItem,
  id: string,
  change: (component: WidgetComponent) => WidgetComponent,
): ThreadItem {
  if (item.type !== 'widget') return item;
  const widget = changeComponent(item.widget, id, change);
  // A root stays a root: `change` keeps its type unless the sender replaces it by another root.
  return widget === item.widget ? item : { ...item, widget: widget as WidgetItem['widget'] };
}

/** Copies the path down to the component with this id and nothing else. */
function changeComponent(
  component: WidgetComponent,
  id: string,
  change: (component: WidgetComponent) => WidgetComponent,
): WidgetComponent {
  if (component.id === id) return change(component);
  const { children } = component;
  if (!Array.isArray(children)) {
    if (!isComponent(children)) return component;
    const child = changeComponent(children, id, change);
    return child === children ? component : { ...component, children: child };
  }
  const changed = children.map((child) => (isComponent(child) ? changeComponent(child, id, change) : child));
  return changed.some((child, index) => child !== children[index])
    ? { ...component, children: changed }
    : component;
}

function isComponent(value: unknown): value is WidgetComponent {
  return typeof value === 'object' && value !== null && 'type' in value;
}
