import { registerEnumType } from 'type-graphql';

/** A right that exists longer than a token. What was registered with the token depends on it, and ends with it. */
export interface Grant {
  kind: GrantKind;
  /** Revoking any of these keys ends the grant. */
  keys: string[];
  /** When it expires, by the real time as for tokens; null if it does not expire. */
  endsAt: Date | null;
}

export enum GrantKind {
  ROLE = 'ROLE',
  FRONT_END = 'FRONT_END',
  MACHINE = 'MACHINE',
}

registerEnumType(GrantKind, {
  name: 'GrantKind',
  description: '授权依据: the grant that something depends on that outlives a token, and with which it ends.',
  valuesConfig: {
    ROLE: { description: '本人角色: the role of the person who registered it.' },
    FRONT_END: { description: '第三方应用授权: the consent that a person gave to a front-end.' },
    MACHINE: { description: '系统凭证: the machine credential of an institution.' },
  },
});
