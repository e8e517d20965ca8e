import { registerEnumType } from 'type-graphql';

/** What a machine or a front-end may do for its institution or user. */
export enum Scope {
  READ = 'read',
  WRITE = 'write',
  MANAGE = 'manage',
}

registerEnumType(Scope, {
  name: 'Scope',
  description: 'What a machine or a front-end may do; in OAuth requests in lower case (`read write`).',
  valuesConfig: {
    READ: { description: '读取: queries and subscriptions.' },
    WRITE: { description: '业务操作: mutations of the programme’s business, pushing policies for example.' },
    MANAGE: { description: '账户管理: credentials, bindings and bank accounts.' },
  },
});
