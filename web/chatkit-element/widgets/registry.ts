// Every component that this element draws, by the type it has on the wire.
import type { ComponentType } from 'preact';
import { Card } from './card.tsx';
import { Chart } from './chart.tsx';
import { Button } from './controls/button.tsx';
import { Checkbox } from './controls/checkbox.tsx';
import { DatePicker } from './controls/date-picker.tsx';
import { Input } from './controls/input.tsx';
import { RadioGroup } from './controls/radio-group.tsx';
import { Select } from './controls/select.tsx';
import { Textarea } from './controls/textarea.tsx';
import { Form } from './form.tsx';
import { Basic, Box, Col, Divider, Row, Spacer, Transition } from './layout.tsx';
import { ListView, ListViewItem } from './list.tsx';
import { Badge, Icon, Image } from './small.tsx';
import { Table, TableCell, TableRow } from './table.tsx';
import { Caption, Label, Markdown, Text, Title } from './text.tsx';
import { themed } from './themed.tsx';
import type { Components, NodeProps } from './widget-context.ts';

export const components: Components = new Map<string, ComponentType<NodeProps>>([
  ['Card', themed(Card)],
  ['ListView', themed(ListView)],
  ['Basic', themed(Basic)],
  ['ListViewItem', ListViewItem],
  ['Box', Box],
  ['Row', Row],
  ['Col', Col],
  ['Form', Form],
  ['Spacer', Spacer],
  ['Divider', Divider],
  ['Transition', Transition],
  ['Table', Table],
  ['Table.Row', TableRow],
  ['Table.Cell', TableCell],
  ['Title', Title],
  ['Caption', Caption],
  ['Text', Text],
  ['Markdown', Markdown],
  ['Label', Label],
  ['Badge', Badge],
  ['Icon', Icon],
  ['Image', Image],
  ['Chart', Chart],
  ['Button', Button],
  ['Input', Input],
  ['Textarea', Textarea],
  ['Select', Select],
  ['DatePicker', DatePicker],
  ['Checkbox', Checkbox],
  ['RadioGroup', RadioGroup],
]);
