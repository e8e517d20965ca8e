import { members } from '../access/role.js';
import { type StateMachine, system } from '../kernel/state-machine.js';
import { DeliveryStatus } from './delivery/webhook-delivery.js';

const { PENDING, DELIVERED, FAILED } = DeliveryStatus;
const sending = { by: [system], through: ['send webhooks'] };
const replaying = { by: members, through: ['replayWebhookDelivery'], meaning: '重新推送' };
/** After `replayWebhook`, the job creates deliveries for the events again. */
const feedingAgain = { by: [system], through: ['feed webhooks'], meaning: '从指定位置重新推送' };

export const deliveryStates: StateMachine<DeliveryStatus> = {
  type: 'WebhookDelivery',
  title: '推送',
  table: 'webhook_delivery',
  statuses: Object.values(DeliveryStatus),
  moves: [
    { from: null, to: PENDING, by: [system], through: ['feed webhooks'], meaning: '待推送' },
    { from: null, to: PENDING, by: members, through: ['sendTestDelivery'], meaning: '测试推送' },
    { from: PENDING, to: DELIVERED, ...sending, meaning: '送达' },
    { from: PENDING, to: FAILED, ...sending, meaning: '放弃' },
    { from: FAILED, to: PENDING, ...replaying },
    { from: DELIVERED, to: PENDING, ...replaying },
    { from: FAILED, to: PENDING, ...feedingAgain },
    { from: DELIVERED, to: PENDING, ...feedingAgain },
  ],
};
