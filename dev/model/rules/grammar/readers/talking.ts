// Sentences that ask for no task: greetings, help, yes and no, other topics.
import type { Intent, Topic } from '../../intent.ts';

const YES =
  /^(?:yes|yep|yeah|yup|sure|ok|okay|y|confirm(?:ed)?|do it|do that|go ahead|go for it|please do|absolutely|definitely|correct|right|affirmative|of course|(?:yes,? )?(?:delete|remove) (?:them|those|these)(?: all)?|(?:yes,? )?(?:delete|remove) all of (?:them|those|these)|(?:yes,? )?all of (?:them|those)|i'?m sure)(?:[ ,.!]+(?:yes|please|sure|do it|do that|go ahead|delete them|delete them all|all of them|thanks|thank you))*[.!]*$/i;
const NO =
  /^(?:no|nope|nah|n|don'?t|do not|stop|cancel|cancel that|never ?mind|forget it|leave (?:them|it)|keep (?:them|it|those)|not now|no way)(?:[ ,.!]+(?:thanks|thank you|please|don'?t|cancel|cancel that|keep them|keep it|leave them|never ?mind|stop|do that|delete (?:them|it)|it'?s fine))*[.!]*$/i;

const TOPICS: [Topic, RegExp][] = [
  [
    'greeting',
    /^(?:hi|hello|hey|hiya|yo|howdy|greetings|salaam|assalam\w*(?: \w+)?|salam|good (?:morning|afternoon|evening|day)|how are you(?: doing)?(?: today)?|what'?s up|sup)(?: (?:there|everyone|assistant|bot|again|friend))?[\s,.!?]*(?:how are you(?: doing)?(?: today)?[.!?]*)?$/i,
  ],
  [
    'thanks',
    /^(?:(?:many )?thanks?(?: you)?(?: (?:so much|a lot|very much))?|thx|ty|cheers|great|perfect|nice|awesome|cool|good job|well done|great job|wonderful)[\s,.!]*(?:thanks?(?: you)?|great)?[.!\s]*$/i,
  ],
  [
    'help',
    /^(?:help|help me|\?+|commands|options|menu)[.!?]*$|\bwhat (?:can|could|do) you (?:do|help|offer)|\bwhat are you (?:able|capable)|\bhow (?:do|does|can|should) (?:i use|this work|you work|i add|i delete|i mark)|^(?:who|what) are you|\bwhat is this\b|\bare you (?:an? )?(?:ai|human|bot|robot|chatgpt|gpt\S*|real|llm|openai|model)\b|\byour (?:instructions|rules|system prompt|prompt)\b/i,
  ],
  ['undo', /^(?:undo|revert|roll ?back|take (?:it|that) back)\b/i],
  [
    'dates',
    /^(?:reschedule|postpone|snooze|delay|prioriti[sz]e)\b|^(?:set|change|update|make|what|which|show|list|give|assign|sort)\b.*\b(?:due|deadlines?|overdue|priority)\b|^move .+ to (?:\d|tomorrow|today|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next)\b/i,
  ],
  [
    'unclear',
    /^(?:do|handle|manage|fix|sort|take care of|deal with|process|help with|run|start)(?: out)? (?:all )?(?:my |the |this |that |some )?(?:stuff|things?|everything|it|that|this|work|life|day)[.!?]*$/i,
  ],
  [
    'off_topic',
    /\b(?:weather|forecast|joke|poem|song|lyrics|story|essay|news|stock|bitcoin|crypto|recipe for|capital of|president|prime minister|translate|football|soccer|cricket|movie recommendation|horoscope|meaning of life|python|javascript|source code|sql query|homework answer|who (?:is|was|won|invented|wrote)|when (?:was|did)|how (?:tall|old|far|big) is|what time is it|what day is|what'?s the (?:time|date)|tell me about (?:yourself|the (?:world|history))|calculate|solve|square root|restaurant)\b|^(?:what(?:'s| is) )?\d+\s*[-+*/x×÷]\s*\d+/i,
  ],
];

const ABOUT_TASKS =
  /\b(?:tasks?|to-?dos?|remind|remember|add|delete|remove|mark|rename|complete|list)\b|#\d/i;

export function readTalking(clause: string): Intent | null {
  if (YES.test(clause)) return { do: 'yes' };
  if (NO.test(clause)) return { do: 'no' };
  const topic = TOPICS.find(
    ([name, pattern]) => pattern.test(clause) && !(isDoubtful(name) && ABOUT_TASKS.test(clause)),
  );
  return topic ? { do: 'talk', topic: topic[0] } : null;
}

/** Words of these topics also stand in titles: "remind me to check the weather", "add: fix deadline bug". */
function isDoubtful(topic: Topic): boolean {
  return topic === 'off_topic';
}
