// Sentences that ask for no task: yes and no, courtesies, questions about the model, other topics.
import type { Intent, Topic } from '../../intent.ts';

const YES =
  /^(?:yes|yep|yeah|yup|sure|ok|okay|y|confirm(?:ed)?|do (?:it|that)|go (?:ahead|for it)|please do|absolutely|definitely|correct|right|of course|i'?m sure)(?:[ ,.!]+(?:yes|please|sure|do (?:it|that)|go ahead|(?:delete|remove) (?:all of )?(?:them|those)(?: all)?|all of them|thanks|thank you))*[.!]*$/i;
const NO =
  /^(?:no|nope|nah|n|don'?t|do not|stop|cancel|cancel that|never ?mind|forget it|leave (?:them|it)|keep (?:them|it|those)|not now|no way)(?:[ ,.!]+(?:thanks|thank you|please|don'?t|cancel|cancel that|keep (?:them|it)|leave (?:them|it)|never ?mind|stop|do that|delete (?:them|it)|it'?s fine))*[.!]*$/i;
const GREETING =
  /^(?:hi|hello|hey|hiya|yo|howdy|greetings|salaam|assalam\w*(?: \w+)?|salam|good (?:morning|afternoon|evening|day)|how are you(?: doing)?(?: today)?|what'?s up|sup)(?: (?:there|everyone|assistant|bot|again|friend))?[\s,.!?]*(?:how are you(?: doing)?(?: today)?[.!?]*)?$/i;
const THANKS =
  /^(?:(?:many )?thanks?(?: you)?(?: (?:so much|a lot|very much))?|thx|ty|cheers|great|perfect|nice|awesome|cool|good job|well done|great job|wonderful)[\s,.!]*(?:thanks?(?: you)?|great)?[.!\s]*$/i;

const HELP =
  /^(?:help|help me|\?+|commands|options|menu)[.!?]*$|^what (?:else )?(?:can|could|do) (?:you (?:do|help|offer)|i (?:ask|say|do here))|^what are you (?:able|capable)|^how (?:do|does|can|should) (?:i use|this work|you work|i (?:add|delete|mark|rename) (?:a )?tasks?)|^(?:who|what) are you|^what is this[?.]*$|^are you (?:an? )?(?:ai|human|bot|robot|chatgpt|gpt\S*|real|llm|openai|model)\b|^(?:what|show|tell|print|repeat|reveal)\b.*\b(?:your|the system) (?:instructions|rules|system prompt|prompt)\b/i;
const UNDO =
  /^(?:please )?(?:undo|revert|roll ?back|take (?:it|that|this|them|the last change) back|take back)[\s.!]*(?:it|that|this|them|everything|(?:the|my|your) last (?:change|one|action|turn|step)s?|(?:these|those|the|all)(?: (?:the|of))? (?:changes|deletions))?(?: again)?(?: please)?[.!]*$/i;
const DATES =
  /^(?:reschedule|postpone|snooze|delay|prioriti[sz]e)\b|^(?:set|change|update|make|what|which|show|list|give|assign|sort)\b.*\b(?:due|deadlines?|overdue|priority)\b|^move .+ to (?:\d|tomorrow|today|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next)\b/i;
const UNCLEAR =
  /^(?:do|handle|manage|fix|sort|take care of|deal with|process|help with|run|start)(?: out)? (?:all )?(?:my |the |this |that |some )?(?:stuff|things?|everything|it|that|this|work|life|day)[.!?]*$/i;
/** Names of tools, spoken to the tools instead of to the assistant. */
const TOOL_NAME = /\b(?:add_task|list_tasks|complete_task|delete_task|update_task)\b/i;
const WRITTEN =
  /^(?:write|tell|sing|compose|generate|make up)\b.*\b(?:poems?|jokes?|story|stories|essays?|songs?|lyrics|rap|haiku|code|riddles?)\b/i;
const OFF_TOPIC =
  /\b(?:weather|forecast|joke|news|stocks?|bitcoin|crypto|recipe for|capital of|president|prime minister|translate|football|soccer|cricket|movie|horoscope|meaning of life|javascript|source code|sql query|who (?:is|was|won|invented|wrote)|when (?:was|did)|how (?:tall|old|far|big) is|what time is it|what day is|what'?s the (?:time|date)|tell me about (?:yourself|the (?:world|history))|calculate|square root|restaurant)\b|^(?:what(?:'s| is) )?\d+\s*[-+*/x×÷]\s*\d+/i;
/** With these a word of another topic is only a part of a title ("remind me to check the weather"). */
const ABOUT_TASKS =
  /\b(?:tasks?|to-?dos?|remind|remember|add|create|delete|remove|mark|rename|complete|finished|list|i (?:need|have|must|should))\b|#\d/i;

const COURTESIES: [Topic, RegExp][] = [
  ['greeting', GREETING],
  ['thanks', THANKS],
];
const TOPICS: [Topic, RegExp][] = [
  ['help', HELP],
  ['undo', UNDO],
  ['dates', DATES],
  ['unclear', UNCLEAR],
  ['unclear', TOOL_NAME],
  ['off_topic', WRITTEN],
];

/** A whole message that is nothing but a yes, a no, a greeting or a thank-you. */
export function readCourtesy(message: string): Intent | null {
  if (YES.test(message)) return { do: 'yes' };
  if (NO.test(message)) return { do: 'no' };
  return topicIn(message, COURTESIES);
}

export function readTalking(clause: string): Intent | null {
  const said = readCourtesy(clause) ?? topicIn(clause, TOPICS);
  if (said) return said;
  const isElsewhere = OFF_TOPIC.test(clause) && !ABOUT_TASKS.test(clause);
  return isElsewhere ? { do: 'talk', topic: 'off_topic' } : null;
}

function topicIn(text: string, topics: [Topic, RegExp][]): Intent | null {
  const found = topics.find(([, pattern]) => pattern.test(text));
  return found ? { do: 'talk', topic: found[0] } : null;
}
