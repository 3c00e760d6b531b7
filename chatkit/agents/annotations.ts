// What a model cites → annotations of the text. Each kind of citation can be converted in the integrator's way.
import type OpenAI from 'openai';
import type { Annotation, AssistantMessageContent } from '../protocol/content.ts';
import { textPart } from './messages.ts';

export type Citation = OpenAI.Responses.ResponseOutputText['annotations'][number];
type CitationOf<Type extends Citation['type']> = Extract<Citation, { type: Type }>;
type Converted = Annotation | undefined;

/** Gives `undefined` for a citation that is not to be shown. */
export type AnnotationConverters = {
  [Type in Citation['type']]: (citation: CitationOf<Type>) => Converted | Promise<Converted>;
};

export const defaultAnnotations: AnnotationConverters = {
  file_citation: ({ filename, index }) => fileAnnotation(filename, index),
  container_file_citation: ({ filename, end_index }) => fileAnnotation(filename, end_index),
  url_citation: ({ url, title, end_index }) => ({
    type: 'annotation',
    source: { type: 'url', url, title },
    index: end_index,
  }),
  file_path: () => undefined,
};

function fileAnnotation(filename: string, index: number): Converted {
  if (!filename) return undefined;
  return { type: 'annotation', source: { type: 'file', filename, title: filename }, index };
}

/** A citation of a kind that nobody knows is dropped. */
export async function convertCitation(
  citation: Citation,
  converters: Partial<AnnotationConverters> = {},
): Promise<Converted> {
  const table: Partial<AnnotationConverters> = { ...defaultAnnotations, ...converters };
  // Each converter is filed under the type of the citations it takes.
  const convert = table[citation.type] as AnnotationConverters[Citation['type']] | undefined;
  return (convert as ((citation: Citation) => Converted | Promise<Converted>) | undefined)?.(citation);
}

/** A part of a message as a model API gives it; other kinds of parts say nothing to the user. */
export type ModelPart = { type: string; text?: unknown; refusal?: unknown; annotations?: unknown };

/** The parts that a user can read; a refusal is read as text. */
export async function convertParts(
  parts: readonly ModelPart[],
  converters?: Partial<AnnotationConverters>,
): Promise<AssistantMessageContent[]> {
  const converted: AssistantMessageContent[] = [];
  for (const part of parts) {
    const text = readText(part);
    if (text === undefined) continue;
    const annotations: Annotation[] = [];
    for (const citation of citationsOf(part.annotations)) {
      const annotation = await convertCitation(citation, converters);
      if (annotation) annotations.push(annotation);
    }
    converted.push(textPart(text, annotations));
  }
  return converted;
}

export function readText({ type, text, refusal }: ModelPart): string | undefined {
  if (type === 'output_text') return typeof text === 'string' ? text : '';
  if (type === 'refusal') return typeof refusal === 'string' ? refusal : '';
  return undefined;
}

/** Chat Completions nest what the Responses API has flat: `{type: 'url_citation', url_citation: {…}}`. */
function citationsOf(annotations: unknown): Citation[] {
  if (!Array.isArray(annotations)) return [];
  return annotations.map((given) => ({ ...given, ...given.url_citation }));
}
