// A host whose words are Urdu, and a conversation in which both directions meet.
import type { ChatKitOptions } from '@openai/chatkit';
import { assistantMessage, toolTask, userMessage, workflow } from '../testing/events.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';

type UrduState = { scripts: Record<string, Script>; options: Partial<ChatKitOptions>; thread?: string };

const ANSWER = `آپ کے **تین کام** باقی ہیں، سب سے ضروری پہلے:

1. **بل ادا کریں** – *کل* تک
2. دودھ خریدیں
   - \`oat milk\` بھی
3. امی کو فون کریں، [ان کا نمبر یہ ہے](tel:+923001234567)

> اقتباس میں \`inline code\` بھی آ سکتا ہے۔

\`\`\`json
{ "title": "Buy milk", "status": "pending" }
\`\`\`

| # | کام | حالت |
|---|-----|------|
| 1 | بل ادا کریں | باقی |
| 2 | Buy milk | مکمل |

- [x] ایک مکمل کام
- [ ] ایک باقی کام`;

const items = [
  userMessage('m1', 'میرے کام دکھائیں'),
  workflow('w1', [toolTask('کاموں کی فہرست', { tool: 'list_tasks', args: { status: 'all' }, result: [] })]),
  assistantMessage('a1', ANSWER),
  userMessage('m2', 'Please answer in English (this once).'),
  assistantMessage('a2', 'Of course! You have 3 tasks left. Shall I begin with the first one?'),
];

const options: Partial<ChatKitOptions> = {
  locale: 'ur',
  startScreen: {
    greeting: 'میں آپ کے لیے کیا کر سکتا ہوں؟',
    prompts: [
      { label: 'میرے کام دکھائیں', prompt: 'میرے کام دکھائیں', icon: 'notebook' },
      { label: 'ایک کام شامل کریں', prompt: 'ایک کام شامل کریں', icon: 'plus' },
    ],
  },
  composer: { placeholder: 'اپنے کاموں کے بارے میں پوچھیں…' },
  disclaimer: { text: 'معاون سے غلطی ہو سکتی ہے۔' },
};

export const urduStates: Record<string, UrduState> = {
  'urdu start': { scripts: {}, options },
  urdu: {
    scripts: { 'threads.get_by_id': () => json(threadOf('thr_1', items, 'میرے کام')) },
    options: { ...options, header: { leftAction: { icon: 'back-large', onClick: () => {} } } },
    thread: 'thr_1',
  },
};
