import { Field, InputType } from 'type-graphql';
import { SmsStatus, SmsTemplate } from '../../message/text-message.js';

@InputType({ description: 'Filter of text messages; all conditions together.' })
export class TextMessageFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => String, { nullable: true, description: '统一社会信用代码: only to this enterprise.' })
  creditCode?: string;

  @Field(() => SmsTemplate, { nullable: true, description: 'Only about this.' })
  template?: SmsTemplate;

  @Field(() => SmsStatus, { nullable: true, description: 'Only in this state, for example FAILED.' })
  status?: SmsStatus;
}
