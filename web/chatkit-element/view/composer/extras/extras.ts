// One door to the parts that are fetched together.
export { Bar } from './bar.tsx';
export { DraftParts } from './draft-parts.tsx';
