/** A rough count, four characters to a token: enough for limits and usage figures to behave. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
