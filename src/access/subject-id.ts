import { globalId } from '../kernel/values/global-id.js';
import { Role } from './role.js';

const subjectTypes: Partial<Record<Role, string>> = {
  [Role.INSURER]: 'Institution',
  [Role.ENTERPRISE]: 'Enterprise',
  [Role.CITY]: 'Region',
};

/** The global id of the institution, enterprise or region that a role is granted for. */
export function subjectGlobalId(role: Role, subjectId: string | null): string | null {
  const type = subjectTypes[role];
  return type && subjectId ? globalId(type, subjectId) : null;
}
