import { registerEnumType } from 'type-graphql';

export enum NotifiedBy {
  MESSAGE = 'MESSAGE',
  SERVICE_NOTICE = 'SERVICE_NOTICE',
}

registerEnumType(NotifiedBy, {
  name: 'NotifiedBy',
  description: '告知方式: how a company was notified that it has to claim.',
  valuesConfig: {
    MESSAGE: { description: '短信送达: a text message was delivered.' },
    SERVICE_NOTICE: { description: '公告送达: it was named in a published service notice.' },
  },
});
