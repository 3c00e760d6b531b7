import { badRequest } from './api-error.ts';
import type { OfferedTool } from './model-request.ts';
import { isObject, type JsonObject } from './read-json.ts';

const TOOL_NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/** Function tools of either API; built-in tools (web search and the like) are passed over. */
export function readTools(tools: unknown): OfferedTool[] {
  if (tools === undefined || tools === null) return [];
  if (!Array.isArray(tools)) throw badRequest("'tools' must be an array.", 'tools');
  return tools.flatMap((tool, index) => {
    if (!isObject(tool) || tool.type !== 'function') return [];
    return [readTool(isObject(tool.function) ? tool.function : tool, `tools[${index}]`)];
  });
}

function readTool(tool: JsonObject, param: string): OfferedTool {
  if (typeof tool.name !== 'string' || !TOOL_NAME.test(tool.name)) {
    throw badRequest(`${param}.name must match ${TOOL_NAME.source}.`, `${param}.name`);
  }
  const parameters = isObject(tool.parameters) ? tool.parameters : {};
  if (tool.strict === true) checkStrict(parameters, `${param}.parameters`);
  return { name: tool.name, description: String(tool.description ?? ''), parameters };
}

/** A strict schema lists every property as required and allows no other; the real API refuses it otherwise. */
function checkStrict(schema: JsonObject, param: string): void {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const missing = Object.keys(properties).find((name) => !required.includes(name));
  if (missing !== undefined) {
    throw badRequest(`Strict schema: '${missing}' must be listed in 'required'.`, param);
  }
  if (schema.type === 'object' && schema.additionalProperties !== false) {
    throw badRequest("Strict schema: 'additionalProperties' must be false.", param);
  }
  for (const [name, property] of Object.entries(properties)) {
    if (isObject(property)) checkStrict(property, `${param}.properties.${name}`);
  }
}
