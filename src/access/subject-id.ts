import { globalId } from '../kernel/values/global-id.js';
import { Role } from './role.js';

const subjectTypes: Partial<Record<Role, string>> = {
  [Role.INSURER]: 'Institution',
  [Role.ENTERPRISE]: 'Enterprise',
  [Role.CITY]: 'Region',
};

/** Returns the global id of the institution, enterprise or region for which a role is granted. */
export function subjectGlobalId(role: Role, subjectId: string | null): string | null {
  const type = subjectTypes[role];
  return type && subjectId ? globalId(type, subjectId) : null;
}
