// What an answer cites: each source once, numbered in the order of the text, and the places that cite it. Pure.
import type { Annotation, Source } from '#chatkit/protocol/content.ts';
import type { AssistantMessageItem } from '#chatkit/protocol/items.ts';

/** A source with its number in the message. */
export type Cited = { number: number; source: Source };

/** The sources that are cited at one place of a part's text; `at` counts UTF-16 units. */
export type Citation = { at: number; cited: Cited[] };

export type Citations = {
  sources: Cited[];
  /** Those of each part, in the order of its text. */
  parts: Citation[][];
};

export function citationsOf(item: AssistantMessageItem): Citations {
  const sources = new Map<string, Cited>();
  const number = (source: Source): Cited => {
    const key = keyOf(source);
    const known = sources.get(key) ?? { number: sources.size + 1, source };
    sources.set(key, known);
    return known;
  };
  const parts = item.content.map(({ annotations = [] }) => {
    const places = new Map<number, Set<Cited>>();
    for (const { index, source } of inOrder(annotations)) {
      const cited = number(source);
      if (index === undefined) continue;
      places.set(index, (places.get(index) ?? new Set()).add(cited));
    }
    return [...places].map(([at, cited]): Citation => ({ at, cited: [...cited] }));
  });
  return { sources: [...sources.values()], parts };
}

/** By place; those without one belong to the text as a whole and come last. Unknown kinds are left out. */
function inOrder(annotations: readonly Annotation[]): Annotation[] {
  const place = ({ index }: Annotation) => index ?? Number.POSITIVE_INFINITY;
  return annotations
    .filter(({ source }) => /^(?:url|file|entity)$/.test(source?.type))
    .toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

function keyOf(source: Source): string {
  if (source.type === 'url') return `url:${source.url}`;
  return source.type === 'file' ? `file:${source.filename}` : `entity:${source.id}`;
}
