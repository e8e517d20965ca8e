import { registerEnumType } from 'type-graphql';
import { describedRoles, Role } from './role.js';

/** The role in which something was done; SYSTEM is the gateway itself. */
export const ActorRole = { ...Role, SYSTEM: 'SYSTEM' } as const;
export type ActorRole = (typeof ActorRole)[keyof typeof ActorRole];

registerEnumType(ActorRole, {
  name: 'ActorRole',
  description: '操作身份: in which role something was done.',
  valuesConfig: {
    ...describedRoles,
    PUBLIC: { description: '社会公众: somebody without an account.' },
    SYSTEM: { description: '系统: the gateway itself, by a background job.' },
  },
});
