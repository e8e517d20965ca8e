import { type StateMachine, system } from '../kernel/state-machine.js';
import { SmsStatus } from './text-message.js';

const { PENDING, SENT, DELIVERED, FAILED } = SmsStatus;
const courier = { by: [system], through: ['text messages'] };
const report = { by: [system], through: ['delivery reports'] };

export const textMessageStates: StateMachine<SmsStatus> = {
  type: 'TextMessage',
  title: '短信',
  table: 'text_message',
  statuses: Object.values(SmsStatus),
  moves: [
    { from: null, to: PENDING, ...courier, meaning: '待发送' },
    { from: PENDING, to: SENT, ...courier, meaning: '发送' },
    { from: PENDING, to: DELIVERED, by: [system], through: ['text messages', 'delivery reports'], meaning: '送达' },
    { from: PENDING, to: FAILED, by: [system], through: ['text messages', 'delivery reports'], meaning: '发送失败' },
    { from: SENT, to: DELIVERED, ...report, meaning: '回执：已送达' },
    { from: SENT, to: FAILED, ...report, meaning: '回执：未送达' },
    { from: FAILED, to: DELIVERED, ...report, meaning: '后到的回执：已送达' },
  ],
};
