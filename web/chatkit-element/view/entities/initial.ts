/** What stands for an entity without an icon: the first character of its name, as people count them. */
export function initialOf(title: string): string {
  return [...title][0]?.toLocaleUpperCase() ?? '';
}
