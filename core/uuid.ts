const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether Postgres would take the text as a `uuid`: asked before it can raise an error over it. */
export const isUuid = (text: string): boolean => UUID.test(text);
