import { registerEnumType } from 'type-graphql';

/** The roles in a programme. */
export enum Role {
  PUBLIC = 'PUBLIC',
  INSURER = 'INSURER',
  ENTERPRISE = 'ENTERPRISE',
  PLATFORM = 'PLATFORM',
  SCIENCE = 'SCIENCE',
  REGULATOR = 'REGULATOR',
  FINANCE = 'FINANCE',
  CITY = 'CITY',
  AUDITOR = 'AUDITOR',
}

/** Descriptions of the roles in the schema. */
export const describedRoles: Record<Role, { description: string }> = {
  PUBLIC: { description: '社会公众: anybody, without a token.' },
  INSURER: { description: '保险机构: a clerk of an institution, or its core system.' },
  ENTERPRISE: { description: '企业: a verified person who acts for an enterprise.' },
  PLATFORM: { description: '平台运营方: the operator of the platform.' },
  SCIENCE: { description: '省科技厅: the provincial department of science and technology.' },
  REGULATOR: { description: '金融监管局: the provincial financial regulator.' },
  FINANCE: { description: '省财政厅: the provincial department of finance.' },
  CITY: {
    description:
      '设区市: a city’s science bureau, the branch of the financial regulator there, or Pingtan’s bureau (§3 one); sees how far its city is and changes nothing.',
  },
  AUDITOR: { description: '审计监督: reads everything, changes nothing.' },
};

registerEnumType(Role, {
  name: 'Role',
  description: 'Who takes part in a programme, and so what they may see and do.',
  valuesConfig: describedRoles,
});

export const everybody: Role[] = Object.values(Role);

/** All roles that have a token. */
export const signedIn: Role[] = everybody.filter((role) => role !== Role.PUBLIC);

/** Roles that take part in the process; a city can only read. */
export const members: Role[] = signedIn.filter((role) => role !== Role.CITY);

/** The offices that are responsible for the whole programme. */
export const staff: Role[] = [Role.PLATFORM, Role.SCIENCE, Role.REGULATOR, Role.FINANCE, Role.AUDITOR];
